import type { MessagePort } from 'node:worker_threads';
import { delayAfterTries, withAnotherTry, type FailedTries } from '../../contract/failed-tries.ts';
import { recordingIdSchema, sessionIdSchema } from '../../contract/ids.ts';
import type { SegmentProgress } from '../../contract/recorder-messages.ts';
import { noPolicy, type Policy } from '../../contract/policy.ts';
import type { RecordingStatus } from '../../contract/recording.ts';
import { ChosenVault } from '../../main/app/chosen-vault.ts';
import type { Elsewhere } from '../../main/app/preferences.ts';
import { Sotto } from '../../main/app/sotto.ts';
import { acquireLock } from '../../main/vault/vault-lock.ts';
import { createTestChannel, StandInProcess } from './stand-in-process.ts';

export const recordingId = recordingIdSchema.parse('1'.repeat(32));
export const sessionId = sessionIdSchema.parse('2'.repeat(32));

export function progressAt(durationMs: number): SegmentProgress {
  return { recordingId, segment: 0, chunkCount: 1, lastTag: 'a'.repeat(32), durationMs, isFinal: false };
}

export function statusIn(phase: RecordingStatus['phase'], savedMs = 0): RecordingStatus {
  const level = { peak: 0, rms: 0 };
  return {
    recordingId,
    sessionId,
    takeKind: 'session',
    phase,
    elapsedMs: savedMs,
    savedMs,
    pausedBy: null,
    missingMs: 0,
    bookmarkCount: 0,
    freeMinutes: null,
    level,
    warning: null,
    error: null,
    tones: { startStop: false, warning: false },
  };
}

interface CapturePage {
  port: MessagePort | null;
  isOpen: boolean;
  crash: () => void;
}

/** The whole of main but Electron: its processes, window and capture page are played by the test. */
export class StandInApp {
  readonly vaults: StandInProcess[] = [];
  readonly recorders: StandInProcess[] = [];
  readonly captures: CapturePage[] = [];
  readonly told: { readonly event: string; readonly payload: unknown }[] = [];
  readonly passphrasePorts: MessagePort[] = [];
  readonly remembered: string[] = [];
  elsewhere: Elsewhere[] = [];
  readonly logged: string[] = [];
  readonly wakeful: boolean[] = [];
  readonly lockAfter: number[] = [];
  tries: FailedTries | null = null;
  policy: Policy = noPolicy;
  nowMs = 0;
  pages = 1;
  picked: string | null = null;
  /** Nothing can be remembered. */
  isForgetful = false;
  readonly #timers = new Set<() => void>();
  readonly chosenVault = new ChosenVault(acquireLock);
  readonly sotto: Sotto<MessagePort>;

  constructor() {
    this.sotto = new Sotto<MessagePort>({
      chosenVault: this.chosenVault,
      screen: {
        hasLoaded: true,
        replace: () => {
          this.pages += 1;
          return Promise.resolve();
        },
        givePassphrasePort: (port) => this.passphrasePorts.push(port) > 0,
        tell: (event, payload) => this.told.push({ event, payload }),
      },
      startVaultProcess: () => this.#start(this.vaults),
      startRecorderProcess: () => this.#start(this.recorders),
      openCapture: () => this.#openCapture(),
      createChannel: createTestChannel,
      openChannel: () => {
        const [own, port] = createTestChannel();
        return {
          own: {
            post: (message) => own.postMessage(message),
            onMessage: (listener) => own.on('message', listener),
            close: () => own.close(),
          },
          port,
        };
      },
      nowMs: () => this.nowMs,
      after: (_delayMs, act) => {
        this.#timers.add(act);
        return () => this.#timers.delete(act);
      },
      pickFolder: () => Promise.resolve(this.picked),
      elsewhere: {
        list: () => this.elsewhere,
        add: (place) => this.elsewhere.push(place),
        remove: ({ folder }) => {
          this.elsewhere = this.elsewhere.filter((place) => place.folder !== folder);
        },
      },
      rememberFolder: (folder) => {
        if (this.isForgetful) throw new Error('the disk is full');
        this.remembered.push(folder);
      },
      failedTries: {
        of: () => this.tries,
        waitMs: () => delayAfterTries(this.tries?.count ?? 0),
        add: () => (this.tries = withAnotherTry(this.tries, this.nowMs)),
        forget: () => (this.tries = null),
      },
      readPolicy: () => this.policy,
      placeOf: (folder) => (folder.includes('Dropbox') ? 'synced' : 'plain'),
      onLockAfter: (minutes) => this.lockAfter.push(minutes),
      onRecording: (isRunning) => this.wakeful.push(isRunning),
      log: (event) => this.logged.push(event),
    });
  }

  get vault(): StandInProcess {
    return newest(this.vaults);
  }

  get recorder(): StandInProcess {
    return newest(this.recorders);
  }

  get capture(): CapturePage {
    return newest(this.captures);
  }

  /** What was put off last, or null. */
  get endCheckTime(): (() => void) | null {
    return [...this.#timers].at(-1) ?? null;
  }

  /** All that was to happen later happens now; what it puts off happens the next time. */
  passTime(): void {
    const due = [...this.#timers];
    this.#timers.clear();
    for (const act of due) act();
  }

  /** Everything that was started ends, so that a test's process can too. */
  end(): void {
    this.chosenVault.release();
    for (const started of [...this.vaults, ...this.recorders]) started.exit();
    for (const port of this.passphrasePorts) port.close();
    for (const capture of this.captures) capture.port?.close();
  }

  #start(list: StandInProcess[]) {
    const started = new StandInProcess();
    list.push(started);
    return started.child;
  }

  #openCapture() {
    const page: CapturePage = { port: null, isOpen: true, crash: () => undefined };
    this.captures.push(page);
    return {
      webContentsId: this.captures.length,
      give: (port: MessagePort) => {
        page.port = port;
      },
      onGone: (listener: () => void) => {
        page.crash = listener;
      },
      destroy: () => {
        page.isOpen = false;
      },
    };
  }
}

function newest<Item>(items: readonly Item[]): Item {
  const item = items.at(-1);
  if (item === undefined) throw new Error('there is none yet');
  return item;
}
