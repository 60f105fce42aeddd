import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { en } from '../../renderer/ui/text/en.ts';
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

async function pressWithdraw(): Promise<void> {
  await spoken.openSession();
  await spoken.page.getByRole('tab', { name: en.session.consent }).click();
  await spoken.page.getByRole('button', { name: en.withdrawal.act }).click();
}

/** What a page that does as it likes hears of a recording: the length of its sound, or that it gets none. */
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

test('a withdrawal stops the recording at once, and nobody hears it any more, a hostile page neither', async () => {
  test.setTimeout(180_000);
  await pressWithdraw();
  await expect(spoken.page.getByText(en.withdrawal.stopped)).toBeVisible();
  await spoken.untilNoneRuns();
  const [recording] = await spoken.recordings();
  expect(recording?.state).toBe('complete');
  const recordingId = recording?.id ?? '';
  expect(await playByForce(spoken.page, recordingId)).toBe('played');
  await judgeLook(spoken.page, 'withdrawing');
  await spoken.page.getByRole('alertdialog').getByRole('button', { name: en.withdrawal.act }).click();
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
});

test('a page that withdraws for somebody while recording ends the recording without having stopped it', async () => {
  test.setTimeout(180_000);
  const answer = await spoken.page.evaluate(async (sessionId) => {
    const session = await window.sotto.sessions.get({ sessionId });
    const personId = session.ok ? (session.value.participants[0]?.personId ?? '') : '';
    const withdrawal = { scope: 'all', effect: 'destroy' } as const;
    return window.sotto.consent.withdraw({ sessionId, personId, withdrawal });
  }, spoken.sessionId);
  expect(answer).toEqual({ ok: true, value: null });
  await spoken.untilNoneRuns();
  expect(await readdir(join(spoken.vaultFolder, 'recordings'))).toEqual([]);
});
