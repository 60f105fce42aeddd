import { setTimeout as sleep } from 'node:timers/promises';
import { packetDurationMs } from '../../contract/limits.ts';
import type { Gap, RecordingSummary } from '../../contract/recording.ts';
import { drifts, findMarkers, findSilences, playMarkers, type Silence } from '../support/marker-sound.ts';
import { shownRecording, SpokenSession } from '../support/spoken-session.ts';
import { until } from '../support/until.ts';
import { growthOf, memoryOf, type Memory } from './memory.ts';

/** One line of the table. */
export interface SoakFigure {
  readonly what: string;
  readonly measured: number;
  /** Null where nothing is promised: a machine that has no time for the app loses sound, and then it must be marked. */
  readonly limit: number | null;
  readonly unit: 'ms' | 'MiB' | '';
}

const markers = { everySeconds: 10 };
const warmUpMs = 30_000;
const betweenLooksMs = 30_000;
const longestWarmUpMs = 5 * 60_000;

interface Look {
  readonly atMs: number;
  readonly elapsedMs: number;
}

/**
 * Records for so long in the real app, from a microphone that hears a hum and a marker every ten seconds, and compares
 * what then lies in the vault with the clock.
 *
 * @param onProgress hears every half minute how far it is.
 */
export async function soak(minutes: number, onProgress: (line: string) => void): Promise<SoakFigure[]> {
  const spoken = await SpokenSession.begin();
  // Nobody touches this computer; a lock would take the page away that the soak looks at.
  await spoken.sotto.electron.evaluate(({ powerMonitor }) => {
    powerMonitor.getSystemIdleTime = () => 0;
  });
  const endSound = playMarkers(spoken.microphone, markers);
  try {
    await spoken.record();
    return await soakIn(spoken, minutes * 60_000, onProgress);
  } finally {
    await endSound();
    await spoken.end();
  }
}

async function soakIn(
  spoken: SpokenSession,
  lengthMs: number,
  onProgress: (line: string) => void,
): Promise<SoakFigure[]> {
  const elapsed = async (): Promise<number> => (await shownRecording(spoken.page))?.elapsedMs ?? 0;
  const warmMs = Math.max(warmUpMs, Math.min(longestWarmUpMs, lengthMs / 10));
  await until('it is warm', async () => (await elapsed()) > warmMs, warmMs + 60_000);
  const first = await look(spoken);
  const before = await memoryOf(spoken.sotto);
  const endsAtMs = first.atMs + lengthMs;
  while (Date.now() < endsAtMs) {
    await sleep(Math.max(0, Math.min(betweenLooksMs, endsAtMs - Date.now())));
    onProgress(`${((await elapsed()) / 60_000).toFixed(1)} minutes recorded`);
  }
  const after = await memoryOf(spoken.sotto);
  const last = await look(spoken);

  await spoken.page.evaluate(() => window.sotto.recordings.stop());
  await until('the take is settled', async () =>
    (await spoken.recordings()).every(({ state }) => state !== 'recording'),
  );
  const recordings = await spoken.recordings();
  const gaps = await gapsOf(spoken, recordings);
  const [sound] = await spoken.soundsOnDisk();
  if (sound === undefined) throw new Error('there is no sound');

  const found = findMarkers(sound);
  const offMs = drifts(found, markers).map((seconds) => 1000 * Math.abs(seconds));
  const expected = Math.floor((recordings[0]?.durationMs ?? 0) / 1000 / markers.everySeconds);
  const clockMs = last.atMs - first.atMs;
  return [
    ...memoryFigures(before, after),
    figure('markers against the clock they were played by, worst', Math.max(...offMs), 100, 'ms'),
    figure('markers that are missing', Math.max(0, expected - found.length), 0, ''),
    figure(
      'packets more or fewer than the clock has time for',
      packets(last.elapsedMs - first.elapsedMs - clockMs),
      12,
      '',
    ),
    figure('silences that are not marked as gaps', unexplained(findSilences(sound), gaps), 0, ''),
    figure('gaps that are marked', gaps.length, null, ''),
    figure('recordings that are not complete', recordings.filter(({ state }) => state !== 'complete').length, 0, ''),
    figure('recordings beside the one', recordings.length - 1, 0, ''),
  ];
}

function figure(what: string, measured: number, limit: number | null, unit: SoakFigure['unit']): SoakFigure {
  return { what, measured, limit, unit };
}

function packets(ms: number): number {
  return Math.round(Math.abs(ms) / packetDurationMs);
}

/** Of eight words about the recording the one that was least late: a busy machine hears of it late, and never early. */
function look(spoken: SpokenSession): Promise<Look> {
  return spoken.page.evaluate(
    () =>
      new Promise<Look>((resolve) => {
        const looks: Look[] = [];
        const lateness = ({ atMs, elapsedMs }: Look): number => atMs - elapsedMs;
        const stop = window.sotto.on('recordingStatus', ({ elapsedMs }) => {
          looks.push({ atMs: Date.now(), elapsedMs });
          if (looks.length < 8) return;
          stop();
          resolve(looks.reduce((best, one) => (lateness(one) < lateness(best) ? one : best)));
        });
      }),
  );
}

async function gapsOf(spoken: SpokenSession, recordings: readonly RecordingSummary[]): Promise<Gap[]> {
  const gaps: Gap[] = [];
  for (const { id: recordingId } of recordings) {
    const given = { recordingId, bars: 1 };
    const answer = await spoken.page.evaluate((input) => window.sotto.recordings.waveform(input), given);
    if (answer.ok) gaps.push(...answer.value.gaps);
  }
  return gaps;
}

const markedWithinMs = 250;

function unexplained(silences: readonly Silence[], gaps: readonly Gap[]): number {
  return silences.filter(({ fromSeconds, toSeconds }) => {
    const isMarked = (gap: Gap): boolean =>
      fromSeconds * 1000 > gap.fromMs - markedWithinMs &&
      toSeconds * 1000 < gap.fromMs + gap.durationMs + markedWithinMs;
    return !gaps.some(isMarked);
  }).length;
}

const totalGrowthMiB = 50;
/** The samples of two minutes, if they were kept, would be 23 MiB. */
const growthOfOneMiB = 8;
/** So far each process by itself is held to it; in hours the system's own caches in each come to more. */
const shortMs = 5 * 60_000;

function memoryFigures(before: Memory, after: Memory): SoakFigure[] {
  const { total, worst, changed } = growthOf(before, after);
  const isShort = after.takenAtMs - before.takenAtMs < shortMs;
  return [
    figure('memory of all processes, growth', total, totalGrowthMiB, 'MiB'),
    figure('memory of one process, growth of the worst', worst, isShort ? growthOfOneMiB : totalGrowthMiB, 'MiB'),
    figure('processes that came or went', changed, 0, ''),
  ];
}
