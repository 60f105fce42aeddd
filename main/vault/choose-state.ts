import { SottoError } from '../../contract/sotto-error.ts';
import { arePublicBytesEqual, type Bytes } from '../crypto/bytes.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { openState, type State } from '../crypto/v1/state.ts';
import type { Copy } from './copies.ts';

export interface ChosenState {
  readonly state: State;
  readonly bytes: Bytes;
  /**
   * What the two copies say together. `agree`: all is well, or a crash fell between writing one and the other.
   * `one-stale`: the other is older than a crash leaves it. `one-damaged`: the other may have been newer.
   * `contradict`: two authentic states with one sequence, which Sotto never writes.
   */
  readonly finding: 'agree' | 'one-stale' | 'one-damaged' | 'contradict';
}

interface OpenedCopy {
  readonly state: State;
  readonly bytes: Bytes;
}

/**
 * The state to go by: the authentic copy with the higher sequence. Null when no copy is authentic.
 *
 * @throws `vault/newer-version`.
 */
export function chooseState(
  copies: readonly Copy[],
  masterKey: SecretKey<'vault-master'>,
  vaultId: Uint8Array,
): ChosenState | null {
  const opened = copies
    .map(({ bytes }) => openCopy(bytes, masterKey, vaultId))
    .filter((copy) => copy !== null)
    .sort((a, b) => b.state.sequence - a.state.sequence);
  const [first, second] = opened;
  if (first === undefined) return null;
  if (second === undefined) return { ...first, finding: 'one-damaged' };
  if (arePublicBytesEqual(first.bytes, second.bytes)) return { ...first, finding: 'agree' };
  const behind = first.state.sequence - second.state.sequence;
  if (behind === 0) return { ...first, finding: 'contradict' };
  return { ...first, finding: behind === 1 ? 'agree' : 'one-stale' };
}

function openCopy(bytes: Bytes | null, masterKey: SecretKey<'vault-master'>, vaultId: Uint8Array): OpenedCopy | null {
  if (bytes === null) return null;
  try {
    const state = openState(bytes, masterKey);
    return arePublicBytesEqual(state.vaultId, vaultId) ? { state, bytes } : null;
  } catch (error) {
    if (error instanceof SottoError && error.code !== 'vault/newer-version') return null;
    throw error;
  }
}
