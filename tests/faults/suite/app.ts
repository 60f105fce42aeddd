import { setTimeout as sleep } from 'node:timers/promises';
import { signal, TakeUnderFault, tellTime } from '../take-under-fault.ts';
import type { CaseOutcome, FaultCase, NotRun } from './fault-case.ts';

const stoppedForMs = 5000;
const goesOnForMs = 6000;
const shownWithinMs = 3000;
const offByMs = 250;
const mayBeLostMs = 2000;
/** How long a start, or the lock, may take on a busy machine until the take is looked at again. */
const settleMs = 1000;

interface Expected {
  /** The take goes on by itself, in true time. */
  readonly goesOn: boolean;
}

/** What was saved plays, what is missing is shown and filled, and the take goes on, or is recovered. */
async function judge(
  take: TakeUnderFault,
  before: { readonly savedMs: number; readonly elapsedMs: number },
  alarmedAfterMs: number | null,
  { goesOn }: Expected,
): Promise<CaseOutcome> {
  const atEnd = (await take.shown())?.elapsedMs ?? null;
  const { id, durationMs } = await take.settle();
  const markedMs = await take.markedMs(id);
  const sound = await take.sound();
  const objections: string[] = [];
  const lostMs = Math.max(0, before.savedMs - durationMs);
  if (sound === undefined)
    return { points: 1, lostSeconds: before.savedMs / 1000, measured: '', objections: ['no sound'] };
  const time = tellTime(sound, before.savedMs);
  if (lostMs > 0) objections.push(`${lostMs} ms that were shown as saved are gone`);
  if (time.missing > 0) objections.push(`${time.missing} s that were shown as saved do not sound`);
  if (durationMs < before.elapsedMs - mayBeLostMs) objections.push('more than two seconds of what was heard are gone');
  const measured = [`silent ${seconds(time.silentMs)}`, `marked ${seconds(markedMs)}`, `off by ${seconds(time.offMs)}`];
  if (Math.abs(time.silentMs - markedMs) > offByMs) objections.push('the mark is not as long as the silence');
  if (time.offMs > offByMs) objections.push(`the time is off by ${seconds(time.offMs)}`);
  if (goesOn && time.lastAtMs < before.elapsedMs + stoppedForMs) objections.push('the take does not go on');
  const isHurt = time.offMs > offByMs || (goesOn && atEnd === null);
  if (alarmedAfterMs !== null) measured.unshift(`shown after ${seconds(alarmedAfterMs)}`);
  if (alarmedAfterMs !== null && alarmedAfterMs > shownWithinMs)
    objections.push(`shown after ${seconds(alarmedAfterMs)}`);
  if (alarmedAfterMs === null && isHurt) objections.push('it is not shown');
  return { points: 1, lostSeconds: lostMs / 1000, measured: measured.join(', '), objections };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

async function inTake(act: (take: TakeUnderFault) => Promise<CaseOutcome | NotRun>): Promise<CaseOutcome | NotRun> {
  const take = await TakeUnderFault.begin();
  try {
    return await act(take);
  } finally {
    await take.end();
  }
}

/** What a signal to a process leads to that the app cannot hide: a page that is replaced, or a start. */
type After = 'nothing' | 'new page' | 'locked' | 'start again';

function signalled(name: string, what: 'SIGSTOP' | 'SIGKILL', after: After): FaultCase {
  const run = (): Promise<CaseOutcome | NotRun> =>
    inTake(async (take) => {
      const processId = (await take.processes()).get(name);
      if (processId === undefined) return { missing: `this Electron has no such process: ${name}` };
      const before = await take.shown();
      if (before === null) throw new Error('nothing is recorded');
      const atMs = Date.now();
      if (after === 'start again') {
        const closed = take.spoken.sotto.electron.waitForEvent('close');
        await signal(processId, what, stoppedForMs);
        await closed;
        await sleep(settleMs);
        await take.spoken.startAgain();
        return judge(take, before, null, { goesOn: false });
      }
      if (after === 'nothing') {
        await signal(processId, what, stoppedForMs);
      } else {
        const page = await take.spoken.sotto.pageAfter(() => signal(processId, what, stoppedForMs));
        take.spoken.page = page;
        if (after === 'locked') await take.spoken.unlock(page);
        await take.listen();
      }
      await sleep(goesOnForMs);
      return judge(take, before, await take.alarmedAfterMs(atMs), { goesOn: true });
    });
  return { family: 'processes', name: `${name}: ${what}`, points: 1, run };
}

async function pullOut(): Promise<CaseOutcome | NotRun> {
  return inTake(async (take) => {
    const before = await take.shown();
    if (before === null) throw new Error('nothing is recorded');
    const [told] = (await take.told()).slice(-1);
    const atMs = Date.now();
    await take.spoken.microphone.unplug();
    await sleep(stoppedForMs);
    await take.spoken.microphone.plugIn();
    await take.playAgain();
    await sleep(goesOnForMs);
    const alarmedAfterMs = await take.alarmedAfterMs(atMs);
    // The sound came from two players, so the time is told by what the screen says of the length.
    const last = (await take.told()).at(-1);
    const off =
      told === undefined || last === undefined ? Infinity : last.atMs - told.atMs - (last.elapsedMs - told.elapsedMs);
    const { durationMs } = await take.settle();
    const lostMs = Math.max(0, before.savedMs - durationMs);
    const objections = lostMs > 0 ? [`${lostMs} ms that were shown as saved are gone`] : [];
    if (alarmedAfterMs === null || alarmedAfterMs > shownWithinMs) objections.push('it is not shown in time');
    if (Math.abs(off) > offByMs) objections.push(`the length is off by ${seconds(Math.abs(off))}`);
    if (durationMs < before.elapsedMs + stoppedForMs) objections.push('the take does not go on');
    const measured = `shown after ${seconds(alarmedAfterMs ?? Infinity)}, off by ${seconds(Math.abs(off))}`;
    return { points: 1, lostSeconds: lostMs / 1000, measured, objections };
  });
}

const dayMs = 24 * 60 * 60_000;

/** The time of day of main and of the page goes on by a day, and back by two; nothing else can be told another time. */
async function setTheClock(): Promise<CaseOutcome | NotRun> {
  return inTake(async (take) => {
    const before = await take.shown();
    if (before === null) throw new Error('nothing is recorded');
    const { electron } = take.spoken.sotto;
    for (const byMs of [dayMs, -2 * dayMs, dayMs]) {
      await electron.evaluate((_, by) => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + by;
      }, byMs);
      await take.spoken.page.evaluate((by) => {
        const now = Date.now.bind(Date);
        Date.now = () => now() + by;
      }, byMs);
      await sleep(2500);
    }
    const alarmedAfterMs = await take.alarmedAfterMs(0);
    const outcome = await judge(take, before, alarmedAfterMs, { goesOn: true });
    if (alarmedAfterMs === null) return outcome;
    return { ...outcome, objections: ['an alarm, though nothing is missing', ...outcome.objections] };
  });
}

/** Each process of the app, stopped for five seconds and killed, in the midst of a take. */
export const app: readonly FaultCase[] = [
  signalled('main', 'SIGSTOP', 'nothing'),
  signalled('page', 'SIGSTOP', 'nothing'),
  signalled('capture page', 'SIGSTOP', 'nothing'),
  signalled('AudioService', 'SIGSTOP', 'nothing'),
  signalled('Sotto vault', 'SIGSTOP', 'nothing'),
  signalled('Sotto recorder', 'SIGSTOP', 'nothing'),
  signalled('GPU', 'SIGSTOP', 'nothing'),
  signalled('NetworkService', 'SIGSTOP', 'nothing'),
  signalled('main', 'SIGKILL', 'start again'),
  signalled('page', 'SIGKILL', 'new page'),
  signalled('capture page', 'SIGKILL', 'nothing'),
  signalled('AudioService', 'SIGKILL', 'nothing'),
  signalled('Sotto vault', 'SIGKILL', 'locked'),
  signalled('Sotto recorder', 'SIGKILL', 'nothing'),
  signalled('GPU', 'SIGKILL', 'nothing'),
  signalled('NetworkService', 'SIGKILL', 'nothing'),
  { family: 'microphone', name: 'pulled out for five seconds', points: 1, run: pullOut },
  { family: 'clock', name: 'the app: a day on, and two back', points: 1, run: setTheClock },
];
