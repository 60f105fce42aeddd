import { describe, expect, it } from 'vitest';
import { EventLog } from '../../../main/log/event-log.ts';
import { Reserve } from '../../../main/vault/reserve.ts';
import { MemoryDisk } from '../../support/memory-disk.ts';
import {
  clock,
  keyBytes,
  newRecordingId,
  newSecrets,
  openWithMasterKey,
  reserveBytes,
  writeVault,
} from '../../support/vault-setting.ts';

const folder = '/vault';

/** Leaves no room at all. */
async function fill(disk: MemoryDisk): Promise<void> {
  disk.capacityBytes = 1024 * 1024;
  const file = await disk.open('/elsewhere', 'new');
  await file.write(new Uint8Array(await disk.freeBytes()), 0);
}

describe('the reserve', () => {
  it('lets a deletion through on a disk without any room, and nothing else', async () => {
    const secrets = newSecrets();
    const disk = new MemoryDisk();
    const vault = await writeVault(secrets, folder, disk);
    const log = await EventLog.open(vault, clock);
    const [gone, kept] = [newRecordingId(), newRecordingId()];
    await vault.addRecordingKey(gone);
    await vault.addRecordingKey(kept);
    await fill(disk);

    const full = { code: 'storage/disk-full' };
    await expect(vault.addRecordingKey(newRecordingId())).rejects.toMatchObject(full);
    const subject = { kind: 'recording', id: gone } as const;
    await expect(log.append(subject, { kind: 'recording.altered' })).rejects.toMatchObject(full);
    expect(log.events(subject)).toEqual([]);
    expect(await disk.size('/vault/reserve')).toBe(reserveBytes);

    await vault.usingReserve(async () => {
      await log.append(subject, { kind: 'recording.destroying', reason: 'thrown-away' });
      await vault.destroyRecordingKeys([gone]);
      await log.append(subject, { kind: 'recording.destroyed', keyTableGeneration: 2 });
    });

    const { vault: again, notices } = await openWithMasterKey(secrets, folder, disk);
    expect(notices).toEqual([]);
    expect(again.recordingIds).toEqual([kept]);
    expect(keyBytes(again, kept)).toBe(keyBytes(vault, kept));
    expect((await EventLog.open(again, clock)).events(subject)).toHaveLength(2);
  });

  it('is taken again as soon as there is room for it', async () => {
    const disk = new MemoryDisk();
    const reserve = new Reserve(disk, folder, 1000);
    disk.capacityBytes = 1000;
    await reserve.refill();
    expect(await disk.size('/vault/reserve')).toBeNull();
    disk.capacityBytes = 5000;
    await reserve.using(() => Promise.resolve());
    expect(await disk.size('/vault/reserve')).toBe(1000);
  });

  it('is held free until the outermost of several uses has ended', async () => {
    const disk = new MemoryDisk();
    const reserve = new Reserve(disk, folder, 1000);
    await reserve.refill();
    disk.capacityBytes = 1500;
    await reserve.using(async () => {
      await reserve.using(() => Promise.resolve());
      expect(await disk.size('/vault/reserve')).toBeNull();
    });
    expect(await disk.size('/vault/reserve')).toBe(1000);
  });

  it('is one of the failing things that do not fail a deletion', async () => {
    const disk = new MemoryDisk();
    const reserve = new Reserve(disk, folder, 1000);
    disk.failAt = 1;
    expect(await reserve.using(() => Promise.resolve('done'))).toBe('done');
  });
});
