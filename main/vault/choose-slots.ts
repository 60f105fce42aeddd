import type { ErrorCode } from '../../contract/error-codes.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { arePublicBytesEqual, type Bytes } from '../crypto/bytes.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { areSlotsAuthentic, parseSlots, slotsDigest, type SlotsFile } from '../crypto/v1/slots.ts';
import { chooseState, type ChosenState } from './choose-state.ts';
import type { Copy } from './copies.ts';
import type { Unlock } from './unlock.ts';

export interface UnlockedSlots {
  /** The caller's from now on. */
  readonly masterKey: SecretKey<'vault-master'>;
  /** By which slot; null when it was no slot. */
  readonly slotId: Uint8Array | null;
  /** The slots file that the state names. */
  readonly slotsBytes: Bytes;
  readonly chosen: ChosenState;
}

interface ReadSlots {
  readonly bytes: Bytes;
  readonly file: SlotsFile;
}

/**
 * Finds the copy of the slots that opens, is authentic, and is the one that the state names. An older copy put back
 * does not open a vault, whoever knows its passphrase.
 *
 * @throws `vault/unlock-failed`, `vault/slots-damaged`, `vault/state-damaged`, `vault/key-derivation-refused`,
 * `vault/newer-version`.
 */
export async function unlockSlots(
  slotCopies: readonly Copy[],
  stateCopies: readonly Copy[],
  unlock: Unlock,
): Promise<UnlockedSlots> {
  const readable = distinct(slotCopies.flatMap(readSlots));
  if (readable.length === 0) throw new SottoError('vault/slots-damaged');
  let refusal: SottoError | null = null;
  let failure: ErrorCode = 'vault/unlock-failed';
  for (const copy of readable) {
    try {
      const opened = await unlock(copy.file);
      if (opened === null) continue;
      const { masterKey, slotId } = opened;
      const verdict = judge(copy, readable, stateCopies, masterKey);
      if (typeof verdict !== 'string') return { masterKey, slotId, slotsBytes: copy.bytes, chosen: verdict };
      masterKey.wipe();
      failure = verdict;
    } catch (error) {
      if (!(error instanceof SottoError) || error.code !== 'vault/key-derivation-refused') throw error;
      refusal = error;
    }
  }
  throw failure === 'vault/unlock-failed' && refusal !== null ? refusal : new SottoError(failure);
}

/** The state, or why a copy that yielded the master key is still not the one to open by. */
function judge(
  copy: ReadSlots,
  all: readonly ReadSlots[],
  stateCopies: readonly Copy[],
  masterKey: SecretKey<'vault-master'>,
): ChosenState | ErrorCode {
  if (!areSlotsAuthentic(copy.file, masterKey)) return 'vault/slots-damaged';
  const chosen = chooseState(stateCopies, masterKey, copy.file.vaultId);
  if (chosen === null) return 'vault/state-damaged';
  const isNamed = ({ bytes }: ReadSlots) => arePublicBytesEqual(slotsDigest(bytes), chosen.state.slotsDigest);
  if (isNamed(copy)) return chosen;
  // With the right slots in the other copy this passphrase is an old one; without them they are lost.
  return all.some(isNamed) ? 'vault/unlock-failed' : 'vault/slots-damaged';
}

function readSlots({ bytes }: Copy): ReadSlots[] {
  if (bytes === null) return [];
  try {
    return [{ bytes, file: parseSlots(bytes) }];
  } catch (error) {
    if (error instanceof SottoError && error.code !== 'vault/newer-version') return [];
    throw error;
  }
}

function distinct(copies: readonly ReadSlots[]): readonly ReadSlots[] {
  return copies.filter(
    ({ bytes }, index) => !copies.slice(0, index).some((earlier) => arePublicBytesEqual(earlier.bytes, bytes)),
  );
}
