import { en } from '../../renderer/ui/text/en.ts';
import { expect, test } from '../support/app.ts';
import { press } from '../support/by-keyboard.ts';
import { judgeLook } from '../support/judge-look.ts';
import { heading, SpokenSession } from '../support/spoken-session.ts';

test.describe.configure({ timeout: 180_000 });

/** In CSS pixels, 96 to the inch: capitals of it are 15 mm high, which is read from three metres and more. */
const readableFromThreeMetres = 80;

let spoken: SpokenSession;

test.beforeEach(async () => {
  spoken = await SpokenSession.begin();
});

test.afterEach(async () => {
  await spoken.end();
});

test('the recording sign fills the window, by keyboard, and names nobody', async () => {
  await spoken.record();
  const { page } = spoken;
  await press(page, en.sign.show);
  await expect(heading(page, en.recording.phases.recording)).toBeFocused();
  const fontOf = (selector: string) =>
    page.locator(selector).evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
  const fits = () =>
    page.locator('.shell-view').evaluate(({ scrollHeight, clientHeight }) => scrollHeight <= clientHeight);
  const setSize = (width: number, height: number) =>
    spoken.sotto.electron.evaluate(
      ({ BrowserWindow }, size) => {
        const window = BrowserWindow.getAllWindows().find((one) => one.isVisible());
        window?.setContentSize(size.width, size.height);
      },
      { width, height },
    );

  const judgeSizes = async (name: string) => {
    for (const [width, height] of [
      [720, 560],
      [1100, 760],
    ] as const) {
      await setSize(width, height);
      await expect.poll(() => page.evaluate(() => window.innerWidth)).toBe(width);
      expect(await fontOf('.recording-sign h1')).toBeGreaterThanOrEqual(readableFromThreeMetres);
      expect(await fontOf('.recording-sign-elapsed')).toBeGreaterThanOrEqual(readableFromThreeMetres);
      await expect.poll(fits).toBe(true);
      await judgeLook(page, `${name}-${width}`);
    }
  };

  await test.step('it is large, and Pause and Stop stay in reach', async () => {
    const saying = spoken.speak(spoken.week).then(() => spoken.speak(spoken.garden));
    await expect(page.locator('.signal-warning')).toHaveCount(0);
    await judgeSizes('recording-sign');
    await saying;
    await expect(page.locator('.signal-warning')).toBeVisible();
    await judgeSizes('recording-sign-silent');
    await expect(page.getByRole('navigation')).toHaveCount(0);
    await page.emulateMedia({ forcedColors: 'active' });
    await page.screenshot({ path: 'test-results/looks/recording-sign-forced.png' });
    await page.emulateMedia({ forcedColors: null });
  });

  await test.step('it says when nothing is heard', async () => {
    await press(page, en.recording.pause);
    await expect(page.getByRole('heading', { level: 1, name: en.sign.paused })).toBeVisible();
    expect(await fits()).toBe(true);
    await judgeLook(page, 'recording-sign-paused');
    await press(page, en.recording.resume);
    await expect(heading(page, en.recording.phases.recording)).toBeVisible();
  });

  await test.step('Escape and its own button lead back', async () => {
    await page.keyboard.press('Escape');
    await expect(page.getByRole('button', { name: en.sign.show })).toBeVisible();
    await judgeLook(page, 'recording-with-sign-button');
    await press(page, en.sign.show);
    await press(page, en.sign.hide);
    await expect(page.getByRole('button', { name: en.sign.show })).toBeVisible();
  });
});
