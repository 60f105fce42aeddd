import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { SecretKey } from '../../main/crypto/secret-key.ts';
import { randomBytes } from '../../main/crypto/sodium.ts';
import { encodeKeyTable, keyTableDigest, sealKeyTableEntry } from '../../main/crypto/v1/key-table.ts';
import { newSegmentHeader } from '../../main/crypto/v1/segment.ts';
import { encodeSlots, slotLength, slotsDigest, slotTypes } from '../../main/crypto/v1/slots.ts';
import { openSegment } from '../../main/vault/segment-reader.ts';
import { createSegment } from '../../main/vault/segment-writer.ts';

const vaultId = randomBytes(16);

test('an older slots file of the same vault never has the digest that the state names', () => {
  const masterKey = SecretKey.random('vault-master');
  const bodies = fc.uint8Array({ minLength: slotLength - 17, maxLength: slotLength - 17 });
  const encode = (body: Uint8Array) =>
    encodeSlots(
      vaultId,
      [{ type: slotTypes.escrow, slotId: new Uint8Array(16), body: new Uint8Array(body) }],
      masterKey,
    );
  fc.assert(
    fc.property(bodies, bodies, (older, newer) => {
      fc.pre(older.some((byte, index) => byte !== newer[index]));
      expect(slotsDigest(encode(older))).not.toEqual(slotsDigest(encode(newer)));
    }),
    { numRuns: 1000 },
  );
});

test('an older key table of the same vault never has the digest that the state names', () => {
  const keyTableKey = SecretKey.random('key-table');
  const recordingKey = SecretKey.random('recording');
  const entries = Array.from({ length: 6 }, () =>
    sealKeyTableEntry(keyTableKey, vaultId, randomBytes(16), recordingKey),
  );
  const table = (generation: number, count: number) =>
    keyTableDigest(encodeKeyTable({ vaultId, generation, entries: entries.slice(0, count) }));
  fc.assert(
    fc.property(fc.nat(1e6), fc.nat(1e6), fc.nat(6), fc.nat(6), (older, newer, olderCount, newerCount) => {
      fc.pre(older !== newer);
      expect(table(older, olderCount)).not.toEqual(table(newer, newerCount));
    }),
    { numRuns: 1000 },
  );
});

test('the same segment sealed before is authentic, and its last tag is another than the one remembered', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sotto-rollback-'));
  const key = SecretKey.random('segment');
  const ids = { kind: 'audio', vaultId, recordingId: randomBytes(16), segment: 0, chunkSize: 64 } as const;
  const seal = async (name: string) => {
    const header = newSegmentHeader(ids);
    const writer = await createSegment(join(folder, name), key, header);
    await writer.append(new Uint8Array(100));
    await writer.finish();
    return writer;
  };
  await seal('older');
  const newer = await seal('newer');
  const reader = await openSegment(join(folder, 'older'), key, ids);
  expect(reader.chunkCount).toBe(newer.chunkCount);
  expect(reader.lastTag).not.toEqual(newer.lastTag);
  await reader.close();
  await rm(folder, { recursive: true });
});
