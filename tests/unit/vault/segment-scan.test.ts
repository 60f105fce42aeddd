import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { concatBytes } from '../../../main/crypto/bytes.ts';
import { chunkOffset, chunkOverhead, segmentHeaderLength } from '../../../main/crypto/v1/segment.ts';
import { readAuthenticChunks, scanSegment } from '../../../main/vault/segment-scan.ts';
import { createSegment } from '../../../main/vault/segment-writer.ts';
import { watchKeys } from '../../support/key-watch.ts';
import {
  chunkSize,
  samplePlaintext,
  segmentSetting,
  writeSegment,
  type SegmentSetting,
} from '../../support/segment-setting.ts';

/** Five full chunks and no final one; answers what the writer remembered after the third. */
async function writeUnfinished({ path, key, header }: SegmentSetting) {
  const writer = await createSegment(path, key, header);
  await writer.append(samplePlaintext(3 * chunkSize));
  await writer.sync();
  const remembered = { chunkCount: writer.chunkCount, lastTag: writer.lastTag ?? new Uint8Array(0) };
  await writer.append(samplePlaintext(5 * chunkSize).subarray(3 * chunkSize));
  await writer.sync();
  await writer.abandon();
  return remembered;
}

async function damage({ path }: SegmentSetting, chunk: number): Promise<void> {
  const bytes = await readFile(path);
  bytes.fill(0, chunkOffset(chunk, chunkSize), chunkOffset(chunk, chunkSize) + 10);
  await writeFile(path, bytes);
}

async function collect({ path, key, header }: SegmentSetting) {
  const pieces: Uint8Array[] = [];
  for await (const piece of readAuthenticChunks(path, key, header, await scanSegment(path, key, header))) {
    pieces.push(piece);
  }
  return concatBytes(...pieces);
}

describe('scanning a segment', () => {
  test('finds a finished segment whole', async () => {
    await using setting = await segmentSetting();
    await writeSegment(setting, samplePlaintext(2 * chunkSize + 9));
    expect(await scanSegment(setting.path, setting.key, setting.header)).toMatchObject({
      authenticChunks: 3,
      isFinished: true,
      hasAuthenticAfterGap: false,
      tailLength: 0,
      plaintextLength: 2 * chunkSize + 9,
      holdsRemembered: true,
    });
    expect(await collect(setting)).toEqual(samplePlaintext(2 * chunkSize + 9));
  });

  test('finds every whole chunk of an unfinished segment, and its torn tail', async () => {
    await using setting = await segmentSetting();
    const remembered = await writeUnfinished(setting);
    await appendFile(setting.path, new Uint8Array(50));
    expect(await scanSegment(setting.path, setting.key, setting.header, remembered)).toMatchObject({
      authenticChunks: 5,
      isFinished: false,
      hasAuthenticAfterGap: false,
      tailLength: 50,
      plaintextLength: 5 * chunkSize,
      holdsRemembered: true,
    });
    expect(await collect(setting)).toEqual(samplePlaintext(5 * chunkSize));
  });

  test('tells damage in the middle from a torn tail', async () => {
    await using setting = await segmentSetting();
    const remembered = await writeUnfinished(setting);
    await damage(setting, 3);
    expect(await scanSegment(setting.path, setting.key, setting.header, remembered)).toMatchObject({
      authenticChunks: 3,
      hasAuthenticAfterGap: true,
      holdsRemembered: true,
    });
    await damage(setting, 4);
    expect(await scanSegment(setting.path, setting.key, setting.header, remembered)).toMatchObject({
      authenticChunks: 3,
      hasAuthenticAfterGap: false,
    });
    expect(await collect(setting)).toEqual(samplePlaintext(3 * chunkSize));
  });

  test('sees an authentic final chunk behind damage', async () => {
    await using setting = await segmentSetting();
    await writeSegment(setting, samplePlaintext(2 * chunkSize));
    await damage(setting, 1);
    expect(await scanSegment(setting.path, setting.key, setting.header)).toMatchObject({
      authenticChunks: 1,
      isFinished: false,
      hasAuthenticAfterGap: true,
    });
  });

  test('sees that chunks once remembered as saved are gone or are others', async () => {
    await using setting = await segmentSetting();
    const remembered = await writeUnfinished(setting);
    const other = { ...remembered, lastTag: new Uint8Array(16) };
    expect(await scanSegment(setting.path, setting.key, setting.header, other)).toMatchObject({
      holdsRemembered: false,
    });
    await truncate(setting.path, chunkOffset(2, chunkSize));
    expect(await scanSegment(setting.path, setting.key, setting.header, remembered)).toMatchObject({
      authenticChunks: 2,
      holdsRemembered: false,
    });
  });

  test('finds nothing in a segment that has only its header, and refuses less', async () => {
    await using setting = await segmentSetting();
    await writeUnfinished(setting);
    await truncate(setting.path, segmentHeaderLength);
    expect(await scanSegment(setting.path, setting.key, setting.header)).toMatchObject({
      authenticChunks: 0,
      isFinished: false,
      plaintextLength: 0,
      lastTag: null,
    });
    await truncate(setting.path, segmentHeaderLength - 1);
    await expect(scanSegment(setting.path, setting.key, setting.header)).rejects.toMatchObject({
      code: 'integrity/record-malformed',
    });
  });

  test('holds what is remembered of a segment of which nothing was saved', async () => {
    await using setting = await segmentSetting();
    await writeUnfinished(setting);
    const remembered = { chunkCount: 0, lastTag: new Uint8Array(16) };
    expect(await scanSegment(setting.path, setting.key, setting.header, remembered)).toMatchObject({
      holdsRemembered: true,
    });
  });

  test('tells of each chunk that it reads, and can be broken off', async () => {
    await using setting = await segmentSetting();
    await writeSegment(setting, samplePlaintext(2 * chunkSize + 9));
    const read: number[] = [];
    await scanSegment(setting.path, setting.key, setting.header, null, (bytes) => read.push(bytes));
    expect(read).toEqual([chunkSize, chunkSize, 9].map((bytes) => bytes + chunkOverhead));
    using watch = watchKeys();
    const scanning = scanSegment(setting.path, setting.key, setting.header, null, () => {
      throw new Error('enough');
    });
    await expect(scanning).rejects.toThrow('enough');
    expect([watch.made(), watch.alive()]).toEqual([['segment'], []]);
  });

  test('leaves no key behind when it is read to its end, or only begun', async () => {
    await using setting = await segmentSetting();
    await writeSegment(setting, samplePlaintext(2 * chunkSize));
    using watch = watchKeys();
    await collect(setting);
    const scan = await scanSegment(setting.path, setting.key, setting.header);
    for await (const piece of readAuthenticChunks(setting.path, setting.key, setting.header, scan)) {
      expect(piece).toHaveLength(chunkSize);
      break;
    }
    expect([watch.made().length, watch.alive()]).toEqual([4, []]);
  });

  test('stops reading when a chunk has changed since the scan', async () => {
    await using setting = await segmentSetting();
    await writeUnfinished(setting);
    const scan = await scanSegment(setting.path, setting.key, setting.header);
    await damage(setting, 2);
    const chunks = readAuthenticChunks(setting.path, setting.key, setting.header, scan);
    await chunks.next();
    await chunks.next();
    await expect(chunks.next()).rejects.toMatchObject({ code: 'integrity/chunk-unauthentic' });
  });
});
