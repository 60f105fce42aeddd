export interface ClosingParts {
  readonly isRecording: () => boolean;
  readonly ask: () => Promise<'keep-recording' | 'stop-and-save'>;
  /** Resolves when all that was heard is on the disk. */
  readonly stopRecording: () => Promise<void>;
  readonly quit: () => void;
}

/**
 * Whether the app may close now. While a recording runs the person is asked, once however often they try; it closes when
 * they say so and the recording is safely on the disk, and not before.
 */
export class Closing {
  readonly #parts: ClosingParts;
  #isAsking = false;

  constructor(parts: ClosingParts) {
    this.#parts = parts;
  }

  /** True when nothing stands in the way; else the question is put, and closing may begin again by itself. */
  mayClose(): boolean {
    if (!this.#parts.isRecording()) return true;
    if (!this.#isAsking) void this.#ask();
    return false;
  }

  async #ask(): Promise<void> {
    this.#isAsking = true;
    try {
      if ((await this.#parts.ask()) === 'keep-recording') return;
      await this.#parts.stopRecording();
    } finally {
      this.#isAsking = false;
    }
    this.#parts.quit();
  }
}
