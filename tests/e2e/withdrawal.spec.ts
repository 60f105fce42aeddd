import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { receiptSchema } from '../../contract/receipt.ts';
import { errorTexts } from '../../renderer/ui/text/error-text.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { savingText, withdrawingText } from '../../renderer/ui/text/withdrawing-text.ts';
import { expect, test } from '../support/app.ts';
import { judgeLook } from '../support/judge-look.ts';
import { SpokenSession } from '../support/spoken-session.ts';

let spoken: SpokenSession;

test.beforeEach(async () => {
  spoken = await SpokenSession.begin();
  await spoken.record();
  await spoken.speak(spoken.week);
});
test.afterEach(() => spoken.end());

/** The status of `recording://` as the page's own session is answered; Chromium's player would ask its memory first. */
function askForSound(recordingId: string): Promise<number> {
  return spoken.sotto.electron.evaluate(
    async ({ session }, id) => (await session.fromPartition('sotto-app').fetch(`recording://${id}/`)).status,
    recordingId,
  );
}

/** What a page that does as it likes hears of a recording that it has not played before. */
function playByForce(page: Page, recordingId: string): Promise<'played' | 'refused'> {
  return page.evaluate(
    (id) =>
      new Promise((resolve) => {
        const audio = new Audio(`recording://${id}/`);
        audio.onloadedmetadata = () => resolve('played');
        audio.onerror = () => resolve('refused');
      }),
    recordingId,
  );
}

/** Tab by Tab to what has this name, then Enter. */
async function pressByKeyboard(name: string): Promise<void> {
  const wanted = spoken.page.getByRole('button', { name, exact: true }).last();
  for (let tabs = 0; tabs < 60; tabs += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement)) break;
    await spoken.page.keyboard.press('Tab');
  }
  await expect(wanted).toBeFocused();
  await spoken.page.keyboard.press('Enter');
}

test('by keys alone: a withdrawal stops the recording at once, and nobody hears it any more', async () => {
  test.setTimeout(180_000);
  await pressByKeyboard(withdrawingText.somebody);
  await judgeLook(spoken.page, 'somebody-withdraws');
  await pressByKeyboard('K 12');
  await expect(spoken.page.getByText(en.withdrawal.stopped)).toBeVisible();
  await spoken.untilNoneRuns();
  const [recording] = await spoken.recordings();
  expect(recording?.state).toBe('complete');
  const recordingId = recording?.id ?? '';
  expect(await askForSound(recordingId)).toBe(200);
  await judgeLook(spoken.page, 'withdrawing');
  await pressByKeyboard(en.withdrawal.act);
  await expect(spoken.page.getByRole('alertdialog')).toHaveCount(0);
  expect(await askForSound(recordingId)).toBe(403);
  await spoken.page.getByRole('tab', { name: en.session.consent }).click();
  await expect(spoken.page.getByText(/^Agreed, and withdrew that/)).toBeVisible();
  await judgeLook(spoken.page, 'withdrawn-consent');
  // Chromium lets a page hear again what it has just been given; a new one has to ask.
  await spoken.sotto.close();
  await spoken.startAgain();
  expect(await playByForce(spoken.page, recordingId)).toBe('refused');
  await spoken.openSession();
  await spoken.page.getByRole('tab', { name: en.session.listen }).click();
  await expect(spoken.page.getByText(en.withdrawal.keptUnused)).toBeVisible();
  await judgeLook(spoken.page, 'not-to-be-used');
  await spoken.page.getByRole('tab', { name: en.session.consent }).click();
  await spoken.page.getByRole('button', { name: en.receipts.act }).click();
  await expect(spoken.page.getByRole('heading', { name: en.receipts.states.withdrawn })).toBeVisible();
  await expect(spoken.page.getByText(en.receipts.actions['kept-unused'])).toBeVisible();
  await judgeLook(spoken.page, 'receipts');

  const json = join(spoken.dataFolder, 'receipt.json');
  await spoken.sotto.answerSaveDialog(json);
  await spoken.page.getByRole('button', { name: savingText.json }).first().click();
  await expect(spoken.page.getByText(savingText.saved, { exact: true }).first()).toBeVisible();
  expect(receiptSchema.parse(JSON.parse(await readFile(json, 'utf8'))).event.event_state).toBe('withdrawn');
  const pdf = join(spoken.dataFolder, 'receipt.pdf');
  await spoken.sotto.answerSaveDialog(pdf);
  await spoken.page.getByRole('button', { name: savingText.pdf }).first().click();
  await expect
    .poll(() =>
      readFile(pdf).then(
        (bytes) => bytes.subarray(0, 5).toString(),
        () => '',
      ),
    )
    .toBe('%PDF-');
  const { stdout } = await promisify(execFile)('pdftotext', ['-layout', pdf, '-']);
  expect(stdout).toContain(en.receipts.states.withdrawn);
  expect(stdout).toContain('K 12');
  expect(stdout).not.toContain(en.receipts.states.given);
  expect(stdout).not.toContain(en.shell.sessions);
  expect((await readdir(spoken.dataFolder)).filter((name) => name.endsWith('.sotto-part'))).toEqual([]);

  await spoken.sotto.answerSaveDialog(join(spoken.dataFolder, 'gone', 'receipt.json'));
  await spoken.page.getByRole('button', { name: savingText.json }).first().click();
  await expect(spoken.page.getByText(errorTexts['storage/folder-gone'].happened)).toBeVisible();
});

test('a page that withdraws for somebody while recording ends the recording without having stopped it', async () => {
  test.setTimeout(180_000);
  const answer = await spoken.page.evaluate(async (sessionId) => {
    const session = await window.sotto.sessions.get({ sessionId });
    const personId = session.ok ? (session.value.participants[0]?.personId ?? '') : '';
    const withdrawal = { scope: 'all', effect: 'destroy' } as const;
    return window.sotto.consent.withdraw({ sessionId, personId, withdrawal });
  }, spoken.sessionId);
  expect(answer).toEqual({ ok: true, value: { outcome: 'done' } });
  await spoken.untilNoneRuns();
  expect(await readdir(join(spoken.vaultFolder, 'recordings'))).toEqual([]);
});
