import type { SottoApi } from '../../../contract/api.ts';
import type { Result } from '../../../contract/sotto-error.ts';
import type { VaultCopy } from '../../../contract/vault-copy.ts';

type Answer = <Value>(call: string, make: () => Value) => Promise<Result<Value>>;

/** The copy of a fake vault, which stands where a test puts it. */
export class FakeCopy {
  /** What the person does with the dialog. */
  choice: 'begun' | 'cancelled' = 'begun';
  state: VaultCopy = {
    phase: 'none',
    bytesDone: 0,
    bytesTotal: 0,
    recordings: 0,
    leftOutCount: 0,
    leftOut: [],
    isIndexLeftOut: false,
    error: null,
  };

  api(answer: Answer): SottoApi['copy'] {
    return {
      begin: () =>
        answer('copy.begin', () => {
          if (this.choice === 'begun') this.state = { ...this.state, phase: 'running', bytesTotal: 200_000_000 };
          return { outcome: this.choice };
        }),
      stop: () => answer('copy.stop', () => (this.state = { ...this.state, phase: 'cancelled' })),
      get: () => answer('copy.get', () => this.state),
    };
  }
}
