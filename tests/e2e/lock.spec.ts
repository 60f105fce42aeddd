import type { Page } from '@playwright/test';
import { expect, isAlive, test } from '../support/app.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { heading, isHeardIn, shownRecording, SpokenSession } from '../support/spoken-session.ts';

// Speech takes its time, and a start of Sotto takes longer on a busy machine.
test.describe.configure({ timeout: 180_000 });

let spoken: SpokenSession;

test.beforeEach(async () => {
  spoken = await SpokenSession.begin();
});

test.afterEach(async () => {
  await spoken.end();
});

/** The page of the lock screen; the one in which the keys are pressed ends while they are. */
function lockByKeyboard(): Promise<Page> {
  return spoken.sotto.pageAfter(() => spoken.page.keyboard.press('Control+l').catch(() => undefined));
}

function bar(page: Page) {
  return page.getByRole('status', { name: en.recording.status });
}

/** Seconds on the clock of the recording bar. */
async function clockOf(page: Page): Promise<number> {
  const shown = await bar(page)
    .getByText(/^[\d:]+$/)
    .innerText();
  return shown.split(':').reduce((total, part) => 60 * total + Number(part), 0);
}

/** What a player would be answered that asks for this recording. */
function statusOf(recordingId: string): Promise<number> {
  return spoken.sotto.electron.evaluate(
    async ({ session }, url) => (await session.fromPartition('sotto-app').fetch(url)).status,
    `recording://${recordingId}/`,
  );
}

test('a recording goes on while the vault is locked, and unlocking finds it again', async () => {
  await spoken.record();
  await expect(heading(spoken.page, en.recording.title)).toBeVisible();
  await spoken.speak(spoken.week);
  const before = await shownRecording(spoken.page);
  const vaultProcesses = await spoken.sotto.processesNamed('Sotto vault');
  const pageProcess = await spoken.sotto.pageProcess();
  expect(vaultProcesses).toHaveLength(1);

  const locked = await test.step('Ctrl+L ends the process with the keys and the one with the page', async () => {
    const page = await lockByKeyboard();
    expect([...vaultProcesses, pageProcess].filter(isAlive)).toEqual([]);
    expect(await spoken.sotto.pageProcess()).not.toBe(pageProcess);
    await expect(heading(page, en.locked.title)).toBeVisible();
    return page;
  });

  await test.step('the lock screen names nobody, and gives no sound', async () => {
    expect(await locked.content()).not.toContain('K 12');
    expect(await locked.title()).not.toContain('K 12');
    expect(JSON.stringify(await locked.evaluate(() => window.sotto.app.getState()))).not.toContain('K 12');
    expect(await statusOf(before?.recordingId ?? '')).toBe(403);
  });

  await test.step('its bar shows that time passes, and pauses and resumes', async () => {
    spoken.page = locked;
    const clock = await clockOf(locked);
    await expect.poll(() => clockOf(locked)).toBeGreaterThan(clock);
    await bar(locked).getByRole('button', { name: en.recording.pause }).click();
    await expect(bar(locked)).toContainText(en.recording.phases.paused);
    const paused = await shownRecording(locked);
    await spoken.speak(spoken.garden);
    // The time of a pause is kept as silence, so the recording grows and no sound is saved.
    const later = await shownRecording(locked);
    expect(later).toMatchObject({ phase: 'paused', savedMs: paused?.savedMs });
    expect(later?.elapsedMs).toBeGreaterThan((paused?.elapsedMs ?? Infinity) + 3000);
    await bar(locked).getByRole('button', { name: en.recording.resume }).click();
    await spoken.untilPhase('recording');
  });

  await test.step('unlocking finds the same recording, and Stop works', async () => {
    await spoken.unlock(locked);
    expect(await shownRecording(locked)).toMatchObject({ recordingId: before?.recordingId });
    await spoken.speak(spoken.week);
    await bar(locked).getByRole('button', { name: en.recording.show }).click();
    await expect(heading(locked, en.recording.title)).toBeVisible();
    const atStop = await shownRecording(locked);
    await locked.getByRole('button', { name: en.recording.stop }).click();
    await expect(heading(locked, en.after.heading)).toBeVisible();
    const [recording] = await spoken.recordings();
    expect(recording).toMatchObject({ id: before?.recordingId, state: 'complete', lostMs: 0 });
    expect(recording?.durationMs).toBeGreaterThanOrEqual(atStop?.elapsedMs ?? Infinity);
    await spoken.hearNewest();
    expect(await statusOf(before?.recordingId ?? '')).toBe(200);
  });

  await test.step('what was said while it was locked is in it, and what was said in the pause is not', async () => {
    const [sound] = await spoken.soundsOnDisk();
    expect(isHeardIn(spoken.week.sound, sound)).toBe(true);
    expect(isHeardIn(spoken.garden.sound, sound)).toBe(false);
  });
});

test('a recording can be stopped on the lock screen, and is complete when the vault is unlocked', async () => {
  await spoken.record();
  const locked = await lockByKeyboard();
  spoken.page = locked;
  await expect(bar(locked)).toBeVisible();
  await spoken.speak(spoken.week);
  await spoken.speak(spoken.garden);
  const atStop = await shownRecording(locked);
  await bar(locked).getByRole('button', { name: en.recording.stop }).click();
  await expect(bar(locked)).toHaveCount(0);
  await expect(heading(locked, en.locked.title)).toBeVisible();

  await spoken.unlock(locked);
  const [recording] = await spoken.recordings();
  expect(recording).toMatchObject({ state: 'complete', lostMs: 0 });
  expect(recording?.durationMs).toBeGreaterThanOrEqual(atStop?.elapsedMs ?? Infinity);
  await expect(locked.getByRole('region', { name: en.common.noticesLabel })).toHaveCount(0);

  await spoken.record();
  await spoken.page.getByRole('button', { name: en.recording.stop }).click();
  await spoken.untilNoneRuns();
  const [sound] = await spoken.soundsOnDisk();
  expect(isHeardIn(spoken.week.sound, sound)).toBe(true);
  expect(isHeardIn(spoken.garden.sound, sound)).toBe(true);
});
