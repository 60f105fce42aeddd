import { SottoError } from '../../../contract/sotto-error.ts';
import { ByteReader, ByteWriter, concatBytes, utf8, type Bytes } from '../bytes.ts';
import type { SecretKey } from '../secret-key.ts';
import { aeadOpen, aeadSeal, nonceLength, randomBytes } from '../sodium.ts';
import { deriveKey, labelled } from './labels.ts';
import { evidenceDigest, evidenceSaltLength } from './log-entry.ts';

/** docs/vault-format.md, Notes: which version of which notes a sealed text is. */
export interface NotesPlace {
  readonly vaultId: Uint8Array;
  readonly notesId: Uint8Array;
  readonly version: number;
}

function deriveTextKey(notesKey: SecretKey<'notes'>): SecretKey<'notes-text'> {
  return deriveKey(notesKey, 'notes-text', 'notes text key');
}

function associatedData({ vaultId, notesId, version }: NotesPlace): Bytes {
  return labelled('notes text', vaultId, notesId, new ByteWriter(8).u64(version).done());
}

/** The sealed version, and the digest by which the log may name it. */
export function sealNotes(
  notesKey: SecretKey<'notes'>,
  place: NotesPlace,
  text: string,
): { sealed: Bytes; digest: Bytes } {
  const salt = randomBytes(evidenceSaltLength);
  const nonce = randomBytes(nonceLength);
  const encoded = utf8(text);
  const textKey = deriveTextKey(notesKey);
  try {
    const sealed = textKey.use((key) => aeadSeal(key, nonce, concatBytes(salt, encoded), associatedData(place)));
    return { sealed: concatBytes(nonce, sealed), digest: evidenceDigest(salt, encoded) };
  } finally {
    textKey.wipe();
  }
}

/** @throws `integrity/record-unauthentic` for another key or place, `integrity/record-malformed`. */
export function openNotes(
  notesKey: SecretKey<'notes'>,
  place: NotesPlace,
  sealed: Uint8Array,
): { text: string; digest: Bytes } {
  const textKey = deriveTextKey(notesKey);
  try {
    const plaintext = textKey.use((key) =>
      aeadOpen(key, sealed.subarray(0, nonceLength), sealed.subarray(nonceLength), associatedData(place)),
    );
    if (plaintext === null) throw new SottoError('integrity/record-unauthentic');
    const reader = new ByteReader(plaintext);
    const salt = reader.bytes(evidenceSaltLength);
    const encoded = reader.bytes(reader.remaining);
    return { text: decode(encoded), digest: evidenceDigest(salt, encoded) };
  } finally {
    textKey.wipe();
  }
}

function decode(encoded: Uint8Array): string {
  try {
    // What begins with a byte order mark was typed so, and stays so.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(encoded);
  } catch {
    throw new SottoError('integrity/record-malformed');
  }
}
