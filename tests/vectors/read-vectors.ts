import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { SottoError } from '../../contract/sotto-error.ts';
import { copyBytes, fromHex, toHex, utf8, type Bytes } from '../../main/crypto/bytes.ts';
import { openKeyTableEntry, parseKeyTable } from '../../main/crypto/v1/key-table.ts';
import { deriveLogKeys } from '../../main/crypto/v1/log-entry.ts';
import { openNotes } from '../../main/crypto/v1/notes.ts';
import { deriveLevelsKey, deriveSegmentKey } from '../../main/crypto/v1/segment.ts';
import { openRecoverySlot } from '../../main/crypto/v1/recovery-slot.ts';
import { areSlotsAuthentic, openPassphraseSlot, parseSlots, slotTypes } from '../../main/crypto/v1/slots.ts';
import { openState, unwrapIndexKey, unwrapKeyTableKey } from '../../main/crypto/v1/state.ts';
import { openSegment } from '../../main/vault/segment-reader.ts';
import { walkLog } from '../support/walk-log.ts';
import { fixedKey, manifestSchema, type Manifest, type VectorEntry } from './vector.ts';

export const vectorsFolder = join(import.meta.dirname, 'v1');

export async function readManifest(): Promise<Manifest> {
  return manifestSchema.parse(JSON.parse(await readFile(join(vectorsFolder, 'manifest.json'), 'utf8')));
}

/**
 * Reads everything that a vector's file holds, as a reader of that kind of file must.
 *
 * @returns the plaintext in hexadecimal for a segment or notes, null for other kinds.
 * @throws what the reader says.
 */
export async function readVector(manifest: Manifest, entry: VectorEntry): Promise<string | null> {
  const path = join(vectorsFolder, entry.file);
  const [folder] = entry.file.split('/');
  if (folder === 'segment') return readSegment(manifest, entry, path);
  const bytes = copyBytes(await readFile(path));
  const keys = entry.isOtherKey ? manifest.otherKeys : manifest.keys;
  switch (folder) {
    case 'slots':
      readSlots(manifest, bytes, entry.isOtherKey ? `${manifest.passphrase}.` : manifest.passphrase);
      return null;
    case 'sheets':
      readSheet(manifest, bytes, keys.recovery);
      return null;
    case 'state':
      readState(manifest, bytes, keys.vaultMaster);
      return null;
    case 'key-table':
      readKeyTable(bytes, keys.keyTable);
      return null;
    case 'log':
      readLog(manifest, bytes, keys.vaultMaster);
      return null;
    case 'notes':
      return readNotes(manifest, bytes, keys.notes);
    default:
      throw new Error(`no reader for ${entry.file}`);
  }
}

async function readSegment(manifest: Manifest, { kind, isOtherKey }: VectorEntry, path: string): Promise<string> {
  const { recording } = isOtherKey ? manifest.otherKeys : manifest.keys;
  const { segment } = manifest;
  const segmentKey = deriveSegmentKey(fixedKey('recording', recording), segment);
  const ids = { vaultId: fromHex(manifest.vaultId), recordingId: fromHex(manifest.recordingId) };
  const key = kind === 'audio' ? segmentKey : deriveLevelsKey(segmentKey);
  const reader = await openSegment(path, key, { kind, ...ids, segment });
  try {
    return toHex(await reader.readAt(0, reader.plaintextLength));
  } finally {
    await reader.close();
  }
}

function readSlots({ keys }: Manifest, bytes: Bytes, passphrase: string): void {
  const file = parseSlots(bytes);
  for (const slot of file.slots) {
    if (slot.type !== slotTypes.passphrase) continue;
    const masterKey = openPassphraseSlot(file.vaultId, slot, passphrase);
    if (masterKey === null) continue;
    if (!areSlotsAuthentic(file, masterKey)) throw new SottoError('vault/slots-damaged');
    if (masterKey.use((key) => toHex(key)) !== keys.vaultMaster) throw new Error('another master key');
    return;
  }
  throw new SottoError('vault/unlock-failed');
}

function readSheet({ keys }: Manifest, bytes: Bytes, recovery: string): void {
  const file = parseSlots(bytes);
  for (const slot of file.slots) {
    if (slot.type !== slotTypes.recovery) continue;
    const masterKey = openRecoverySlot(file.vaultId, slot, fixedKey('recovery', recovery));
    if (masterKey === null) continue;
    if (!areSlotsAuthentic(file, masterKey)) throw new SottoError('vault/slots-damaged');
    if (masterKey.use((key) => toHex(key)) !== keys.vaultMaster) throw new Error('another master key');
    return;
  }
  throw new SottoError('vault/unlock-failed');
}

function readState({ keys }: Manifest, bytes: Bytes, vaultMaster: string): void {
  const masterKey = fixedKey('vault-master', vaultMaster);
  const state = openState(bytes, masterKey);
  const opened = [unwrapKeyTableKey(masterKey, state), unwrapIndexKey(masterKey, state)];
  const [keyTable, index] = opened.map((key) => key.use((lent) => toHex(lent)));
  if (keyTable !== keys.keyTable || index !== keys.index) throw new Error('other keys');
}

function readKeyTable(bytes: Bytes, keyTable: string): void {
  const table = parseKeyTable(bytes);
  for (const entry of table.entries) {
    openKeyTableEntry(fixedKey('key-table', keyTable), table.vaultId, entry, 'recording').wipe();
  }
}

function readNotes({ vaultId, notesId, notesVersion }: Manifest, bytes: Bytes, notes: string): string {
  const place = { vaultId: fromHex(vaultId), notesId: fromHex(notesId), version: notesVersion };
  return toHex(utf8(openNotes(fixedKey('notes', notes), place, bytes).text));
}

function readLog(manifest: Manifest, bytes: Bytes, vaultMaster: string): void {
  walkLog(bytes, deriveLogKeys(fixedKey('vault-master', vaultMaster)), fromHex(manifest.vaultId));
}
