import type { SottoApi } from '../../../contract/api.ts';
import type { ConnectedCopy } from '../../../contract/copies.ts';
import { copyIdSchema } from '../../../contract/ids.ts';
import type { Result } from '../../../contract/sotto-error.ts';

type Answer = <Value>(call: string, make: () => Value) => Promise<Result<Value>>;

/** A copy that is connected and holds two recordings that were destroyed here. */
export function copyOf(more: Partial<ConnectedCopy> = {}): ConnectedCopy {
  return {
    id: copyIdSchema.parse('c'.repeat(32)),
    folder: '/media/stick/copy',
    madeAtMs: Date.UTC(2026, 10, 3, 10),
    standing: 'opens',
    recordings: 2,
    notes: 0,
    parts: 0,
    isUnfinished: false,
    ...more,
  };
}

/** The copies of a fake vault that are connected. */
export class FakeCopies {
  connected: readonly ConnectedCopy[] = [];
  /** What the person does with the dialog. */
  choice: 'chosen' | 'cancelled' = 'chosen';
  /** What is on hold in every copy. */
  held = 0;

  api(answer: Answer): SottoApi['copies'] {
    return {
      list: () => answer('copies.list', () => [...this.connected]),
      choose: () =>
        answer('copies.choose', () => {
          if (this.choice === 'chosen' && this.connected.length === 0) this.connected = [copyOf({ madeAtMs: null })];
          return { outcome: this.choice };
        }),
      finish: ({ copyId }) =>
        answer('copies.finish', () => {
          const before = this.connected.find(({ id }) => id === copyId) ?? copyOf();
          const copy = { ...before, recordings: this.held, notes: 0, isUnfinished: false };
          this.connected = this.connected.map((one) => (one.id === copyId ? copy : one));
          return { copy, destroyed: before.recordings - this.held, held: this.held };
        }),
    };
  }
}
