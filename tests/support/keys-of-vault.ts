import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { copyBytes, toHex, type Bytes } from '../../main/crypto/bytes.ts';
import type { KeyName, SecretKey } from '../../main/crypto/secret-key.ts';
import { openKeyTableEntry, parseKeyTable } from '../../main/crypto/v1/key-table.ts';
import { deriveKey } from '../../main/crypto/v1/labels.ts';
import { deriveLogKeys } from '../../main/crypto/v1/log-entry.ts';
import { deriveKek } from '../../main/crypto/v1/passphrase.ts';
import {
  deriveLevelsKey,
  deriveSegmentKey,
  parseSegmentHeader,
  segmentHeaderLength,
} from '../../main/crypto/v1/segment.ts';
import { openPassphraseSlot, parseSlots } from '../../main/crypto/v1/slots.ts';
import { openState, unwrapIndexKey, unwrapKeyTableKey, type State } from '../../main/crypto/v1/state.ts';
import { segmentPath } from '../../main/vault/recording-files.ts';
import { fileNames, keyTableNames, recordingFolder } from '../../main/vault/vault-files.ts';

/** Every key of docs/vault-format.md that a vault with one recording of one segment has, by its name there. */
export async function keysOf(folder: string, passphrase: string): Promise<ReadonlyMap<string, Bytes>> {
  const slots = parseSlots(await readFile(join(folder, fileNames.slots[0])));
  const [slot] = slots.slots;
  if (slot?.type !== 1) throw new Error('there is no passphrase slot');
  const kek = deriveKek(passphrase, slot.salt, slot.parameters);
  const masterKey = openPassphraseSlot(slots.vaultId, slot, passphrase);
  if (masterKey === null) throw new Error('this is not the passphrase');
  const state = await newestState(folder, masterKey);
  const keyTableKey = unwrapKeyTableKey(masterKey, state);
  const logKeys = deriveLogKeys(masterKey);
  const keys: Record<string, SecretKey<KeyName>> = {
    KEK: kek,
    'slot wrap key': deriveKey(kek, 'wrap', 'slot wrap key'),
    'slot commitment key': deriveKey(kek, 'commitment', 'slot commitment key'),
    VMK: masterKey,
    'state mac key': deriveKey(masterKey, 'state-mac', 'state mac key'),
    'state wrap key': deriveKey(masterKey, 'state-wrap', 'state wrap key'),
    KTK: keyTableKey,
    'index key': unwrapIndexKey(masterKey, state),
    'log key': logKeys.sealing,
    'log head key': logKeys.heads,
    ...(await keysOfRecording(folder, state, keyTableKey)),
  };
  return new Map(Object.entries(keys).map(([name, key]) => [name, key.use(copyBytes)]));
}

/** The two copies are written in turn. */
async function newestState(folder: string, masterKey: SecretKey<'vault-master'>): Promise<State> {
  const copies = fileNames.state.map(async (name) => openState(await readFile(join(folder, name)), masterKey));
  return (await Promise.all(copies)).reduce((one, other) => (one.sequence > other.sequence ? one : other));
}

async function keysOfRecording(
  folder: string,
  state: State,
  keyTableKey: SecretKey<'key-table'>,
): Promise<Record<string, SecretKey<KeyName>>> {
  const [name] = keyTableNames(state.keyTableGeneration);
  const { entries } = parseKeyTable(await readFile(join(folder, name)));
  // The vault's signing key is an entry too, under the vault's own id.
  const entry = entries.find(({ ownerId }) => toHex(ownerId) !== toHex(state.vaultId));
  if (entry === undefined) throw new Error('there is no recording');
  const recordingKey = openKeyTableEntry(keyTableKey, state.vaultId, entry, 'recording');
  const segmentKey = deriveSegmentKey(recordingKey, 0);
  const levelsKey = deriveLevelsKey(segmentKey);
  const saltOf = async (kind: 'audio' | 'levels') => {
    const file = segmentPath(recordingFolder(folder, toHex(entry.ownerId)), kind, 0);
    return parseSegmentHeader((await readFile(file)).subarray(0, segmentHeaderLength)).salt;
  };
  return {
    'recording key': recordingKey,
    'segment key': segmentKey,
    'levels key': levelsKey,
    'chunk key of the sound': deriveKey(segmentKey, 'segment', 'chunk key', await saltOf('audio')),
    'chunk key of the levels': deriveKey(levelsKey, 'levels', 'chunk key', await saltOf('levels')),
  };
}
