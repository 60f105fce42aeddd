import { defaultLockAfterMinutes } from '../../contract/limits.ts';

/** How often it is looked whether somebody is there: nobody waits for a lock to the second. */
const lookEveryMs = 5000;

export interface IdleLockParts {
  /** For how many seconds nobody has touched keyboard or mouse, anywhere on the computer. */
  readonly idleSeconds: () => number;
  /** Milliseconds by a clock that nobody sets. */
  readonly nowMs: () => number;
  readonly isUnlocked: () => boolean;
  readonly lock: () => void;
  readonly after: (delayMs: number, act: () => void) => () => void;
}

/** Locks a vault that nobody is at. A recording goes on. */
export class IdleLock {
  readonly #parts: IdleLockParts;
  #minutes: number = defaultLockAfterMinutes;
  #seenAtMs: number;

  constructor(parts: IdleLockParts) {
    this.#parts = parts;
    this.#seenAtMs = parts.nowMs();
  }

  /** Said at each unlock, and when it is changed: by somebody who is there, whatever the system counts. */
  lockAfter(minutes: number): void {
    this.#minutes = minutes;
    this.#seenAtMs = this.#parts.nowMs();
  }

  /** Looks from now on, for as long as the app runs. */
  watch(): void {
    this.#parts.after(lookEveryMs, () => {
      const sinceSeenSeconds = (this.#parts.nowMs() - this.#seenAtMs) / 1000;
      const idleSeconds = Math.min(this.#parts.idleSeconds(), sinceSeenSeconds);
      if (this.#parts.isUnlocked() && idleSeconds >= this.#minutes * 60) this.#parts.lock();
      this.watch();
    });
  }
}
