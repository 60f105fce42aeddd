import { expect, isAlive, test } from '../support/app.ts';
import type { RecordingStatus, RecordingSummary } from '../../contract/recording.ts';
import { en } from '../../renderer/ui/text/en.ts';
import {
  heading,
  isHeardIn,
  mayBeLostMs,
  mustBeKept,
  shownRecording,
  SpokenSession,
} from '../support/spoken-session.ts';

// Speech takes its time, and a start of Sotto takes longer on a busy machine.
test.describe.configure({ timeout: 180_000 });

let spoken: SpokenSession;

test.beforeEach(async () => {
  spoken = await SpokenSession.begin();
});

test.afterEach(async () => {
  await spoken.end();
});

function kill(...processIds: readonly (number | undefined)[]): void {
  for (const processId of processIds) {
    // 0 and -0 would be the processes of this test.
    if (processId === undefined || Math.abs(processId) < 2) throw new Error('there is no such process');
    process.kill(processId, 'SIGKILL');
  }
}

async function killVault(): Promise<void> {
  const found = await spoken.sotto.processesNamed('Sotto vault');
  expect(found).toHaveLength(1);
  kill(...found);
}

/** All of them: the one that writes and the one that would go on. */
async function killRecorders(): Promise<void> {
  const found = await spoken.sotto.processesNamed('Sotto recorder');
  expect(found).not.toEqual([]);
  kill(...found);
}

/** Kills `which` of it, and waits until nothing of the app is left. */
async function killApp(which: 'main' | 'group'): Promise<void> {
  const { main, all } = await spoken.processes();
  expect(all).toContain(main);
  const closed = spoken.sotto.electron.waitForEvent('close');
  kill(which === 'main' ? main : -main);
  await closed;
  await expect.poll(() => all.filter(isAlive)).toEqual([]);
}

/** Records, says it to the end, and tells what the screen shows at that moment. */
async function take(): Promise<RecordingStatus> {
  await spoken.record();
  await spoken.speak(spoken.week);
  const shown = await shownRecording(spoken.page);
  if (shown === null) throw new Error('nothing is being recorded');
  return shown;
}

async function settled(count: number): Promise<RecordingSummary[]> {
  await expect
    .poll(async () => (await spoken.recordings()).map(({ state }) => state !== 'recording'))
    .toEqual(Array.from({ length: count }, () => true));
  return spoken.recordings();
}

/** Nothing that was shown as saved is missing, and little of what was only heard. */
function expectKept(recording: RecordingSummary | undefined, shown: RecordingStatus): void {
  expect(recording?.id).toBe(shown.recordingId);
  expect(recording?.durationMs).toBeGreaterThanOrEqual(shown.savedMs);
  expect(recording?.durationMs).toBeGreaterThanOrEqual(shown.elapsedMs - mayBeLostMs);
}

test('a recording outlives the vault process and the page', async () => {
  await spoken.record();
  const before = await shownRecording(spoken.page);
  const saying = spoken.speak(spoken.week);
  const locked = await spoken.sotto.pageAfter(() => killVault());
  await expect(heading(locked, en.locked.title)).toBeVisible();
  await expect(locked.getByRole('status', { name: en.recording.status })).toContainText(en.recording.phases.recording);
  await saying;
  await spoken.unlock(locked);
  expect(await shownRecording(locked)).toMatchObject({ recordingId: before?.recordingId });

  const sayingMore = spoken.speak(spoken.garden);
  const pageProcess = await spoken.sotto.pageProcess();
  spoken.page = await spoken.sotto.pageAfter(async () => {
    kill(pageProcess);
  });
  await expect(heading(spoken.page, en.sessions.title)).toBeVisible();
  await sayingMore;
  const atStop = await shownRecording(spoken.page);
  await spoken.page.getByRole('button', { name: en.recording.stop }).click();
  await spoken.untilNoneRuns();

  const [recording] = await settled(1);
  expect(recording).toMatchObject({ id: before?.recordingId, state: 'complete', lostMs: 0 });
  expect(recording?.durationMs).toBeGreaterThanOrEqual(atStop?.elapsedMs ?? Infinity);
  const [sound] = await spoken.soundsOnDisk();
  expect(isHeardIn(spoken.week.sound, sound)).toBe(true);
  expect(isHeardIn(spoken.garden.sound, sound)).toBe(true);
});

test('what had been heard when main was killed, or everything at once, is recovered at the next start', async () => {
  for (const [index, which] of (['main', 'group'] as const).entries()) {
    const shown = await take();
    await killApp(which);
    await spoken.startAgain();
    await expect(spoken.page.getByRole('region', { name: en.recovered.title })).toBeVisible();
    const recording = (await settled(index + 1)).at(-1);
    expect(recording?.state).toBe('recovered');
    expectKept(recording, shown);
    await spoken.hearNewest();
  }
  const sounds = await spoken.soundsOnDisk();
  expect(sounds).toHaveLength(2);
  for (const sound of sounds) expect(isHeardIn(mustBeKept(spoken.week.sound), sound)).toBe(true);
});

test('a kill while a recording starts leaves a vault that opens and records', async () => {
  const begin = async () => {
    await spoken.openSession();
    const again = spoken.page.getByRole('button', { name: en.session.recordAgain });
    if (await again.isVisible()) await again.click();
    await spoken.page.getByRole('button', { name: en.newSession.start }).click();
    await expect.poll(() => spoken.sotto.processesNamed('Sotto recorder')).not.toEqual([]);
  };
  const endWhatRuns = async () => {
    const stop = spoken.page.getByRole('button', { name: en.recording.stop });
    if ((await shownRecording(spoken.page))?.phase !== 'failed' && (await stop.isVisible())) await stop.click();
    await expect.poll(() => spoken.sotto.processesNamed('Sotto recorder')).toEqual([]);
    await expect.poll(async () => (await spoken.recordings()).filter(({ state }) => state === 'recording')).toEqual([]);
  };

  await test.step('the recorder', async () => {
    await begin();
    await killRecorders();
    await endWhatRuns();
  });
  await test.step('the vault process', async () => {
    await begin();
    await spoken.unlock(await spoken.sotto.pageAfter(() => killVault()));
    await endWhatRuns();
  });
  await test.step('everything', async () => {
    await begin();
    await killApp('group');
    await spoken.startAgain();
    await endWhatRuns();
  });
  const before = await spoken.recordings();
  const shown = await take();
  await spoken.page.getByRole('button', { name: en.recording.stop }).click();
  await expect(heading(spoken.page, en.after.heading)).toBeVisible();
  const recording = (await settled(before.length + 1)).at(-1);
  expect(recording?.state).toBe('complete');
  expectKept(recording, shown);
  await spoken.hearNewest();
});
