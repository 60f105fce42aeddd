import type { SottoApi } from '../../../contract/api.ts';
import type { Result } from '../../../contract/sotto-error.ts';
import type { VaultCheck } from '../../../contract/vault-check.ts';

type Answer = <Value>(call: string, make: () => Value) => Promise<Result<Value>>;

/** The check of a fake vault, which stands where a test puts it. */
export class FakeCheck {
  state: VaultCheck = {
    phase: 'none',
    bytesDone: 0,
    bytesTotal: 0,
    checked: 0,
    damagedCount: 0,
    damages: [],
    running: 0,
    endedAtMs: null,
    error: null,
  };

  api(answer: Answer): SottoApi['check'] {
    return {
      begin: () =>
        answer('check.begin', () => (this.state = { ...this.state, phase: 'running', bytesTotal: 200_000_000 })),
      stop: () => answer('check.stop', () => (this.state = { ...this.state, phase: 'stopped' })),
      get: () => answer('check.get', () => this.state),
    };
  }
}
