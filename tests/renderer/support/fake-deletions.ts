import type { SottoApi } from '../../../contract/api.ts';
import type { DeletionSubject, PendingDeletion } from '../../../contract/deletion.ts';
import { undoWindowMs } from '../../../contract/limits.ts';
import type { SessionDetail } from '../../../contract/session.ts';
import type { Result } from '../../../contract/sotto-error.ts';

type Answer = <Value>(call: string, make: () => Value) => Promise<Result<Value>>;

/** The deletions of a fake vault that wait for their undo to run out; time stands still in it. */
export class FakeDeletions {
  readonly #pending: PendingDeletion[] = [];

  get pendingIds(): readonly string[] {
    return this.#pending.map(({ subject }) => subject.id);
  }

  request(subject: DeletionSubject, { id, participants, createdAtMs }: SessionDetail): null {
    const codes = participants.map(({ code }) => code);
    this.#pending.push({ subject, sessionId: id, codes, beganAtMs: createdAtMs, remainingMs: undoWindowMs });
    return null;
  }

  api(answer: Answer): SottoApi['deletions'] {
    return {
      list: () => answer('deletions.list', () => [...this.#pending]),
      undo: ({ id }) =>
        answer('deletions.undo', () => {
          const index = this.#pending.findIndex(({ subject }) => subject.id === id);
          if (index === -1) return { outcome: 'too-late' };
          this.#pending.splice(index, 1);
          return { outcome: 'undone' };
        }),
    };
  }
}
