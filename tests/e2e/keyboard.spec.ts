import type { Page } from '@playwright/test';
import { rm } from 'node:fs/promises';
import { retentionTexts, termsText } from '../../renderer/ui/text/agreement-terms-text.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { jurisdictionText, placeNames } from '../../renderer/ui/text/jurisdiction-text.ts';
import { lineOf, press, tabTo, type } from '../support/by-keyboard.ts';
import { expect, makeDataFolder, RunningSotto, test } from '../support/app.ts';
import { heading } from '../support/spoken-session.ts';
import { startVirtualMicrophone } from '../support/virtual-microphone.ts';

const passphrase = 'seven herons over the quiet weir';

function playerTime(page: Page): Promise<number> {
  return page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.currentTime);
}

async function agreeByKeyboard(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('checkbox', { name: en.purposeTexts.supervision.name, exact: true }));
  await page.keyboard.press('Space');
  await type(page, en.agreement.yourName, name);
  await press(page, en.agreement.agree);
}

test('the whole way from a new vault to listening goes by keyboard alone', async () => {
  test.setTimeout(180_000);
  const dataFolder = await makeDataFolder();
  const microphone = await startVirtualMicrophone({ sampleRateHz: 48_000, channelCount: 1 });
  const sotto = await RunningSotto.launch(dataFolder, microphone.environment);
  let page = await sotto.page();

  await test.step('create a vault', async () => {
    await type(page, en.passphrase.label, passphrase);
    await type(page, en.passphrase.repeatLabel, passphrase);
    await press(page, en.firstRun.create);
    await press(page, en.sheet.later);
    await press(page, en.firstRun.continue);
    await expect(heading(page, en.sessions.title)).toBeVisible();
  });

  await test.step('say who is here, and let each of them agree', async () => {
    await press(page, en.sessions.newSession);
    await type(page, en.newSession.code, 'Kestrel-12');
    await press(page, en.newSession.add);
    await type(page, en.newSession.code, 'Wren-7');
    await tabTo(page, page.getByRole('combobox', { name: en.newSession.role, exact: true }));
    await page.keyboard.press('Enter');
    await expect(page.getByRole('listbox')).toBeVisible();
    await page.keyboard.type(en.roleNames.supervisor);
    await expect(page.getByRole('option', { name: en.roleNames.supervisor })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('listbox')).toBeHidden();
    await press(page, en.newSession.add);
    await expect(lineOf(page, 'Wren-7')).toContainText(en.roleNames.supervisor);
    await tabTo(page, page.getByRole('button', { name: termsText.choose, exact: true }).first());
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('radio', { name: retentionTexts['after-use'] }));
    await page.keyboard.press('Space');
    await press(page, termsText.use);
    await tabTo(page, page.getByRole('combobox', { name: jurisdictionText.room, exact: true }));
    await page.keyboard.press('Enter');
    await page.keyboard.type(placeNames['US-TX']);
    await page.keyboard.press('Enter');
    for (const code of ['Kestrel-12', 'Wren-7']) {
      const line = lineOf(page, code);
      await tabTo(page, line.getByRole('button', { name: en.newSession.ask }));
      await page.keyboard.press('Enter');
      await expect(heading(page, en.agreement.title)).toBeVisible();
      await agreeByKeyboard(page, 'A. Example');
      await expect(line).toContainText(en.newSession.consentGranted(en.purposeTexts.supervision.name));
    }
  });

  await test.step('record, pause, resume, stop, and ask again', async () => {
    await press(page, en.newSession.start);
    await expect(page.getByRole('timer', { name: en.recording.elapsed })).toHaveText(/^0:0[2-9]$/);
    await press(page, en.recording.pause);
    await expect(heading(page, en.recording.phases.paused)).toBeVisible();
    await press(page, en.recording.resume);
    await expect(heading(page, en.recording.title)).toBeVisible();
    await press(page, en.recording.stop);
    await expect(heading(page, en.after.heading)).toBeVisible();
    for (const code of ['Kestrel-12', 'Wren-7']) {
      const line = lineOf(page, code);
      await tabTo(page, line.getByRole('button', { name: en.after.keep }));
      await page.keyboard.press('Enter');
      await expect(line).toContainText(en.after.kept);
    }
  });

  await test.step('lock and unlock', async () => {
    page = await sotto.pageAfter(() => page.keyboard.press('Control+l'));
    await expect(page.getByLabel(en.passphrase.label, { exact: true })).toBeFocused();
    await page.keyboard.type(passphrase);
    await page.keyboard.press('Enter');
    await expect(heading(page, en.sessions.title)).toBeVisible();
  });

  await test.step('find the session, play and seek', async () => {
    await expect(page.getByLabel(en.sessions.search, { exact: true })).toBeFocused();
    await page.keyboard.type('kestrel');
    await tabTo(page, page.getByRole('list', { name: en.sessions.listLabel }).getByRole('button').first());
    await page.keyboard.press('Enter');
    await press(page, en.player.play);
    await expect.poll(() => playerTime(page)).toBeGreaterThan(0);
    await press(page, en.player.pause);
    await tabTo(page, page.getByRole('slider', { name: en.player.position }));
    await page.keyboard.press('Home');
    await expect.poll(() => playerTime(page)).toBe(0);
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => playerTime(page)).toBeGreaterThan(0);
  });

  await sotto.close();
  await microphone.close();
  await rm(dataFolder, { recursive: true });
});
