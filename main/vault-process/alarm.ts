import { undoWindowMs } from '../../contract/limits.ts';
import type { Clock } from '../use-cases/unlocked.ts';

/** Does something later, unless what it gives back is called first. */
export type After = (delayMs: number, act: () => void) => () => void;

/** What an open vault does by itself once its time has come. */
export interface DueWork {
  /** Of destructions that the disk did not let come to their end; whether any still waits. */
  readonly finish: () => Promise<boolean>;
  readonly carryOutDeletions: () => Promise<{ readonly nextMs: number | null; readonly isPostponed: boolean }>;
  /** Milliseconds until it is to be looked at again; null for never. */
  readonly endRetentions: () => Promise<number | null>;
}

/** Wakes the vault process when something is due, by the clock that nobody sets. */
export class Alarm {
  readonly #clock: Pick<Clock, 'monotonicMs'>;
  readonly #after: After;
  readonly #ring: () => void;
  #next: { readonly atMs: number; readonly cancel: () => void } | null = null;
  /** The disk refused to let a destruction come to its end. */
  #mustFinish = false;

  constructor(clock: Pick<Clock, 'monotonicMs'>, after: After, ring: () => void) {
    this.#clock = clock;
    this.#after = after;
    this.#ring = ring;
  }

  /** No later than then. */
  readonly ringIn = (delayMs: number): void => {
    const atMs = this.#clock.monotonicMs() + delayMs;
    if (this.#next !== null && this.#next.atMs <= atMs) return;
    this.#next?.cancel();
    const cancel = this.#after(delayMs, () => {
      this.#next = null;
      this.#ring();
    });
    this.#next = { atMs, cancel };
  };

  readonly finishLater = (): void => {
    this.#mustFinish = true;
    this.ringIn(undoWindowMs);
  };

  /** What is due now, and then what is due next. Each has its turn whatever became of the others, and rings again. */
  async carryOut(work: DueWork): Promise<void> {
    if (this.#mustFinish) {
      await this.#orAgain(async () => {
        this.#mustFinish = await work.finish();
        if (this.#mustFinish) this.ringIn(undoWindowMs);
      });
    }
    await this.#orAgain(async () => {
      const { nextMs, isPostponed } = await work.carryOutDeletions();
      if (isPostponed) this.finishLater();
      if (nextMs !== null) this.ringIn(nextMs);
    });
    await this.#orAgain(async () => {
      const lookAgainMs = await work.endRetentions();
      if (lookAgainMs !== null) this.ringIn(lookAgainMs);
    });
  }

  async #orAgain(act: () => Promise<void>): Promise<void> {
    try {
      await act();
    } catch {
      // Whatever it was (a page of the index that cannot be read, a full disk), nobody waits for an answer who could be told.
      this.ringIn(undoWindowMs);
    }
  }
}
