import type { AppState } from '../../contract/app-state.ts';
import type { RecordingStatus } from '../../contract/recording.ts';

/** What the windows know of the app as a whole; every change is told to those who listen. */
export class AppStateStore {
  readonly #listeners = new Set<(state: AppState) => void>();
  #state: AppState = {
    phase: 'no-vault',
    vaultFolder: '',
    problem: null,
    notices: [],
    hasNewKeys: false,
    recording: null,
  };

  get current(): AppState {
    return this.#state;
  }

  change(changes: Partial<AppState>): void {
    this.#state = { ...this.#state, ...changes };
    for (const listener of this.#listeners) listener(this.#state);
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
