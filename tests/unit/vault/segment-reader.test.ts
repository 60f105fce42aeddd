import { appendFile, open, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { SecretKey } from '../../../main/crypto/secret-key.ts';
import { randomBytes } from '../../../main/crypto/sodium.ts';
import { chunkOffset, chunkOverhead, segmentHeaderLength } from '../../../main/crypto/v1/segment.ts';
import { lengthOf, openSegment, readBytes, readFullChunks } from '../../../main/vault/segment-reader.ts';
import { createSegment } from '../../../main/vault/segment-writer.ts';
import { watchKeys } from '../../support/key-watch.ts';
import {
  chunkSize,
  samplePlaintext,
  segmentSetting,
  writeSegment,
  type SegmentSetting,
} from '../../support/segment-setting.ts';

const length = 5 * chunkSize + 20;

async function flip({ path }: SegmentSetting, offset: number): Promise<void> {
  const bytes = await readFile(path);
  bytes.writeUInt8(bytes.readUInt8(offset) ^ 1, offset);
  await writeFile(path, bytes);
}

describe('a segment reader', () => {
  test('gives the length and any part of a finished segment', async () => {
    await using setting = await segmentSetting();
    const plaintext = samplePlaintext(length);
    await writeSegment(setting, plaintext);
    const reader = await openSegment(setting.path, setting.key, setting.header);
    expect(reader.plaintextLength).toBe(length);
    expect(reader.chunkCount).toBe(6);
    for (const [offset, count] of [
      [0, length],
      [0, 1],
      [chunkSize - 1, 2],
      [chunkSize, chunkSize],
      [5 * chunkSize, 20],
      [length - 1, 1],
      [2 * chunkSize + 5, 3],
    ] as const) {
      expect(await reader.readAt(offset, count)).toEqual(plaintext.slice(offset, offset + count));
    }
    await reader.close();
  });

  test('gives less at the end, nothing after it, and refuses what is no place', async () => {
    await using setting = await segmentSetting();
    await writeSegment(setting, samplePlaintext(length));
    const reader = await openSegment(setting.path, setting.key, setting.header);
    expect(await reader.readAt(length - 3, 100)).toHaveLength(3);
    expect(await reader.readAt(length, 1)).toHaveLength(0);
    expect(await reader.readAt(0, 0)).toHaveLength(0);
    await expect(reader.readAt(-1, 1)).rejects.toThrow(RangeError);
    await expect(reader.readAt(0, -1)).rejects.toThrow('offset and length are whole numbers from 0');
    await expect(reader.readAt(0, 0.5)).rejects.toThrow(RangeError);
    await reader.close();
  });

  test('opens an empty segment, and one of exactly one chunk', async () => {
    for (const [plaintextLength, chunkCount] of [
      [0, 1],
      [chunkSize, 2],
    ] as const) {
      await using setting = await segmentSetting();
      await writeSegment(setting, samplePlaintext(plaintextLength));
      const reader = await openSegment(setting.path, setting.key, setting.header);
      expect(reader.plaintextLength).toBe(plaintextLength);
      expect(reader.chunkCount).toBe(chunkCount);
      expect(await reader.readAt(0, 1000)).toEqual(samplePlaintext(plaintextLength));
      await reader.close();
    }
  });

  test('refuses a segment that was not finished', async () => {
    await using setting = await segmentSetting();
    const writer = await createSegment(setting.path, setting.key, setting.header);
    await writer.append(samplePlaintext(3 * chunkSize + 1));
    await writer.abandon();
    await expect(openSegment(setting.path, setting.key, setting.header)).rejects.toMatchObject({
      code: 'integrity/final-missing',
    });
  });

  test('refuses a file that ends inside its header', async () => {
    await using setting = await segmentSetting();
    await writeSegment(setting, samplePlaintext(length));
    await truncate(setting.path, segmentHeaderLength - 1);
    await expect(openSegment(setting.path, setting.key, setting.header)).rejects.toMatchObject({
      code: 'integrity/record-malformed',
    });
  });

  test('refuses a file that was cut or that grew', async () => {
    await using setting = await segmentSetting();
    await writeSegment(setting, samplePlaintext(length));
    await appendFile(setting.path, new Uint8Array(1));
    const refusal = { code: 'integrity/final-unauthentic' };
    await expect(openSegment(setting.path, setting.key, setting.header)).rejects.toMatchObject(refusal);
    await truncate(setting.path, chunkOffset(5, chunkSize) + chunkOverhead + 19);
    await expect(openSegment(setting.path, setting.key, setting.header)).rejects.toMatchObject(refusal);
  });

  test('refuses a wrong key, and a segment of another kind, vault, recording or number', async () => {
    await using setting = await segmentSetting();
    await writeSegment(setting, samplePlaintext(length));
    const { path, key, header } = setting;
    await expect(openSegment(path, SecretKey.random('segment'), header)).rejects.toMatchObject({
      code: 'integrity/final-unauthentic',
    });
    for (const other of [
      { kind: 'levels' },
      { vaultId: randomBytes(16) },
      { recordingId: randomBytes(16) },
      { segment: 1 },
    ] as const) {
      await expect(openSegment(path, key, { ...header, ...other })).rejects.toMatchObject({
        code: 'integrity/header-foreign',
      });
    }
  });

  test('gives nothing of a chunk that fails, and everything before it', async () => {
    await using setting = await segmentSetting();
    await writeSegment(setting, samplePlaintext(length));
    await flip(setting, chunkOffset(3, chunkSize) + 30);
    const reader = await openSegment(setting.path, setting.key, setting.header);
    expect(await reader.readAt(0, 3 * chunkSize)).toEqual(samplePlaintext(3 * chunkSize));
    await expect(reader.readAt(3 * chunkSize - 1, 2)).rejects.toMatchObject({ code: 'integrity/chunk-unauthentic' });
    await reader.close();
  });

  test('reads no further than what is asked for', async () => {
    await using setting = await segmentSetting();
    await writeSegment(setting, samplePlaintext(length));
    const reader = await openSegment(setting.path, setting.key, setting.header);
    await flip(setting, chunkOffset(5, chunkSize) + 30);
    expect(await reader.readAt(0, 5 * chunkSize)).toEqual(samplePlaintext(5 * chunkSize));
    await expect(reader.readAt(5 * chunkSize, 1)).rejects.toMatchObject({ code: 'integrity/chunk-unauthentic' });
    await reader.close();
  });

  test('gives its end though the file has grown since it was opened', async () => {
    await using setting = await segmentSetting();
    await writeSegment(setting, samplePlaintext(length));
    const reader = await openSegment(setting.path, setting.key, setting.header);
    await appendFile(setting.path, new Uint8Array(100));
    expect(await reader.readAt(0, length)).toEqual(samplePlaintext(length));
    await reader.close();
  });

  test('leaves no key behind when it is closed, or does not open', async () => {
    await using setting = await segmentSetting();
    await writeSegment(setting, samplePlaintext(length));
    using watch = watchKeys();
    const reader = await openSegment(setting.path, setting.key, setting.header);
    expect(watch.alive()).toEqual(['segment']);
    await reader.close();
    expect(watch.alive()).toEqual([]);
    await expect(reader.readAt(0, 1)).rejects.toMatchObject({ code: 'storage/io-failed' });
    await flip(setting, chunkOffset(5, chunkSize) + 30);
    await expect(openSegment(setting.path, setting.key, setting.header)).rejects.toThrow();
    expect([watch.made(), watch.alive()]).toEqual([['segment', 'segment'], []]);
  });

  test('says what the disk says of a file that is not there, or was closed', async () => {
    await using setting = await segmentSetting();
    await expect(openSegment(join(setting.folder, 'no', '0'), setting.key, setting.header)).rejects.toMatchObject({
      code: 'storage/folder-gone',
    });
    await writeSegment(setting, samplePlaintext(length));
    const handle = await open(setting.path, 'r');
    await handle.close();
    await expect(lengthOf(handle)).rejects.toMatchObject({ code: 'storage/io-failed' });
    await expect(readBytes(handle, 0, 1)).rejects.toMatchObject({ code: 'storage/io-failed' });
  });

  test('sees that the file was cut while it was open', async () => {
    await using setting = await segmentSetting();
    await writeSegment(setting, samplePlaintext(length));
    const reader = await openSegment(setting.path, setting.key, setting.header);
    await truncate(setting.path, chunkOffset(2, chunkSize));
    await expect(reader.readAt(chunkSize, 2 * chunkSize)).rejects.toMatchObject({
      code: 'integrity/chunk-unauthentic',
    });
    await reader.close();
  });
});

test('as many full chunks are read as are asked for, from the first on, however many fit into one reading', async () => {
  await using setting = await segmentSetting();
  await writeSegment(setting, samplePlaintext(5000 * chunkSize));
  await using handle = await open(setting.path, 'r');
  for (const [first, count] of [
    [0, 0],
    [1, 2],
    [3, 4997],
  ] as const) {
    const places: number[] = [];
    for await (const { index, sealed } of readFullChunks(handle, chunkSize, first, count)) {
      if (sealed.length === chunkSize + chunkOverhead) places.push(index);
    }
    expect(places).toEqual(Array.from({ length: count }, (_, place) => first + place));
  }
});
