import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { SottoError } from '../../contract/sotto-error.ts';
import { arePublicBytesEqual, concatBytes, utf8, type Bytes } from '../../main/crypto/bytes.ts';
import { SecretKey } from '../../main/crypto/secret-key.ts';
import { randomBytes } from '../../main/crypto/sodium.ts';
import {
  encodeKeyTable,
  keyTableDigest,
  openKeyTableEntry,
  parseKeyTable,
  sealKeyTableEntry,
} from '../../main/crypto/v1/key-table.ts';
import {
  deriveLogKeys,
  encodeLogHeader,
  noDigest,
  sealLogEntry,
  type LogKeys,
} from '../../main/crypto/v1/log-entry.ts';
import { minimumParameters } from '../../main/crypto/v1/passphrase.ts';
import {
  areSlotsAuthentic,
  encodeSlots,
  parseSlots,
  slotLength,
  slotTypes,
  type Slot,
} from '../../main/crypto/v1/slots.ts';
import { encodeState, openState, wrapIndexKey, wrapKeyTableKey } from '../../main/crypto/v1/state.ts';
import { walkLog } from '../support/walk-log.ts';
import { assertDetected, divide, join, tamperings, type Divided } from './tampering.ts';

const vaultId = randomBytes(16);
const otherVaultId = randomBytes(16);
const masterKey = SecretKey.random('vault-master');
const logKey = deriveLogKeys(masterKey);

interface Subject {
  readonly file: Divided;
  /** Files of the same kind that somebody with access to the disk may have: older, or another vault's. */
  readonly foreign: Readonly<Record<string, Divided>>;
  readonly read: (bytes: Bytes) => void;
}

function must(isSo: boolean): void {
  if (!isSo) throw new SottoError('integrity/record-unauthentic');
}

function slots(vault: Bytes, key: SecretKey<'vault-master'>): Divided {
  // Made up, but for their form: what covers them is the MAC, and this costs no key derivation.
  const passphrase = (): Slot => ({
    type: slotTypes.passphrase,
    slotId: randomBytes(16),
    parameters: minimumParameters,
    salt: randomBytes(16),
    wrapped: randomBytes(72),
    commitment: randomBytes(32),
  });
  const recovery: Slot = { type: slotTypes.escrow, slotId: randomBytes(16), body: randomBytes(slotLength - 17) };
  const bytes = encodeSlots(vault, [passphrase(), recovery, passphrase()], key);
  return divide(bytes, 28, [28 + slotLength, 28 + 2 * slotLength, 28 + 3 * slotLength, bytes.length]);
}

function state(vault: Bytes, key: SecretKey<'vault-master'>, sequence: number): Divided {
  const fields = {
    vaultId: vault,
    sequence,
    slotsDigest: randomBytes(32),
    keyTableGeneration: sequence,
    keyTableDigest: randomBytes(32),
    wrappedKeyTableKey: wrapKeyTableKey(key, SecretKey.random('key-table'), vault, sequence),
    indexGeneration: 1,
    wrappedIndexKey: wrapIndexKey(key, SecretKey.random('index'), vault, 1),
    logCount: sequence,
    headsDigest: randomBytes(32),
  };
  return divide(encodeState(fields, key), 10, [26, 34, 66, 74, 106, 178, 186, 258, 266, 298, 330]);
}

const keyTableKey = SecretKey.random('key-table');
const recordingIds = Array.from({ length: 5 }, () => randomBytes(16));

function keyTable(vault: Bytes, generation: number): Divided {
  const entries = recordingIds.map((id) => sealKeyTableEntry(keyTableKey, vault, id, SecretKey.random('recording')));
  const bytes = encodeKeyTable({ vaultId: vault, generation, entries });
  return divide(
    bytes,
    38,
    recordingIds.map((_, index) => 38 + 88 * (index + 1)),
  );
}

function log(vault: Bytes, key: LogKeys): Divided {
  const ids = [randomBytes(16), randomBytes(16)] as const;
  const heads = new Map<number, Bytes>();
  const records = Array.from({ length: 8 }, (_, sequence) => {
    const who = sequence % 2;
    const subject = { kind: 'person', id: who === 0 ? ids[0] : ids[1] } as const;
    const previousHead = heads.get(who) ?? noDigest;
    const entry = { atMs: sequence, subject, previousHead, evidenceDigest: noDigest, body: utf8('{}') };
    const { record, head } = sealLogEntry(key, vault, sequence, entry);
    heads.set(who, head);
    return record;
  });
  const header = encodeLogHeader(vault);
  const ends = records.map((_, index) => header.length + concatBytes(...records.slice(0, index + 1)).length);
  return divide(concatBytes(header, ...records), header.length, ends);
}

const stateFile = state(vaultId, masterKey, 7);
const keyTableFile = keyTable(vaultId, 3);
const namedDigest = keyTableDigest(join(keyTableFile));
const logFile = log(vaultId, logKey);
const remembered = walkLog(join(logFile), logKey, vaultId);

const subjects: Readonly<Record<string, Subject>> = {
  slots: {
    file: slots(vaultId, masterKey),
    foreign: {
      'that is older': slots(vaultId, masterKey),
      'of another vault': slots(otherVaultId, SecretKey.random('vault-master')),
    },
    read: (bytes) => must(areSlotsAuthentic(parseSlots(bytes), masterKey)),
  },
  'the state': {
    file: stateFile,
    foreign: {
      'that is older': state(vaultId, masterKey, 6),
      'of another vault': state(otherVaultId, SecretKey.random('vault-master'), 7),
    },
    read: (bytes) => {
      openState(bytes, masterKey);
    },
  },
  'the key table': {
    file: keyTableFile,
    foreign: { 'that is older': keyTable(vaultId, 2), 'of another vault': keyTable(otherVaultId, 3) },
    read: (bytes) => must(arePublicBytesEqual(keyTableDigest(bytes), namedDigest)),
  },
  'the log': {
    file: logFile,
    foreign: { 'that went another way': log(vaultId, logKey), 'of another vault': log(otherVaultId, logKey) },
    read: (bytes) => {
      const found = walkLog(bytes, logKey, vaultId);
      must(found.logCount >= remembered.logCount && arePublicBytesEqual(found.headsDigest, remembered.headsDigest));
    },
  },
};

for (const [subject, { file, foreign, read }] of Object.entries(subjects)) {
  describe(`of ${subject}, a reader`, () => {
    test('reads what nobody touched', () => {
      expect(() => read(join(file))).not.toThrow();
    });

    for (const [name, tampering] of Object.entries(tamperings)) {
      if (name.includes('another file')) {
        for (const [whose, other] of Object.entries(foreign)) {
          test(`sees ${name} ${whose}`, () => assertDetected(tampering, file, other, read));
        }
      } else {
        test(`sees ${name}`, () => assertDetected(tampering, file, file, read));
      }
    }
  });
}

/** Not so either when it is malformed, as most made-up sheets are. */
function isAuthentic(bytes: Uint8Array): boolean {
  try {
    return areSlotsAuthentic(parseSlots(bytes), masterKey);
  } catch (error) {
    if (error instanceof SottoError && error.code === 'integrity/record-malformed') return false;
    throw error;
  }
}

test('of 10,000 made-up slots files none is taken for authentic', () => {
  const { file } = subjects['slots'] ?? { file: slots(vaultId, masterKey) };
  const { head, units } = file;
  const body = fc.uint8Array({ minLength: slotLength - 17, maxLength: slotLength - 17 });
  const slot = fc.tuple(fc.constantFrom(2, 3), fc.uint8Array({ minLength: 16, maxLength: 16 }), body);
  let authentic = 0;
  fc.assert(
    fc.property(slot, fc.nat(2), ([type, slotId, bytes], place) => {
      const made = [...units];
      made.splice(place, 1, concatBytes(Uint8Array.of(type), slotId, bytes));
      if (isAuthentic(join({ head, units: made }))) authentic += 1;
    }),
    { numRuns: 10_000 },
  );
  expect(authentic).toBe(0);
});

test('a recording key never opens in another’s place, in another vault or under another key', () => {
  const table = parseKeyTable(join(keyTableFile));
  const place = fc.nat(table.entries.length - 1);
  fc.assert(
    fc.property(place, place, fc.boolean(), fc.boolean(), (one, other, isOtherVault, isOtherKey) => {
      fc.pre(one !== other || isOtherVault || isOtherKey);
      const [entry, wrapper] = [table.entries[one], table.entries[other]];
      if (entry === undefined || wrapper === undefined) throw new Error('places are within the table');
      const key = isOtherKey ? SecretKey.random('key-table') : keyTableKey;
      const mixed = { ownerId: entry.ownerId, wrapped: wrapper.wrapped };
      expect(() => openKeyTableEntry(key, isOtherVault ? otherVaultId : vaultId, mixed, 'recording')).toThrow(
        SottoError,
      );
    }),
    { numRuns: 1000 },
  );
});
