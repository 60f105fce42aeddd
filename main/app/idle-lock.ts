import { defaultLockAfterMinutes } from '../../contract/limits.ts';

/** How often it is looked whether somebody is there: nobody waits for a lock to the second. */
const lookEveryMs = 5000;

export interface IdleLockParts {
  /** For how many seconds nobody has touched keyboard or mouse, anywhere on the computer. */
  readonly idleSeconds: () => number;
  readonly isUnlocked: () => boolean;
  readonly lock: () => void;
  readonly after: (delayMs: number, act: () => void) => () => void;
}

/** Locks a vault that nobody is at. A recording goes on. */
export class IdleLock {
  readonly #parts: IdleLockParts;
  #minutes = defaultLockAfterMinutes;

  constructor(parts: IdleLockParts) {
    this.#parts = parts;
  }

  set minutes(minutes: number) {
    this.#minutes = minutes;
  }

  /** Looks from now on, for as long as the app runs. */
  watch(): void {
    this.#parts.after(lookEveryMs, () => {
      if (this.#parts.isUnlocked() && this.#parts.idleSeconds() >= this.#minutes * 60) this.#parts.lock();
      this.watch();
    });
  }
}
