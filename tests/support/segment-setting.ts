import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { randomBytes } from '../../main/crypto/sodium.ts';
import { SecretKey } from '../../main/crypto/secret-key.ts';
import { newSegmentHeader, type SegmentHeader } from '../../main/crypto/v1/segment.ts';
import { idLength } from '../../main/crypto/v1/versions.ts';
import { createSegment } from '../../main/vault/segment-writer.ts';

export const chunkSize = 64;

export interface SegmentSetting {
  readonly folder: string;
  readonly path: string;
  readonly key: SecretKey<'segment'>;
  readonly header: SegmentHeader;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** A folder of its own, a key, and a header with small chunks. */
export async function segmentSetting(): Promise<SegmentSetting> {
  const folder = await mkdtemp(join(tmpdir(), 'sotto-segment-'));
  const ids = { vaultId: randomBytes(idLength), recordingId: randomBytes(idLength) };
  return {
    folder,
    path: join(folder, '0'),
    key: SecretKey.random('segment'),
    header: newSegmentHeader({ kind: 'audio', ...ids, segment: 0, chunkSize }),
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true }),
  };
}

/** Writes a finished segment. */
export async function writeSegment({ path, key, header }: SegmentSetting, plaintext: Uint8Array): Promise<void> {
  const writer = await createSegment(path, key, header);
  await writer.append(plaintext);
  await writer.finish();
}

/** Bytes that differ from chunk to chunk. */
export function samplePlaintext(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from({ length }, (_, index) => (index * 7 + (index >> 8)) & 0xff);
}
