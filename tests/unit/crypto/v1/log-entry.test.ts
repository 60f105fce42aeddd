import { describe, expect, test } from 'vitest';
import { concatBytes, toHex, utf8 } from '../../../../main/crypto/bytes.ts';
import { SecretKey } from '../../../../main/crypto/secret-key.ts';
import { aeadSeal, nonceLength, randomBytes } from '../../../../main/crypto/sodium.ts';
import { labelled } from '../../../../main/crypto/v1/labels.ts';
import {
  agreementTermsDigest,
  agreementTextHash,
  deriveLogKeys,
  encodeLogHeader,
  evidenceDigest,
  encodeHead,
  headsDigest,
  isPossibleSealedLength,
  logHeaderLength,
  maximumBodyLength,
  noDigest,
  openLogEntry,
  parseLogHeader,
  sealLogEntry,
  subjectKinds,
  type Head,
  type LogEntry,
  type SubjectKind,
} from '../../../../main/crypto/v1/log-entry.ts';

const vaultId = randomBytes(16);
const key = deriveLogKeys(SecretKey.random('vault-master'));
const otherKeys = deriveLogKeys(SecretKey.random('vault-master'));
const entry: LogEntry = {
  atMs: 1_700_000_000_000,
  subject: { kind: 'person', id: randomBytes(16) },
  previousHead: randomBytes(32),
  evidenceDigest: noDigest,
  body: utf8('{"kind":"consent.granted"}'),
};
const unauthentic: unknown = expect.objectContaining({ code: 'integrity/record-unauthentic' });
const malformed: unknown = expect.objectContaining({ code: 'integrity/record-malformed' });

describe('a log entry', () => {
  test('gives back what went in, and the head it made', () => {
    const { record, head } = sealLogEntry(key, vaultId, 12, entry);
    expect(openLogEntry(key, vaultId, 12, record.subarray(4))).toEqual({ entry, head });
  });

  test('of each kind of subject comes back as that kind', () => {
    const kinds: readonly SubjectKind[] = ['vault', 'person', 'recording', 'session'];
    expect(Object.keys(subjectKinds)).toEqual(kinds);
    for (const kind of kinds) {
      const subject = { kind, id: vaultId };
      const { record } = sealLogEntry(key, vaultId, 0, { ...entry, subject });
      expect(openLogEntry(key, vaultId, 0, record.subarray(4)).entry.subject).toEqual(subject);
    }
  });

  test('of a kind that there is not is refused, though it is authentic', () => {
    const { record } = sealLogEntry(key, vaultId, 0, entry);
    const nonce = randomBytes(nonceLength);
    const plaintext = new Uint8Array(record.length - 4 - nonceLength - 16).fill(9);
    plaintext.set(new Uint8Array(8));
    const associated = labelled('log entry', vaultId, new Uint8Array(8));
    const sealed = key.sealing.use((bytes) => concatBytes(nonce, aeadSeal(bytes, nonce, plaintext, associated)));
    expect(() => openLogEntry(key, vaultId, 0, sealed)).toThrow(malformed);
  });

  test('has keys that say what they are for', () => {
    expect([key.sealing.name, key.heads.name]).toEqual(['log', 'log-head']);
  });

  test('says its length first', () => {
    const { record } = sealLogEntry(key, vaultId, 0, entry);
    expect(new DataView(record.buffer).getUint32(0)).toBe(record.length - 4);
  });

  test('opens under its key, in its vault and at its place only', () => {
    const sealed = sealLogEntry(key, vaultId, 12, entry).record.subarray(4);
    expect(() => openLogEntry(otherKeys, vaultId, 12, sealed)).toThrow(unauthentic);
    expect(() => openLogEntry(key, randomBytes(16), 12, sealed)).toThrow(unauthentic);
    expect(() => openLogEntry(key, vaultId, 13, sealed)).toThrow(unauthentic);
  });

  test('has a body of at most 4096 bytes', () => {
    const full = { ...entry, body: new Uint8Array(maximumBodyLength) };
    expect(openLogEntry(key, vaultId, 0, sealLogEntry(key, vaultId, 0, full).record.subarray(4)).entry).toEqual(full);
    const tooMuch = { ...entry, body: new Uint8Array(maximumBodyLength + 1) };
    expect(() => sealLogEntry(key, vaultId, 0, tooMuch)).toThrow('an event body has at most 4096 bytes');
  });

  test('is refused by its length before it is opened', () => {
    const shortest = sealLogEntry(key, vaultId, 0, { ...entry, body: new Uint8Array(0) }).record.length - 4;
    expect(isPossibleSealedLength(shortest)).toBe(true);
    expect(isPossibleSealedLength(shortest - 1)).toBe(false);
    expect(isPossibleSealedLength(shortest + maximumBodyLength)).toBe(true);
    expect(isPossibleSealedLength(shortest + maximumBodyLength + 1)).toBe(false);
    expect(() => openLogEntry(key, vaultId, 0, new Uint8Array(shortest - 1))).toThrow(malformed);
  });

  test('makes a head that follows vault, place and every field', () => {
    const heads = [
      sealLogEntry(key, vaultId, 1, entry),
      sealLogEntry(key, vaultId, 2, entry),
      sealLogEntry(key, randomBytes(16), 1, entry),
      sealLogEntry(otherKeys, vaultId, 1, entry),
      sealLogEntry(key, vaultId, 1, { ...entry, atMs: 1 }),
      sealLogEntry(key, vaultId, 1, { ...entry, subject: { ...entry.subject, kind: 'session' } }),
      sealLogEntry(key, vaultId, 1, { ...entry, previousHead: noDigest }),
      sealLogEntry(key, vaultId, 1, { ...entry, evidenceDigest: randomBytes(32) }),
      sealLogEntry(key, vaultId, 1, { ...entry, body: utf8('{}') }),
    ].map(({ head }) => toHex(head));
    expect(new Set(heads).size).toBe(heads.length);
    expect(toHex(sealLogEntry(key, vaultId, 1, entry).head)).toBe(heads[0]);
  });
});

describe('the header of a log', () => {
  test('names the vault', () => {
    const header = encodeLogHeader(vaultId);
    expect(header).toHaveLength(logHeaderLength);
    expect(parseLogHeader(header)).toEqual(vaultId);
  });

  test('is refused when it is cut, of another kind, or newer', () => {
    const header = encodeLogHeader(vaultId);
    expect(() => parseLogHeader(header.subarray(1))).toThrow(malformed);
    expect(() => parseLogHeader(header.subarray(0, -1))).toThrow(malformed);
    expect(() => parseLogHeader(concatBytes(header, Uint8Array.of(0)))).toThrow(malformed);
    expect(() => parseLogHeader(header.with(9, 0))).toThrow(malformed);
    expect(() => parseLogHeader(header.with(8, 1))).toThrow(expect.objectContaining({ code: 'vault/newer-version' }));
  });
});

describe('the digest of the heads', () => {
  const heads: Head[] = [3, 1, 2].map((byte) => ({
    subject: { kind: byte === 1 ? 'vault' : 'person', id: new Uint8Array(16).fill(byte) },
    count: byte,
    head: new Uint8Array(32).fill(byte),
  }));

  test('follows every head, its count and its subject', () => {
    const [first, ...rest] = heads;
    if (first === undefined) throw new Error('three heads');
    const digests = [
      heads,
      rest,
      [...rest, { ...first, count: 4 }],
      [...rest, { ...first, head: noDigest }],
      [...rest, { ...first, subject: { ...first.subject, kind: 'session' as const } }],
      [...rest, { ...first, subject: { ...first.subject, id: vaultId } }],
    ].map((some) => toHex(headsDigest(some.map(encodeHead))));
    expect(new Set(digests).size).toBe(digests.length);
  });
});

test('the digest of the heads is that of the format', () => {
  // Python: hashlib.blake2b(b'sotto/v1 heads\0abcde', digest_size=32).
  expect(toHex(headsDigest([utf8('abc'), utf8('de')]))).toBe(
    '86a4e0bf8ebd30ca2b695a0a580cb33b0b8359e76f5ed008473cfdbc09d9623c',
  );
});

describe('the digest of evidence', () => {
  test('follows salt and evidence, and takes no salt of another length', () => {
    const salt = new Uint8Array(16);
    expect(evidenceDigest(salt, utf8('a'))).not.toEqual(evidenceDigest(salt.with(0, 1), utf8('a')));
    expect(evidenceDigest(salt, utf8('a'))).not.toEqual(evidenceDigest(salt, utf8('b')));
    expect(() => evidenceDigest(new Uint8Array(15), utf8('a'))).toThrow('a salt has 16 bytes');
  });
});

test('the hash of an agreement follows its text', () => {
  expect(agreementTextHash('I agree')).toEqual(agreementTextHash('I agree'));
  expect(agreementTextHash('I agree')).not.toEqual(agreementTextHash('I agree.'));
});

// Python: hashlib.blake2b(b'sotto/v1 agreement text\0' + text.encode(), digest_size=32), and the same of the terms.
test('the digests of an agreement are those of the format', () => {
  expect(toHex(agreementTextHash('Ich bin einverstanden – ja'))).toBe(
    '41f15ff71c3eded4d258d8db92dd81caaf39cddabf784a8ca116a96d71a4d772',
  );
  expect(toHex(agreementTermsDigest('{"a":1}'))).toBe(
    '7ff3014643a2a2d7584c17a341ab80707bd5e9c810fc15dd009a84537162cc38',
  );
});
