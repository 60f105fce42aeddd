import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { undoWindowMs } from '../../contract/limits.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { expect, test } from '../support/app.ts';
import { judgeLook } from '../support/judge-look.ts';
import { heading, SpokenSession } from '../support/spoken-session.ts';
import { lock } from '../support/walkthrough.ts';

const time = undoWindowMs + 15_000;
let spoken: SpokenSession;

test.beforeEach(async () => {
  spoken = await SpokenSession.begin();
  await spoken.record();
  await spoken.speak(spoken.week);
  await spoken.page.getByRole('button', { name: en.recording.stop }).click();
  await expect(heading(spoken.page, en.after.heading)).toBeVisible();
  await spoken.openSession();
});
test.afterEach(() => spoken.end());

async function pressDelete(act: string): Promise<void> {
  await spoken.page.getByRole('button', { name: act }).click();
  await spoken.page.getByRole('alertdialog').getByRole('button', { name: act }).click();
  await expect(spoken.page.getByRole('button', { name: en.deletion.undo })).toBeFocused();
}

function recordingsOnDisk(): Promise<string[]> {
  return readdir(join(spoken.vaultFolder, 'recordings'));
}

test('a deleted recording can be had back after a lock, and is destroyed when nobody wants it back', async () => {
  test.setTimeout(180_000);
  await judgeLook(spoken.page, 'session-with-recording');
  await spoken.page.getByRole('button', { name: en.deletion.recording }).click();
  await judgeLook(spoken.page, 'delete-recording');
  await spoken.page.keyboard.press('Escape');
  await pressDelete(en.deletion.recording);
  await judgeLook(spoken.page, 'deleting');
  await spoken.unlock(await lock(spoken.sotto, spoken.page));
  await spoken.page.getByRole('button', { name: en.deletion.undo }).click();
  await expect(spoken.page.getByRole('region', { name: en.deletion.label })).toHaveCount(0);
  await spoken.openSession();
  await spoken.hearNewest();

  await pressDelete(en.deletion.recording);
  await expect(spoken.page.getByRole('region', { name: en.deletion.label })).toHaveCount(0, { timeout: time });
  await expect(spoken.page.getByText(en.session.noRecordings)).toBeVisible();
  expect(await recordingsOnDisk()).toEqual([]);
});

test('a deleted session is destroyed also when Sotto was closed meanwhile', async () => {
  test.setTimeout(180_000);
  await pressDelete(en.deletion.session);
  await spoken.sotto.close();
  expect(await recordingsOnDisk()).toHaveLength(1);
  await spoken.startAgain();
  await expect(spoken.page.getByText(en.sessions.emptyTitle)).toBeVisible({ timeout: time });
  expect(await recordingsOnDisk()).toEqual([]);
});
