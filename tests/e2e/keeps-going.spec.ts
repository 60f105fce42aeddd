import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, isAlive, test } from '../support/app.ts';
import type { RecordingSummary, Waveform } from '../../contract/recording.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { explainPhase, recordingText } from '../../renderer/ui/text/recording-text.ts';
import { signalTexts } from '../../renderer/ui/text/signal-text.ts';
import { judgeLook } from '../support/judge-look.ts';
import { heading, isHeardIn, mustBeKept, shownRecording, SpokenSession } from '../support/spoken-session.ts';
import { processesBelow } from '../support/system-processes.ts';

/** Gaps are marked to a quarter of a second. */
const markedWithinMs = 250;

// Speech takes its time, and a start of Sotto takes longer on a busy machine.
test.describe.configure({ timeout: 180_000 });

let spoken: SpokenSession;

test.beforeEach(async () => {
  spoken = await SpokenSession.begin();
});

test.afterEach(async () => {
  await spoken.end();
});

/** The recorder that writes: it was started before its standby. */
async function activeRecorder(): Promise<number> {
  const found = await spoken.sotto.processesNamed('Sotto recorder');
  return Math.min(...found);
}

/** Until a standby is there as well. */
async function untilTwoRecorders(): Promise<void> {
  await expect.poll(() => spoken.sotto.processesNamed('Sotto recorder')).toHaveLength(2);
  // It has been started; its order follows.
  await spoken.page.waitForTimeout(500);
}

function audioService(): number {
  const main = spoken.sotto.electron.process().pid ?? 0;
  const found = processesBelow(main).find(({ commandLine }) => commandLine.includes('audio.mojom.AudioService'));
  if (found === undefined) throw new Error('there is no audio service');
  return found.id;
}

async function stop(): Promise<RecordingSummary> {
  await spoken.page.getByRole('button', { name: en.recording.stop }).click();
  await expect(heading(spoken.page, en.after.heading)).toBeVisible();
  await expect.poll(async () => (await spoken.recordings()).at(-1)?.state).not.toBe('recording');
  const recording = (await spoken.recordings()).at(-1);
  if (recording === undefined) throw new Error('nothing was recorded');
  return recording;
}

async function drawn({ id }: RecordingSummary): Promise<Waveform> {
  const answer = await spoken.page.evaluate(
    (recordingId) => window.sotto.recordings.waveform({ recordingId, bars: 10 }),
    id,
  );
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value;
}

/** How long the recording says that it is, beside how long it has been since `beganMs`. */
async function lagMs(beganMs: number): Promise<number> {
  const shown = await shownRecording(spoken.page);
  return Date.now() - beganMs - (shown?.elapsedMs ?? 0);
}

/** Until sound is saved that came after `elapsedMs`. */
async function untilHeardAfter(elapsedMs: number): Promise<void> {
  const saved = async () => (await shownRecording(spoken.page))?.savedMs ?? 0;
  await expect.poll(saved, { timeout: 20_000 }).toBeGreaterThan(elapsedMs + 1000);
}

const elapsed = async () => (await shownRecording(spoken.page))?.elapsedMs ?? 0;

test('a recording goes on without losing a word when its recorder is killed, and again', async () => {
  await spoken.record();
  await untilTwoRecorders();
  const saying = spoken.speak(spoken.week);
  await spoken.page.waitForTimeout(1500);
  process.kill(await activeRecorder(), 'SIGKILL');
  await saying;
  await spoken.untilPhase('recording');
  await untilTwoRecorders();
  const sayingMore = spoken.speak(spoken.garden);
  await spoken.page.waitForTimeout(1500);
  process.kill(await activeRecorder(), 'SIGKILL');
  await sayingMore;
  await spoken.untilPhase('recording');
  const recording = await stop();
  expect(recording).toMatchObject({ state: 'complete', lostMs: 0 });
  expect((await drawn(recording)).gaps).toEqual([]);
  await spoken.hearNewest();
  const [sound] = await spoken.soundsOnDisk();
  expect(isHeardIn(spoken.week.sound, sound)).toBe(true);
  expect(isHeardIn(spoken.garden.sound, sound)).toBe(true);
});

test('a recording goes on with a marked gap when the capture page or the audio service is killed', async () => {
  await spoken.record();
  const began = Date.now() - (await elapsed());
  await spoken.speak(spoken.week);
  const atCapture = await elapsed();
  process.kill((await spoken.processes()).capture, 'SIGKILL');
  await untilHeardAfter(atCapture);
  const afterCapture = (await shownRecording(spoken.page))?.missingMs ?? 0;
  expect(afterCapture).toBeGreaterThan(0);
  await spoken.speak(spoken.garden);
  const atService = await elapsed();
  process.kill(audioService(), 'SIGKILL');
  await untilHeardAfter(atService);
  expect((await shownRecording(spoken.page))?.missingMs).toBeGreaterThan(afterCapture);
  await spoken.speak(spoken.journey);
  // Times stay true.
  expect(Math.abs(await lagMs(began))).toBeLessThan(1000);
  const recording = await stop();
  expect(recording).toMatchObject({ state: 'complete', lostMs: 0 });
  expect((await drawn(recording)).gaps.map(({ why }) => why)).toEqual(['missing', 'missing']);
  const [sound] = await spoken.soundsOnDisk();
  expect(isHeardIn(spoken.week.sound, sound)).toBe(true);
  expect(isHeardIn(spoken.garden.sound, sound)).toBe(true);
  expect(isHeardIn(spoken.journey.sound, sound)).toBe(true);
});

test('a microphone that is pulled out is said within three seconds, and recording goes on when it is back', async () => {
  await spoken.record();
  await spoken.speak(spoken.week);
  const pulledMs = Date.now();
  const before = await elapsed();
  await spoken.microphone.unplug();
  const outMs = Date.now();
  await expect(spoken.page.getByText(en.recording.phases.stalled).first()).toBeVisible({ timeout: 3000 });
  const shown = await shownRecording(spoken.page);
  if (shown === null) throw new Error('nothing is being recorded');
  await expect
    .poll(async () => (await shownRecording(spoken.page))?.error)
    .toMatch(/^capture\/(device-lost|no-microphone)$/);
  await expect(spoken.page.getByText(explainPhase({ ...shown, error: 'capture/device-lost' }) ?? '')).toBeVisible();
  await judgeLook(spoken.page, 'recording-without-microphone');
  const outForMs = Date.now() - outMs;
  await spoken.microphone.plugIn();
  await spoken.untilPhase('recording');
  const goneMs = Date.now() - pulledMs;
  await spoken.speak(spoken.garden);
  const recording = await stop();
  const { gaps } = await drawn(recording);
  const longest = Math.max(...gaps.map(({ durationMs }) => durationMs));
  expect(gaps[0]?.fromMs).toBeGreaterThan(before - 1000);
  // No shorter than it was out for, and no longer than from the pulling to the phase that was seen.
  expect(longest).toBeLessThan(goneMs + markedWithinMs);
  expect(longest).toBeGreaterThan(outForMs - markedWithinMs);
  await spoken.openSession();
  await expect(spoken.page.getByRole('heading', { name: recordingText.moments })).toBeVisible();
  await judgeLook(spoken.page, 'session-with-gap');
  const [sound] = await spoken.soundsOnDisk();
  expect(isHeardIn(spoken.week.sound, sound)).toBe(true);
  expect(isHeardIn(spoken.garden.sound, sound)).toBe(true);
});

test('a microphone that is muted is said at once and loudly, and no more once it is heard', async () => {
  await spoken.record();
  await spoken.microphone.mute(true);
  const said = spoken.page.getByRole('main').getByText(signalTexts['no-signal'].sentence);
  await expect(said).toBeVisible({ timeout: 5000 });
  await judgeLook(spoken.page, 'recording-muted');
  await spoken.microphone.mute(false);
  // Where nothing is played this microphone gives exact silence again.
  const saying = spoken.speak(spoken.week);
  await expect(said).toBeHidden();
  await saying;
});

test('bookmarks and a privacy pause are made by keyboard, kept at their times, and lead the player there', async () => {
  await spoken.record();
  const { page } = spoken;
  await spoken.speak(spoken.week);
  const press = async (name: string) => {
    await page.getByRole('button', { name, exact: true }).focus();
    await page.keyboard.press('Enter');
  };
  const marked = await elapsed();
  await press(recordingText.bookmark);
  // Counted once it is saved.
  await expect(page.getByText(recordingText.bookmarkCount(1))).toBeVisible();
  await press(en.recording.pause);
  await spoken.untilPhase('paused');
  const paused = await shownRecording(page);
  if (paused === null) throw new Error('nothing is being recorded');
  await expect(page.getByText(explainPhase(paused) ?? '')).toBeVisible();
  await expect(page.getByRole('button', { name: recordingText.bookmark, exact: true })).toBeDisabled();
  await spoken.speak(spoken.garden);
  await judgeLook(page, 'recording-paused');
  await press(en.recording.resume);
  await spoken.untilPhase('recording');
  await spoken.speak(spoken.week);
  const recording = await stop();
  const { gaps, bookmarksMs } = await drawn(recording);
  expect(gaps.map(({ why }) => why)).toEqual(['paused']);
  expect(gaps[0]?.durationMs).toBeGreaterThan(4000);
  expect(bookmarksMs).toHaveLength(1);
  expect(Math.abs((bookmarksMs[0] ?? 0) - marked)).toBeLessThan(1000);
  await spoken.openSession();
  await page
    .getByRole('button', { name: recordingText.playFrom(recordingText.bookmarkNumber(1), bookmarksMs[0] ?? 0) })
    .click();
  const at = () => page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.currentTime * 1000);
  await expect.poll(at).toBeGreaterThanOrEqual((bookmarksMs[0] ?? 0) - 50);
  const [sound] = await spoken.soundsOnDisk();
  expect(isHeardIn(spoken.week.sound, sound)).toBe(true);
  expect(isHeardIn(spoken.garden.sound, sound)).toBe(false);
});

test('a system that ends the app gets a whole recording, without anybody being asked', async () => {
  await spoken.record();
  await spoken.speak(spoken.week);
  const shown = await shownRecording(spoken.page);
  const { main, all } = await spoken.processes();
  const closed = spoken.sotto.electron.waitForEvent('close');
  process.kill(main, 'SIGTERM');
  await closed;
  await expect.poll(() => all.filter(isAlive)).toEqual([]);
  await spoken.startAgain();
  await expect(spoken.page.getByText(en.noticeTexts['recording-recovered'])).toHaveCount(0);
  const [recording] = await spoken.recordings();
  expect(recording).toMatchObject({ state: 'complete', lostMs: 0 });
  expect(recording?.durationMs).toBeGreaterThanOrEqual(shown?.elapsedMs ?? Infinity);
  const [sound] = await spoken.soundsOnDisk();
  expect(isHeardIn(spoken.week.sound, sound)).toBe(true);
});

test('a computer that sleeps for a moment pauses the recording, which then goes on with the gap marked', async () => {
  await spoken.record();
  await spoken.speak(spoken.week);
  const power = (event: 'suspend' | 'resume') =>
    spoken.sotto.electron.evaluate(({ powerMonitor }, name) => powerMonitor.emit(name), event);
  // Sleep locks the vault, and the recording is paused on the lock screen.
  spoken.page = await spoken.sotto.pageAfter(() => power('suspend'));
  await spoken.untilPhase('paused');
  expect(await shownRecording(spoken.page)).toMatchObject({ pausedBy: 'sleep' });
  await power('resume');
  await spoken.untilPhase('recording');
  await spoken.unlock(spoken.page);
  await spoken.speak(spoken.garden);
  await spoken.page.getByRole('button', { name: en.recording.show }).click();
  const recording = await stop();
  expect((await drawn(recording)).gaps.map(({ why }) => why)).toEqual(['asleep']);
  const [sound] = await spoken.soundsOnDisk();
  expect(isHeardIn(spoken.garden.sound, sound)).toBe(true);
});

test('a recording whose vault has gone goes on in another folder, and is whole when the vault is back', async () => {
  const { page } = spoken;
  await spoken.record();
  await untilTwoRecorders();
  await spoken.speak(spoken.week);
  const away = `${spoken.vaultFolder}-away`;
  const stick = join(spoken.dataFolder, 'stick');
  await mkdir(stick);
  await rename(spoken.vaultFolder, away);
  // The recorder writes on into files that it holds open; its standby has to make some.
  process.kill(await activeRecorder(), 'SIGKILL');
  const goOn = page.getByRole('button', { name: recordingText.keepElsewhere });
  await expect(goOn).toBeVisible();
  await judgeLook(page, 'recording-without-vault');
  await spoken.sotto.answerFolderDialog(stick);
  await goOn.focus();
  await page.keyboard.press('Enter');
  await spoken.untilPhase('recording');
  await spoken.speak(spoken.garden);
  await spoken.sotto.kill();
  await rename(away, spoken.vaultFolder);
  await spoken.startAgain();
  await expect.poll(async () => (await spoken.recordings())[0]?.state).not.toBe('recording');
  expect(await readdir(stick)).toEqual([]);
  const [sound] = await spoken.soundsOnDisk();
  expect(isHeardIn(spoken.week.sound, sound)).toBe(true);
  expect(isHeardIn(mustBeKept(spoken.garden.sound), sound)).toBe(true);
});
