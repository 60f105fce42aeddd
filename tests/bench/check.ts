import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { SecretKey } from '../../main/crypto/secret-key.ts';
import { aeadOpen, aeadSeal, keyLength, nonceLength, randomBytes, tagLength } from '../../main/crypto/sodium.ts';
import { newSegmentHeader } from '../../main/crypto/v1/segment.ts';
import { scanSegment } from '../../main/vault/segment-scan.ts';
import { createSegment } from '../../main/vault/segment-writer.ts';
import { temporaryFolder } from '../support/vault-setting.ts';
import { liveChunkSizeBytes } from '../../contract/limits.ts';
import { compareTimes, figure, type Figure } from './figure.ts';

const rounds = 5;
const totalBytes = 64 * 1024 * 1024;

/**
 * What a check of the vault does with a recording, file and all, against opening as many chunks of the same size one after the
 * other in memory, and against reading the file without opening anything.
 */
export async function measureCheck(): Promise<Figure[]> {
  await using folder = await temporaryFolder();
  const path = join(folder.path, '000000.audio');
  const ids = { kind: 'audio', vaultId: randomBytes(16), recordingId: randomBytes(16), segment: 0 } as const;
  const key = SecretKey.random('segment');
  const writer = await createSegment(path, key, newSegmentHeader({ ...ids, chunkSize: liveChunkSizeBytes }));
  const part = randomBytes(1024 * 1024);
  for (let written = 0; written < totalBytes; written += part.length) await writer.append(part);
  await writer.finish();

  const check = async (): Promise<void> => {
    const { isFinished } = await scanSegment(path, key, ids);
    if (!isFinished) throw new Error('what was just written is not whole');
  };
  const bareKey = randomBytes(keyLength);
  const nonce = randomBytes(nonceLength);
  const associated = randomBytes(64);
  const sealed = aeadSeal(bareKey, nonce, randomBytes(liveChunkSizeBytes), associated);
  const openBare = (): void => {
    for (let opened = 0; opened < totalBytes; opened += liveChunkSizeBytes) {
      if (aeadOpen(bareKey, nonce, sealed, associated)?.length !== sealed.length - tagLength)
        throw new Error('not opened');
    }
  };
  const readBare = async (): Promise<void> => {
    const file = await open(path, 'r');
    const buffer = new Uint8Array(256 * 1024);
    try {
      while ((await file.read(buffer, 0, buffer.length)).bytesRead > 0);
    } finally {
      await file.close();
    }
  };
  const figures: Figure[] = [];
  for (const [name, peer] of [
    ['bare XChaCha20-Poly1305 of the same chunks', openBare],
    ['reading the file from the cache', readBare],
  ] as const) {
    const times = await compareTimes(rounds, check, peer);
    figures.push(
      figure({
        what: `Checking a recording of 64 MiB, median of ${rounds}`,
        measured: totalBytes / 1000 / times.ours,
        against: { name, value: totalBytes / 1000 / times.peer },
        unit: 'MB/s',
        aim: null,
      }),
    );
  }
  key.wipe();
  return figures;
}
