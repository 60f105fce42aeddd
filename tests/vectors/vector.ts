import { z } from 'zod';
import { errorCodes } from '../../contract/error-codes.ts';
import { fromHex, type Bytes } from '../../main/crypto/bytes.ts';
import { SecretKey, type KeyName } from '../../main/crypto/secret-key.ts';

const hex = z.string().regex(/^([0-9a-f]{2})*$/);

/** One small file with at most one fault, and what a reader must say of it. */
export const vectorSchema = z.object({
  file: z.string().regex(/^[a-z-]+\/[a-z0-9-]+\.bin$/),
  about: z.string(),
  /** The code that reading all of it must fail with; null when it must succeed. */
  error: z.enum(errorCodes).nullable(),
  /** The reader has another key, or another passphrase, than the file was made with. */
  isOtherKey: z.boolean(),
  /** What a segment is opened as. */
  kind: z.enum(['audio', 'levels']),
  /** What a segment or the notes hold, where reading succeeds. */
  plaintext: hex.nullable(),
});
export type VectorEntry = z.infer<typeof vectorSchema>;

const keysSchema = z.object({
  vaultMaster: hex,
  keyTable: hex,
  index: hex,
  recording: hex,
  notes: hex,
  /** What the words of a sheet spell. */
  recovery: hex,
});

export const manifestSchema = z.object({
  format: z.literal('sotto/v1'),
  vaultId: hex,
  recordingId: hex,
  segment: z.number(),
  notesId: hex,
  notesVersion: z.number(),
  passphrase: z.string(),
  keys: keysSchema,
  otherKeys: keysSchema,
  vectors: z.array(vectorSchema),
});
export type Manifest = z.infer<typeof manifestSchema>;

export interface Vector extends VectorEntry {
  readonly bytes: Bytes;
}

type Options = Partial<Pick<VectorEntry, 'isOtherKey' | 'kind' | 'plaintext'>>;

/** Vectors of one folder; `add(name, about, bytes, error)`. */
export class VectorList {
  readonly vectors: Vector[] = [];
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder;
  }

  add(name: string, about: string, bytes: Bytes, error: VectorEntry['error'], options: Options = {}): void {
    const entry = { isOtherKey: false, kind: 'audio' as const, plaintext: null, ...options };
    this.vectors.push({ file: `${this.#folder}/${name}.bin`, about, error, ...entry, bytes });
  }
}

const repeated = (byte: string) => byte.repeat(32);

/** Fixed values that every vector is made with. They protect nothing. */
export const fixed = {
  format: 'sotto/v1',
  vaultId: 'a0a1a2a3a4a5a6a7a8a9aaabacadaeaf',
  recordingId: 'b0b1b2b3b4b5b6b7b8b9babbbcbdbebf',
  segment: 1,
  notesId: 'c0c1c2c3c4c5c6c7c8c9cacbcccdcecf',
  notesVersion: 3,
  passphrase: 'kettle orbit \u00e9clair nine',
  keys: {
    vaultMaster: repeated('11'),
    keyTable: repeated('22'),
    index: repeated('33'),
    recording: repeated('44'),
    notes: repeated('99'),
    recovery: repeated('bb'),
  },
  otherKeys: {
    vaultMaster: repeated('55'),
    keyTable: repeated('66'),
    index: repeated('77'),
    recording: repeated('88'),
    notes: repeated('aa'),
    recovery: repeated('cc'),
  },
} as const;

export const vaultId = fromHex(fixed.vaultId);
export const otherVaultId = vaultId.with(0, 0);
export const recordingId = fromHex(fixed.recordingId);
export const otherRecordingId = recordingId.with(0, 0);
export const notesId = fromHex(fixed.notesId);

export function fixedKey<Name extends KeyName>(name: Name, hexadecimal: string): SecretKey<Name> {
  return SecretKey.take(name, fromHex(hexadecimal));
}

export function flip(bytes: Bytes, offset: number, mask = 1): Bytes {
  const place = offset < 0 ? bytes.length + offset : offset;
  return bytes.with(place, (bytes[place] ?? 0) ^ mask);
}

export function put(bytes: Bytes, offset: number, ...values: readonly number[]): Bytes {
  const changed = bytes.slice();
  changed.set(values, offset);
  return changed;
}
