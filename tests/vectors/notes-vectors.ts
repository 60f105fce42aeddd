import { concatBytes, toHex, utf8, type Bytes } from '../../main/crypto/bytes.ts';
import { aeadSeal, nonceLength, randomBytes } from '../../main/crypto/sodium.ts';
import { deriveKey, labelled } from '../../main/crypto/v1/labels.ts';
import { sealNotes, type NotesPlace } from '../../main/crypto/v1/notes.ts';
import { deriveSegmentKey } from '../../main/crypto/v1/segment.ts';
import { fixed, fixedKey, flip, notesId, otherVaultId, vaultId, VectorList, type Vector } from './vector.ts';

const text = 'Slept badly.\n\n- **calmer** today\n- éclair 🌒';

/** docs/vault-format.md, Notes: sealed texts, each read as version `notesVersion` of the notes `notesId`. */
export function notesVectors(): Vector[] {
  const list = new VectorList('notes');
  const notesKey = fixedKey('notes', fixed.keys.notes);
  const version: number = fixed.notesVersion;
  const place = { vaultId, notesId, version };
  const seal = (written: string, more: Partial<NotesPlace> = {}) =>
    sealNotes(notesKey, { ...place, ...more }, written).sealed;
  const plaintext = (written: string) => ({ plaintext: toHex(utf8(written)) });
  const file = seal(text);
  const unauthentic = 'integrity/record-unauthentic';
  const malformed = 'integrity/record-malformed';

  list.add('valid', 'a text', file, null, plaintext(text));
  list.add('valid-empty', 'an empty text', seal(''), null, plaintext(''));
  list.add('wrong-key', 'opened with another notes key', file, unauthentic, { isOtherKey: true });
  list.add('flipped-nonce', 'a bit of the nonce', flip(file, 0), unauthentic);
  list.add('flipped-salt', 'a bit of the sealed salt', flip(file, nonceLength), unauthentic);
  list.add('flipped-text', 'a bit of the sealed text', flip(file, nonceLength + 20), unauthentic);
  list.add('flipped-tag', 'a bit of the tag', flip(file, -1), unauthentic);
  list.add('cut', 'one byte less', file.slice(0, -1), unauthentic);
  list.add('cut-in-nonce', 'cut inside the nonce', file.slice(0, 10), unauthentic);
  list.add('trailing-byte', 'one byte more', concatBytes(file, new Uint8Array(1)), unauthentic);
  const older = seal(text, { version: version - 1 });
  list.add('other-version', 'the version before', older, unauthentic);
  const foreign = seal(text, { notesId: notesId.with(0, 0) });
  list.add('other-notes', 'of other notes under the same key', foreign, unauthentic);
  const elsewhere = seal(text, { vaultId: otherVaultId });
  list.add('other-vault', 'of another vault under the same key', elsewhere, unauthentic);
  list.add('as-a-recording', 'sealed under the key of a segment of a recording', asRecording(), unauthentic);
  list.add('short', 'no room for a salt', byHand(new Uint8Array(15)), malformed);
  list.add('not-utf8', 'a text that is no UTF-8', byHand(new Uint8Array(18).fill(0xff)), malformed);
  return list.vectors;
}

const associated = () =>
  labelled('notes text', vaultId, notesId, Uint8Array.of(0, 0, 0, 0, 0, 0, 0, fixed.notesVersion));

/** As the format has it, but for what is sealed. */
function byHand(plaintext: Bytes): Bytes {
  const textKey = deriveKey(fixedKey('notes', fixed.keys.notes), 'notes-text', 'notes text key');
  const nonce = randomBytes(nonceLength);
  return concatBytes(
    nonce,
    textKey.use((key) => aeadSeal(key, nonce, plaintext, associated())),
  );
}

/** What somebody makes who takes the key of notes for that of a recording. */
function asRecording(): Bytes {
  const segmentKey = deriveSegmentKey(fixedKey('recording', fixed.keys.notes), 0);
  const nonce = randomBytes(nonceLength);
  return concatBytes(
    nonce,
    segmentKey.use((key) => aeadSeal(key, nonce, concatBytes(new Uint8Array(16), utf8(text)), associated())),
  );
}
