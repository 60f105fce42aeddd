import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import sodium from 'libsodium-wrappers-sumo';
import { describe, expect, test, vi } from 'vitest';
import { chunkOverhead, segmentHeaderLength, sealedLength } from '../../../main/crypto/v1/segment.ts';
import { realDisk, type SegmentDisk, type SegmentFile } from '../../../main/vault/segment-disk.ts';
import { openSegment } from '../../../main/vault/segment-reader.ts';
import { scanSegment } from '../../../main/vault/segment-scan.ts';
import { createSegment } from '../../../main/vault/segment-writer.ts';
import { watchKeys } from '../../support/key-watch.ts';
import { chunkSize, samplePlaintext, segmentSetting } from '../../support/segment-setting.ts';

/** The real disk with one of its calls replaced. */
function faultyDisk(change: (file: SegmentFile) => Partial<SegmentFile>): SegmentDisk {
  return {
    ...realDisk,
    create: async (path) => {
      const file = await realDisk.create(path);
      return { ...file, ...change(file) };
    },
  };
}

/** The real disk, and how often its files were closed. */
function countingDisk(): { disk: SegmentDisk; closed: () => number } {
  let closed = 0;
  const disk = faultyDisk((file) => ({
    close: () => {
      closed += 1;
      return file.close();
    },
  }));
  return { disk, closed: () => closed };
}

function systemError(code: string): Error {
  return Object.assign(new Error('a path that nobody should read'), { code });
}

describe('a segment writer', () => {
  test('has the header on the disk before anything is appended', async () => {
    await using setting = await segmentSetting();
    const writer = await createSegment(setting.path, setting.key, setting.header);
    expect((await stat(setting.path)).size).toBe(segmentHeaderLength);
    expect(writer.chunkCount).toBe(0);
    expect(writer.lastTag).toBeNull();
    await writer.abandon();
  });

  test('never writes over a file that is there', async () => {
    await using setting = await segmentSetting();
    await (await createSegment(setting.path, setting.key, setting.header)).abandon();
    await expect(createSegment(setting.path, setting.key, setting.header)).rejects.toMatchObject({
      code: 'storage/io-failed',
    });
    expect((await stat(setting.path)).size).toBe(segmentHeaderLength);
  });

  test('takes away a file that it could not begin, so that another try finds none in its way', async () => {
    await using setting = await segmentSetting();
    let closed = 0;
    const disk = faultyDisk((file) => ({
      sync: () => Promise.reject(systemError('EIO')),
      close: () => {
        closed += 1;
        return file.close();
      },
    }));
    await expect(createSegment(setting.path, setting.key, setting.header, disk)).rejects.toMatchObject({
      code: 'storage/io-failed',
    });
    expect(closed).toBe(1);
    await (await createSegment(setting.path, setting.key, setting.header)).abandon();
  });

  test('says that the folder is gone when it is', async () => {
    await using setting = await segmentSetting();
    await expect(createSegment(join(setting.folder, 'no', '0'), setting.key, setting.header)).rejects.toMatchObject({
      code: 'storage/folder-gone',
    });
  });

  test('writes a chunk as soon as it is full, and keeps the rest in memory', async () => {
    await using setting = await segmentSetting();
    const writer = await createSegment(setting.path, setting.key, setting.header);
    await writer.append(samplePlaintext(chunkSize - 1));
    expect((await stat(setting.path)).size).toBe(segmentHeaderLength);
    await writer.append(samplePlaintext(2));
    expect((await stat(setting.path)).size).toBe(segmentHeaderLength + chunkSize + chunkOverhead);
    await writer.abandon();
  });

  test('counts as durable only full chunks that an fsync has returned for', async () => {
    await using setting = await segmentSetting();
    const writer = await createSegment(setting.path, setting.key, setting.header);
    await writer.append(samplePlaintext(2 * chunkSize + 5));
    expect(writer.chunkCount).toBe(0);
    expect(await writer.sync()).toBe(2 * chunkSize);
    expect(writer.chunkCount).toBe(2);
    const bytes = await readFile(setting.path);
    expect(writer.lastTag).toEqual(new Uint8Array(bytes.subarray(-16)));
    await writer.finish();
    expect(writer.chunkCount).toBe(3);
    expect((await stat(setting.path)).size).toBe(sealedLength(2 * chunkSize + 5, chunkSize));
  });

  test('shows no plaintext in the file', async () => {
    await using setting = await segmentSetting();
    const writer = await createSegment(setting.path, setting.key, setting.header);
    await writer.append(new TextEncoder().encode('OggS'.repeat(100)));
    await writer.finish();
    expect((await readFile(setting.path)).includes('OggS')).toBe(false);
  });

  test('carries out calls in the order they were made, though none is waited for', async () => {
    await using setting = await segmentSetting();
    const writer = await createSegment(setting.path, setting.key, setting.header);
    const plaintext = samplePlaintext(1000);
    const reused = new Uint8Array(10);
    const calls: Promise<unknown>[] = [];
    for (let offset = 0; offset < plaintext.length; offset += reused.length) {
      reused.set(plaintext.subarray(offset, offset + reused.length));
      calls.push(writer.append(reused), writer.sync());
    }
    calls.push(writer.finish());
    await Promise.all(calls);
    const reader = await openSegment(setting.path, setting.key, setting.header);
    expect(await reader.readAt(0, 2000)).toEqual(plaintext);
    await reader.close();
  });

  test('writes what comes while an fsync takes its time, and counts it only after the next', async () => {
    await using setting = await segmentSetting();
    let release: () => void = () => undefined;
    let isSlow = false;
    const disk = faultyDisk((file) => ({
      sync: async () => {
        if (isSlow) await new Promise<void>((resolve) => (release = resolve));
        await file.sync();
      },
    }));
    const writer = await createSegment(setting.path, setting.key, setting.header, disk);
    await writer.append(samplePlaintext(chunkSize));
    isSlow = true;
    const syncing = writer.sync();
    await writer.append(samplePlaintext(chunkSize));
    expect((await stat(setting.path)).size).toBe(segmentHeaderLength + 2 * (chunkSize + chunkOverhead));
    isSlow = false;
    release();
    expect(await syncing).toBe(chunkSize);
    expect(await writer.sync()).toBe(2 * chunkSize);
    await writer.finish();
  });

  test('counts nothing back when an earlier fsync returns after a later one', async () => {
    await using setting = await segmentSetting();
    const releases: (() => void)[] = [];
    let isSlow = false;
    const disk = faultyDisk((file) => ({
      sync: async () => {
        if (isSlow) await new Promise<void>((resolve) => releases.push(resolve));
        await file.sync();
      },
    }));
    const writer = await createSegment(setting.path, setting.key, setting.header, disk);
    await writer.append(samplePlaintext(chunkSize));
    isSlow = true;
    const earlier = writer.sync();
    await writer.append(samplePlaintext(chunkSize));
    isSlow = false;
    expect(await writer.sync()).toBe(2 * chunkSize);
    const { lastTag } = writer;
    for (const release of releases) release();
    expect(await earlier).toBe(2 * chunkSize);
    expect([writer.chunkCount, writer.lastTag]).toEqual([2, lastTag]);
    await writer.finish();
  });

  test('closes its file once, and leaves neither key nor sound behind', async () => {
    await using setting = await segmentSetting();
    const { disk, closed } = countingDisk();
    const seal = vi.spyOn(sodium, 'crypto_aead_xchacha20poly1305_ietf_encrypt');
    const overwrite = vi.spyOn(sodium, 'memzero');
    using watch = watchKeys();
    const writer = await createSegment(setting.path, setting.key, setting.header, disk);
    await writer.append(samplePlaintext(chunkSize + 9));
    expect(overwrite.mock.calls.at(-1)?.[0]).toEqual(new Uint8Array(chunkSize + 9));
    await writer.abandon();
    await writer.abandon();
    expect([closed(), watch.made(), watch.alive()]).toEqual([1, ['segment'], []]);
    expect(seal.mock.calls.map(([plaintext]) => plaintext)).toEqual([new Uint8Array(chunkSize)]);
    seal.mockRestore();
    overwrite.mockRestore();
  });

  test('closes nothing twice when it is abandoned after its end', async () => {
    await using setting = await segmentSetting();
    const { disk, closed } = countingDisk();
    const writer = await createSegment(setting.path, setting.key, setting.header, disk);
    await writer.finish();
    await writer.abandon();
    expect(closed()).toBe(1);
  });

  test('goes on after a short write until everything is written', async () => {
    await using setting = await segmentSetting();
    const disk = faultyDisk((file) => ({
      write: (bytes, position) => file.write(bytes.subarray(0, Math.min(7, bytes.length)), position),
    }));
    const writer = await createSegment(setting.path, setting.key, setting.header, disk);
    await writer.append(samplePlaintext(500));
    await writer.finish();
    const reader = await openSegment(setting.path, setting.key, setting.header);
    expect(await reader.readAt(0, 500)).toEqual(samplePlaintext(500));
    await reader.close();
  });

  test('fails when the disk takes nothing, rather than trying for ever', async () => {
    await using setting = await segmentSetting();
    const disk = faultyDisk(() => ({ write: () => Promise.resolve(0) }));
    await expect(createSegment(setting.path, setting.key, setting.header, disk)).rejects.toMatchObject({
      code: 'storage/io-failed',
    });
  });

  test('is dead after a failed fsync: nothing is tried again, and the first failure is repeated', async () => {
    await using setting = await segmentSetting();
    let syncs = 0;
    let isFailing = false;
    const disk = faultyDisk((file) => ({
      sync: () => {
        syncs += 1;
        return isFailing ? Promise.reject(systemError('EIO')) : file.sync();
      },
    }));
    const writer = await createSegment(setting.path, setting.key, setting.header, disk);
    await writer.append(samplePlaintext(chunkSize));
    await writer.sync();
    isFailing = true;
    await writer.append(samplePlaintext(chunkSize));
    await expect(writer.sync()).rejects.toMatchObject({ code: 'storage/io-failed' });
    isFailing = false;
    const syncsBefore = syncs;
    await expect(writer.sync()).rejects.toMatchObject({ code: 'storage/io-failed' });
    await expect(writer.append(samplePlaintext(1))).rejects.toMatchObject({ code: 'storage/io-failed' });
    await expect(writer.finish()).rejects.toMatchObject({ code: 'storage/io-failed' });
    expect(syncs).toBe(syncsBefore);
    expect(writer.chunkCount).toBe(1);
    await writer.abandon();
    await writer.abandon();
  });

  test('leaves what was saved before a full disk readable by recovery', async () => {
    await using setting = await segmentSetting();
    let room = 300;
    const disk = faultyDisk((file) => ({
      write: async (bytes, position) => {
        if (room === 0) throw systemError('ENOSPC');
        const taken = await file.write(bytes.subarray(0, Math.min(room, bytes.length)), position);
        room -= taken;
        return taken;
      },
    }));
    const writer = await createSegment(setting.path, setting.key, setting.header, disk);
    await writer.append(samplePlaintext(chunkSize));
    expect(await writer.sync()).toBe(chunkSize);
    await expect(writer.append(samplePlaintext(2 * chunkSize))).rejects.toMatchObject({ code: 'storage/disk-full' });
    await writer.abandon();
    const scan = await scanSegment(setting.path, setting.key, setting.header);
    expect(scan).toMatchObject({ authenticChunks: 2, isFinished: false, hasAuthenticAfterGap: false });
    expect(scan.tailLength).toBeGreaterThan(0);
  });

  test('takes nothing once it is finished', async () => {
    await using setting = await segmentSetting();
    const writer = await createSegment(setting.path, setting.key, setting.header);
    await writer.finish();
    await expect(writer.append(samplePlaintext(1))).rejects.toThrow('closed');
  });
});
