import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { dialogText } from '../../main/app/dialog-text.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { expect, test } from '../support/app.ts';
import { heading, isHeardIn, shownRecording, SpokenSession } from '../support/spoken-session.ts';
import { lock } from '../support/walkthrough.ts';

const { keepRecording, stopAndSave } = dialogText.closingWhileRecording;
const buttons: readonly string[] = [keepRecording, stopAndSave];

// Speech takes its time, and a start of Sotto takes longer on a busy machine.
test.describe.configure({ timeout: 180_000 });

let spoken: SpokenSession;

test.beforeEach(async () => {
  spoken = await SpokenSession.begin();
});

test.afterEach(async () => {
  await spoken.end();
});

/**
 * Closes the window, quits, or does one after the other, and answers the question when all of it has been done. Gives
 * the buttons that each question had.
 */
function close(ways: readonly ('window' | 'quit')[], answer: string): Promise<string[][]> {
  return spoken.sotto.electron.evaluate(
    async ({ app, BrowserWindow, dialog }, given) => {
      const asked: string[][] = [];
      const answers: (() => void)[] = [];
      dialog.showMessageBox = (...parts: unknown[]) => {
        const options = parts.at(-1);
        const shown: unknown = typeof options === 'object' && options !== null ? Reflect.get(options, 'buttons') : [];
        asked.push(Array.isArray(shown) ? shown.map(String) : []);
        return new Promise((resolve) => {
          answers.push(() => resolve({ response: given.response, checkboxChecked: false }));
        });
      };
      for (const way of given.ways) {
        if (way === 'quit') app.quit();
        else for (const window of BrowserWindow.getAllWindows().filter((one) => one.isVisible())) window.close();
      }
      for (const give of answers) give();
      return asked;
    },
    { ways, response: buttons.indexOf(answer) },
  );
}

test('closing while recording asks, and keeps recording or saves and closes', async () => {
  await spoken.record();
  for (const way of ['window', 'quit'] as const) {
    expect(await close([way], keepRecording)).toEqual([buttons]);
    const elapsedMs = (await shownRecording(spoken.page))?.elapsedMs ?? Infinity;
    await expect.poll(async () => (await shownRecording(spoken.page))?.elapsedMs).toBeGreaterThan(elapsedMs);
  }
  await spoken.speak(spoken.week);
  const atClosing = await shownRecording(spoken.page);
  const closed = spoken.sotto.electron.waitForEvent('close');
  // Impatience is not an answer.
  expect(await close(['window', 'quit', 'window'], stopAndSave)).toEqual([buttons]);
  await closed;

  await spoken.startAgain();
  await expect(spoken.page.getByRole('region', { name: en.common.noticesLabel })).toHaveCount(0);
  const [recording] = await spoken.recordings();
  expect(recording).toMatchObject({ id: atClosing?.recordingId, state: 'complete', lostMs: 0 });
  expect(recording?.durationMs).toBeGreaterThanOrEqual(atClosing?.elapsedMs ?? Infinity);
  await spoken.hearNewest();
  const [sound] = await spoken.soundsOnDisk();
  expect(isHeardIn(spoken.week.sound, sound)).toBe(true);
});

test('closing on the lock screen asks as well, and saves as well', async () => {
  await spoken.record();
  spoken.page = await lock(spoken.sotto, spoken.page);
  await spoken.speak(spoken.week);
  const atClosing = await shownRecording(spoken.page);
  const closed = spoken.sotto.electron.waitForEvent('close');
  expect(await close(['quit'], stopAndSave)).toEqual([buttons]);
  await closed;

  await spoken.startAgain();
  const [recording] = await spoken.recordings();
  expect(recording).toMatchObject({ id: atClosing?.recordingId, state: 'complete' });
  expect(recording?.durationMs).toBeGreaterThanOrEqual(atClosing?.elapsedMs ?? Infinity);
  const [sound] = await spoken.soundsOnDisk();
  expect(isHeardIn(spoken.week.sound, sound)).toBe(true);
});

test('a take started by mistake can be thrown away, and nothing of it is left', async () => {
  const left = async () => [await spoken.recordings(), await readdir(join(spoken.vaultFolder, 'recordings'))];
  await spoken.record();
  // A take of which nothing is saved yet has nothing that an undo could bring back.
  await expect.poll(async () => (await shownRecording(spoken.page))?.savedMs ?? 0).toBeGreaterThan(0);
  expect((await left()).map(({ length }) => length)).toEqual([1, 1]);
  await spoken.page.getByRole('button', { name: en.recording.throwAway }).click();
  const question = spoken.page.getByRole('alertdialog', { name: en.recording.throwAwayTitle });
  await question.getByRole('button', { name: en.recording.throwAwayConfirm }).click();
  // It can still be undone, so the next one would be another.
  await expect(heading(spoken.page, en.newSession.titleAgain)).toBeVisible();
  await expect(spoken.page.getByRole('status', { name: en.recording.status })).toHaveCount(0);
  await expect(spoken.page.getByRole('button', { name: en.newSession.start })).toBeEnabled();
  // Not before it can no longer be undone.
  await expect.poll(left, { timeout: 60_000, intervals: [1000] }).toEqual([[], []]);

  // Nothing runs any more, so nothing is asked.
  await spoken.sotto.close();
  await spoken.startAgain();
  await expect(spoken.page.getByText(en.sessions.notRecorded)).toBeVisible();
  expect(await left()).toEqual([[], []]);
});
