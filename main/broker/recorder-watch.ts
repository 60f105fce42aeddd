/** A recorder says four times a second how it is. */
const silentAfterMs = 2500;
/** And if it says nothing for this much longer, it is stopped for good: a standby goes on. */
const lostAfterMs = 5000;

interface RecorderWatchParts {
  readonly after: (delayMs: number, act: () => void) => () => void;
  /** It has said nothing for `silentAfterMs`. */
  readonly onSilent: () => void;
  /** It is to be ended. */
  readonly onLost: () => void;
}

/**
 * Watches that a recorder process still speaks. In two steps, for a main process that was itself held up hears what was
 * said meanwhile between them.
 */
export class RecorderWatch {
  readonly #parts: RecorderWatchParts;
  #cancel: () => void = () => undefined;

  constructor(parts: RecorderWatchParts) {
    this.#parts = parts;
  }

  /** It has spoken; the watch begins, or begins anew. */
  heard(): void {
    this.#cancel();
    this.#cancel = this.#parts.after(silentAfterMs, () => {
      this.#parts.onSilent();
      this.#cancel = this.#parts.after(lostAfterMs, this.#parts.onLost);
    });
  }

  end(): void {
    this.#cancel();
    this.#cancel = () => undefined;
  }
}
