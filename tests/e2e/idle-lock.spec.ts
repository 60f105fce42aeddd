import { expect, test } from '../support/app.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { lockText } from '../../renderer/ui/text/lock-text.ts';
import { judgeLook } from '../support/judge-look.ts';
import { heading, shownRecording, SpokenSession } from '../support/spoken-session.ts';

test.describe.configure({ timeout: 240_000 });

test('a vault that nobody is at is locked, with what was typed saved and the recording going on', async () => {
  const spoken = await SpokenSession.begin();
  try {
    const { sotto, page } = spoken;
    await page.getByRole('navigation', { name: en.shell.places }).getByText(en.shell.settings).click();
    const after = page.getByRole('combobox', { name: lockText.after });
    await after.focus();
    await page.keyboard.press('Enter');
    await page.getByRole('option', { name: lockText.minutes(1), exact: true }).click();
    await expect(after).toHaveText(lockText.minutes(1));
    await judgeLook(page, 'settings-lock');
    await spoken.record();

    const idleFor = (seconds: number) =>
      sotto.electron.evaluate(({ powerMonitor }, idle) => {
        powerMonitor.getSystemIdleTime = () => idle;
      }, seconds);
    await idleFor(59);
    // Nobody is alone before a minute has passed since it was chosen, whatever the system counts.
    await page.waitForTimeout(62_000);
    await expect(heading(page, en.recording.title)).toBeVisible();
    const locked = await sotto.pageAfter(() => idleFor(60));
    await expect(heading(locked, en.locked.title)).toBeVisible();
    expect(await shownRecording(locked)).toMatchObject({ phase: 'recording' });
    await idleFor(0);
    await spoken.unlock(locked);

    const again = await sotto.pageAfter(() =>
      sotto.electron.evaluate(({ powerMonitor }) => void powerMonitor.emit('lock-screen')),
    );
    await expect(heading(again, en.locked.title)).toBeVisible();
  } finally {
    await spoken.end();
  }
});
