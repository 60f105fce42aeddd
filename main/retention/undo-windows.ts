import { undoWindowMs } from '../../contract/limits.ts';
import type { Fate } from './fate.ts';

type Waiting = Extract<Fate, { kind: 'waits' }>;

interface Clocks {
  readonly nowMs: () => number;
  readonly monotonicMs: () => number;
}

/**
 * How long each deletion can still be undone, for as long as a vault is open. The time of day decides only how much of the
 * window is left of a deletion from before; from then on a clock counts that nobody can set. Of what the app asked for by
 * itself the whole of it is left: whoever opens the vault may be the first to see it.
 */
export class UndoWindows {
  readonly #clocks: Clocks;
  readonly #endsAtMs = new Map<string, number>();

  constructor(clocks: Clocks) {
    this.#clocks = clocks;
  }

  /** Whole milliseconds left for this deletion of `id`. */
  remainingMs(id: string, { requestedAtMs, reason }: Pick<Waiting, 'requestedAtMs' | 'reason'>): number {
    const nowMs = this.#clocks.monotonicMs();
    let endsAtMs = this.#endsAtMs.get(id);
    if (endsAtMs === undefined) {
      const isByItself = reason === 'retention-ended';
      const leftMs = isByItself ? undoWindowMs : requestedAtMs + undoWindowMs - this.#clocks.nowMs();
      endsAtMs = nowMs + Math.min(undoWindowMs, Math.max(0, leftMs));
      this.#endsAtMs.set(id, endsAtMs);
    }
    return Math.max(0, Math.ceil(endsAtMs - nowMs));
  }

  /** A later deletion of the same has a window of its own. */
  forget(id: string): void {
    this.#endsAtMs.delete(id);
  }
}
