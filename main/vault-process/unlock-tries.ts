import { waitAfterTries, withAnotherTry, type FailedTries } from '../../contract/failed-tries.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { Clock } from '../use-cases/unlocked.ts';

/**
 * Slows down whoever tries one secret after the other through the page. No promise of security: whoever has the files
 * tries elsewhere, and Argon2id is what stands in their way.
 */
export class UnlockTries {
  readonly #clock: Clock;
  /** Those that main remembers, and since then. */
  #failed: FailedTries | null = null;
  #notBeforeMs = 0;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** What nobody vouches for, for the log. */
  get failed(): FailedTries | null {
    return this.#failed;
  }

  hear(failed: FailedTries | null): void {
    this.#failed = failed;
    this.#wait();
  }

  /** @throws `vault/try-later`. */
  assertMayTry(): void {
    if (this.#clock.monotonicMs() < this.#notBeforeMs) throw new SottoError('vault/try-later');
  }

  fail(): void {
    this.#failed = withAnotherTry(this.#failed, this.#clock.nowMs());
    this.#wait();
  }

  succeed(): void {
    this.#failed = null;
    this.#wait();
  }

  #wait(): void {
    this.#notBeforeMs = this.#clock.monotonicMs() + waitAfterTries(this.#failed, this.#clock.nowMs());
  }
}
