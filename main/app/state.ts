import type { AppState } from '../../contract/app-state.ts';
import { noPolicy } from '../../contract/policy.ts';
import type { RecordingStatus } from '../../contract/recording.ts';

/** What the windows know of the app as a whole; every change is told to those who listen. */
export class AppStateStore {
  readonly #listeners = new Set<(state: AppState) => void>();
  readonly #tryAgainInMs: () => number;
  #state: Omit<AppState, 'tryAgainInMs'> = {
    phase: 'no-vault',
    vaultFolder: '',
    vaultPlace: 'plain',
    policy: noPolicy,
    problem: null,
    notices: [],
    hasNewKeys: false,
    recording: null,
  };

  /** `tryAgainInMs`: what it is now, each time that the state is told. */
  constructor(tryAgainInMs: () => number) {
    this.#tryAgainInMs = tryAgainInMs;
  }

  get current(): AppState {
    return { ...this.#state, tryAgainInMs: this.#tryAgainInMs() };
  }

  change(changes: Partial<Omit<AppState, 'tryAgainInMs'>>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#listeners) listener(this.current);
  }

  /** Kept each time; told only when the recording or its phase is another, for there are four a second. */
  noteRecording(status: RecordingStatus): void {
    const before = this.#state.recording;
    if (before?.recordingId === status.recordingId && before.phase === status.phase) {
      this.#state = { ...this.#state, recording: status };
    } else {
      this.change({ recording: status });
    }
  }

  onChange(listener: (state: AppState) => void): void {
    this.#listeners.add(listener);
  }
}
