import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordingStatus, RecordingSummary } from '../../contract/recording.ts';
import { isAlive } from '../support/app.ts';
import { drifts, findMarkers, findSilences, playMarkers } from '../support/marker-sound.ts';
import type { Sound } from '../support/sound-match.ts';
import { shownRecording, SpokenSession } from '../support/spoken-session.ts';
import { until } from '../support/until.ts';

type Told = Pick<RecordingStatus, 'phase' | 'error' | 'elapsedMs' | 'savedMs'> & { readonly atMs: number };

declare global {
  // Lives in Sotto's page; named here for the functions that are sent there.
  var toldOfRecording: Told[];
}

/** A second apart, so that the time can be told to a hundredth of one. */
const markers = { everySeconds: 1 };
const soundBeforeMs = 5000;

/** The real app in the midst of a take, a sound before its microphone that tells the time. */
export class TakeUnderFault {
  readonly spoken: SpokenSession;
  #endSound: () => Promise<void>;
  /** Of every page that has been looked at. */
  readonly #told: Told[] = [];

  private constructor(spoken: SpokenSession, endSound: () => Promise<void>) {
    this.spoken = spoken;
    this.#endSound = endSound;
  }

  /** Some seconds of sound are saved when it is there. */
  static async begin(): Promise<TakeUnderFault> {
    const spoken = await SpokenSession.begin();
    const take = new TakeUnderFault(spoken, playMarkers(spoken.microphone, markers));
    try {
      await spoken.record();
      await take.listen();
      await until('seconds of sound are saved', async () => ((await take.shown())?.savedMs ?? 0) > soundBeforeMs);
    } catch (error) {
      // Nobody else can end an app that nobody has been given.
      await take.end();
      throw error;
    }
    return take;
  }

  shown(): Promise<RecordingStatus | null> {
    return shownRecording(this.spoken.page);
  }

  /** Whatever the page that is there now is told of the recording is kept, with its time. */
  async listen(): Promise<void> {
    await this.spoken.page.evaluate(() => {
      globalThis.toldOfRecording = [];
      window.sotto.on('recordingStatus', ({ phase, error, elapsedMs, savedMs }) => {
        globalThis.toldOfRecording.push({ atMs: Date.now(), phase, error, elapsedMs, savedMs });
      });
    });
  }

  async told(): Promise<readonly Told[]> {
    this.#told.push(...(await this.spoken.page.evaluate(() => globalThis.toldOfRecording.splice(0))));
    return this.#told;
  }

  /** How long after `atMs` the screen knew that sound is missing; null if it never did. */
  async alarmedAfterMs(atMs: number): Promise<number | null> {
    const told = await this.told();
    const alarm = told.find((one) => one.atMs >= atMs && (one.error !== null || /stalled|failed/.test(one.phase)));
    return alarm === undefined ? null : alarm.atMs - atMs;
  }

  /** The sound starts anew, as the one before ended with the microphone. */
  async playAgain(): Promise<void> {
    await this.#endSound();
    this.#endSound = playMarkers(this.spoken.microphone, markers);
  }

  /** Process numbers by what they do: the services of Chromium by their last word, Sotto's own by their name. */
  async processes(): Promise<ReadonlyMap<string, number>> {
    const metrics = await this.spoken.sotto.electron.evaluate(({ app }) =>
      app.getAppMetrics().map(({ type, name, serviceName, pid }) => ({ what: serviceName ?? name ?? type, name, pid })),
    );
    const { capture, main } = await this.spoken.processes();
    const found = new Map<string, number>();
    for (const { what, name, pid } of metrics) {
      if (name?.startsWith('Sotto') === true) found.set(name, pid);
      else found.set(what.split('.').at(-1) ?? what, pid);
    }
    found
      .set('main', main)
      .set('capture page', capture)
      .set('page', await this.spoken.sotto.pageProcess());
    return found;
  }

  /** Stops what still runs, and waits until the vault has said what every take is. */
  async settle(): Promise<RecordingSummary> {
    const { page } = this.spoken;
    if ((await this.shown()) !== null) await page.evaluate(() => window.sotto.recordings.stop());
    await until('the take is settled', async () =>
      (await this.spoken.recordings()).every(({ state }) => state !== 'recording'),
    );
    const [recording, ...others] = await this.spoken.recordings();
    if (recording === undefined) throw new Error('there is no recording');
    if (others.length > 0) throw new Error('the take came apart into more than one recording');
    return recording;
  }

  /** How much of it the session's page lists as missing. */
  async markedMs(recordingId: string): Promise<number> {
    const given = { recordingId, bars: 1 };
    const answer = await this.spoken.page.evaluate((input) => window.sotto.recordings.waveform(input), given);
    if (!answer.ok) throw new Error(answer.error.code);
    return answer.value.gaps.reduce((sum, { durationMs }) => sum + durationMs, 0);
  }

  /** Closes Sotto; the take as it sounds. */
  async sound(): Promise<Sound | undefined> {
    return (await this.spoken.soundsOnDisk())[0];
  }

  async end(): Promise<void> {
    await this.#endSound();
    await this.spoken.end();
  }
}

/** Ends of the two stretches before and after the fault by how much they are not where they were in time. */
export interface TimeTold {
  /** Of the markers in the first `savedMs`: none may be missing. */
  readonly missing: number;
  /** By how much the newest marker is off. */
  readonly offMs: number;
  /** Where the newest marker is. */
  readonly lastAtMs: number;
  /** How long nothing is heard, all in all. */
  readonly silentMs: number;
}

export function tellTime(sound: Sound, savedMs: number): TimeTold {
  const found = findMarkers(sound);
  const off = drifts(found, markers);
  const early = found.filter(({ atSeconds }) => atSeconds * 1000 < savedMs);
  const first = found[0]?.atSeconds ?? Infinity;
  // A marker that begins just before the end of what was saved may be cut in half.
  const wanted = Math.max(0, Math.floor(savedMs / 1000 - first - 0.2));
  return {
    missing: Math.max(0, wanted - early.length),
    offMs: 1000 * Math.abs(off.at(-1) ?? 0),
    lastAtMs: 1000 * (found.at(-1)?.atSeconds ?? 0),
    silentMs: 1000 * findSilences(sound).reduce((sum, { fromSeconds, toSeconds }) => sum + toSeconds - fromSeconds, 0),
  };
}

/** Sends a signal; one that stops is followed by one that lets it go on. */
export async function signal(processId: number, what: 'SIGSTOP' | 'SIGKILL', stoppedForMs: number): Promise<void> {
  // 0 and -0 would be the processes of this test.
  if (processId < 2) throw new Error('there is no such process');
  process.kill(processId, what);
  if (what === 'SIGKILL') return;
  await sleep(stoppedForMs);
  if (isAlive(processId)) process.kill(processId, 'SIGCONT');
}
