import { readdir, stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordingStatus } from '../../contract/recording.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { expect, test } from '../support/app.ts';
import { press, tabTo } from '../support/by-keyboard.ts';
import { judgeLook } from '../support/judge-look.ts';
import { passphrase } from '../support/session-by-calls.ts';
import { matchRateHz } from '../support/sound-match.ts';
import { heading, isHeardIn, shownRecording, SpokenSession } from '../support/spoken-session.ts';

/** What a crash may cost. */
const mayBeLostMs = 2000;

test.describe.configure({ timeout: 240_000 });

let spoken: SpokenSession;

test.beforeEach(async () => {
  spoken = await SpokenSession.begin();
});

test.afterEach(async () => {
  await spoken.end();
});

const list = () => spoken.page.getByRole('region', { name: en.recovered.title });

/** By keyboard from the list of sessions: records what is said and kills everything, all at once; then starts again. */
async function cutOff(times = 1, meanwhile: () => Promise<void> = () => Promise.resolve()): Promise<RecordingStatus> {
  const { page } = spoken;
  const row = page.getByRole('list', { name: en.sessions.listLabel }).getByRole('button').first();
  await tabTo(page, row);
  await page.keyboard.press('Enter');
  const again = page.getByRole('button', { name: en.session.recordAgain });
  const start = page.getByRole('button', { name: en.newSession.start });
  await expect(again.or(start)).toBeVisible();
  if (await again.isVisible()) await press(page, en.session.recordAgain);
  await press(page, en.newSession.start);
  await spoken.untilPhase('recording');
  for (let said = 0; said < times; said += 1) await spoken.speak(spoken.week);
  const shown = await shownRecording(page);
  if (shown === null) throw new Error('nothing is being recorded');
  await spoken.sotto.kill();
  await meanwhile();
  await spoken.startAgain();
  return shown;
}

async function lockAndUnlock(): Promise<void> {
  spoken.page = await spoken.sotto.pageAfter(() => spoken.page.keyboard.press('ControlOrMeta+l'));
  await expect(spoken.page.getByLabel(en.passphrase.label, { exact: true })).toBeFocused();
  await spoken.page.keyboard.type(passphrase);
  await spoken.page.keyboard.press('Enter');
  await expect(heading(spoken.page, en.sessions.title)).toBeVisible();
}

test('a take that a crash cut off is listed until it is kept, the next until it is destroyed, by keyboard', async () => {
  await test.step('the take is listed with its length, and a lock does not take it off', async () => {
    const shown = await cutOff();
    await expect(list().getByRole('listitem')).toHaveCount(1);
    const [recording] = await spoken.recordings();
    expect(recording?.state).toBe('recovered');
    const durationMs = recording?.durationMs ?? 0;
    expect(durationMs).toBeGreaterThanOrEqual(shown.elapsedMs - mayBeLostMs);
    await expect(list()).toContainText(en.sessions.length(durationMs));
    await judgeLook(spoken.page, 'recovered-list');
    await lockAndUnlock();
    await expect(list().getByRole('listitem')).toHaveCount(1);
  });

  await test.step('Play leads to it, where it can be decided about too', async () => {
    await press(spoken.page, en.player.play, list());
    await expect(spoken.page.getByRole('tab', { name: en.session.listen })).toBeVisible();
    await expect(list().getByRole('button', { name: en.after.destroy })).toBeVisible();
    await judgeLook(spoken.page, 'recovered-session');
    await press(spoken.page, en.common.backToSessions);
  });

  await test.step('Keep takes it off the list, and the take stays', async () => {
    await press(spoken.page, en.after.keep, list());
    await expect(list()).toHaveCount(0);
    await expect(heading(spoken.page, en.sessions.title)).toBeFocused();
    await lockAndUnlock();
    await expect(spoken.page.getByRole('list', { name: en.sessions.listLabel })).toContainText('recovered');
    await expect(list()).toHaveCount(0);
  });

  await test.step('the next take is destroyed once its undo has run out', async () => {
    await cutOff();
    await expect(list().getByRole('listitem')).toHaveCount(1);
    await expect(list()).toContainText(en.session.recordingNumber(2));
    await press(spoken.page, en.after.destroy, list());
    const question = spoken.page.getByRole('alertdialog', { name: en.after.destroyTitle });
    await expect(question.getByRole('button', { name: en.after.goBack })).toBeFocused();
    await judgeLook(spoken.page, 'recovered-destroy');
    await press(spoken.page, en.after.destroy, question);
    await expect(spoken.page.getByRole('button', { name: en.deletion.undo })).toBeFocused();
    await expect(list()).toHaveCount(0);
    await expect.poll(async () => (await spoken.recordings()).length, { timeout: 60_000 }).toBe(1);
    await lockAndUnlock();
    await expect(list()).toHaveCount(0);
  });

  const sounds = await spoken.soundsOnDisk();
  expect(sounds).toHaveLength(1);
  const kept = spoken.week.sound;
  expect(isHeardIn(kept.subarray(0, kept.length - (mayBeLostMs / 1000) * matchRateHz), sounds[0])).toBe(true);
});

test('a take that was shortened is listed beside one that was cut off, and neither is touched', async () => {
  await cutOff();
  // Long enough for the vault to have been told how far it had come.
  await cutOff(3, async () => {
    const folder = join(spoken.vaultFolder, 'recordings');
    const names = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.audio'));
    const files = await Promise.all(
      names.map(async (name) => ({ path: join(folder, name), mtimeMs: (await stat(join(folder, name))).mtimeMs })),
    );
    const newest = files.toSorted((one, other) => one.mtimeMs - other.mtimeMs).at(-1);
    if (newest === undefined) throw new Error('there is no sound');
    await truncate(newest.path, 20_000);
  });
  await expect(list().getByRole('listitem')).toHaveCount(2);
  await expect(list()).toContainText(en.recovered.states.recovered);
  await expect(list()).toContainText(en.recovered.states.altered);
  await judgeLook(spoken.page, 'recovered-two');
  expect((await spoken.recordings()).map(({ state }) => state)).toEqual(['recovered', 'altered']);
});
