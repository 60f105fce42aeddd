import { stat } from 'node:fs/promises';
import type { SlotId } from '../../contract/ids.ts';
import { reservedBytes } from '../../contract/limits.ts';
import type { PassphraseRequest } from '../../contract/passphrase-messages.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { fromHex } from '../crypto/bytes.ts';
import type { SecretKey } from '../crypto/secret-key.ts';
import { resealRecoverySlot } from '../crypto/v1/recovery-slot.ts';
import { sealPassphraseSlot, slotTypes, type Slot } from '../crypto/v1/slots.ts';
import { rewriteLog } from '../log/rewrite-log.ts';
import { announce, chooseParameters, measureCost, type OnDeriving } from '../vault/key-derivation.ts';
import { slotIdOf } from './list-ways.ts';
import { assertProof, isPassphraseOf } from './prove.ts';
import { signerOf } from './recovery-sheet.ts';
import { assertWayIn } from './remove-way.ts';
import type { Unlocked } from './unlocked.ts';

type Asked = Omit<Extract<PassphraseRequest, { kind: 'rekey' }>, 'kind'>;
type Parts = Pick<Unlocked, 'vault' | 'log' | 'catalog' | 'recorders' | 'readers' | 'disk' | 'clock'>;

/**
 * Gives the vault new keys. Passphrases that nobody entered lose their slot, for theirs cannot be wrapped anew, and one that
 * was entered and opens nothing is refused; sheets stay. Recordings and their keys stay as they are. When it returns, or fails with the vault spent, nothing more can be
 * done with these rooms: the vault is to be locked.
 *
 * @throws `vault/recording-runs`, `vault/last-way-in`, `vault/newer-version` when there are slots that this version cannot
 * make anew, `storage/*`; as `assertProof`.
 */
export async function rekeyVault(parts: Parts, { proof, passphrases }: Asked, onDeriving: OnDeriving): Promise<void> {
  const { vault, log, catalog, recorders, readers, clock } = parts;
  if (recorders.current() !== null) throw new SottoError('vault/recording-runs');
  if (vault.slots.some(({ type }) => type === slotTypes.escrow)) throw new SottoError('vault/newer-version');
  if (proof.by === 'sheet') await assertProof(parts, proof, onDeriving);
  const typed = proof.by === 'passphrase' ? [proof.passphrase, ...passphrases] : passphrases;
  const entered = new Set(typed.map((one) => one.normalize('NFC')));
  const known = await passphrasesBySlot(parts, [...entered], onDeriving);
  // One that opens nothing was mistyped: what it was to keep would be removed.
  const opening = new Set(known.values());
  if ([...entered].some((one) => !opening.has(one))) throw new SottoError('vault/proof-refused');
  const kept = vault.slots.filter((slot) => slot.type === slotTypes.recovery || known.has(slotIdOf(slot)));
  assertWayIn(kept);
  const removed = vault.slots.filter((slot) => !kept.includes(slot)).map(slotIdOf);
  await assertRoom(parts);
  await readers.close();
  await log.holding(() =>
    vault.rekey({
      makeSlots: (masterKey) => remade(parts, kept, known, masterKey, onDeriving),
      writeLog: (path, keys) =>
        rewriteLog(vault, path, keys, { atMs: clock.nowMs(), body: { kind: 'vault.rekeyed', removed } }),
      writeIndex: (place, logCount) => {
        catalog.copyTo(place, logCount);
      },
      onCommitted: () => {
        catalog.close();
      },
    }),
  );
}

async function passphrasesBySlot(
  { vault }: Pick<Unlocked, 'vault'>,
  passphrases: readonly string[],
  onDeriving: OnDeriving,
): Promise<ReadonlyMap<SlotId, string>> {
  const known = new Map<SlotId, string>();
  for (const slot of vault.slots.filter(({ type }) => type === slotTypes.passphrase)) {
    for (const passphrase of passphrases) {
      if (known.has(slotIdOf(slot))) break;
      if (await isPassphraseOf({ vault }, slot, passphrase, onDeriving)) known.set(slotIdOf(slot), passphrase);
    }
  }
  return known;
}

/** Slots keep their ids, and so their names. */
async function remade(
  { vault }: Pick<Unlocked, 'vault'>,
  kept: readonly Slot[],
  known: ReadonlyMap<SlotId, string>,
  masterKey: SecretKey<'vault-master'>,
  onDeriving: OnDeriving,
): Promise<Slot[]> {
  const vaultId = fromHex(vault.vaultId);
  const cost = measureCost();
  const parameters = chooseParameters(cost);
  const slots: Slot[] = [];
  for (const slot of kept) {
    const passphrase = known.get(slotIdOf(slot));
    if (slot.type === slotTypes.recovery) {
      slots.push(resealRecoverySlot(vaultId, slot, masterKey, signerOf(vault)));
    } else if (passphrase !== undefined) {
      await announce(onDeriving, parameters, cost);
      slots.push(sealPassphraseSlot(vaultId, passphrase, parameters, masterKey, slot.slotId));
    }
  }
  return slots;
}

/** Everything small is written a second time; the index is a second time in its write-ahead log before that. */
async function assertRoom({ vault, disk }: Pick<Unlocked, 'vault' | 'disk'>): Promise<void> {
  const sizes = await Promise.all([vault.index.path, vault.logPath].map(async (path) => (await stat(path)).size));
  const needed = 2 * sizes.reduce((sum, size) => sum + size, 0) + 2 * reservedBytes;
  if ((await disk.freeBytes(vault.folder)) < needed) throw new SottoError('storage/disk-full');
}
