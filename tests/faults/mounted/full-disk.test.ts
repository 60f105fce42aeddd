import { execFileSync } from 'node:child_process';
import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EventLog } from '../../../main/log/event-log.ts';
import { destroyRecording } from '../../../main/use-cases/destroy-recording.ts';
import { openRooms } from '../../../main/use-cases/open-vault-rooms.ts';
import { createVault } from '../../../main/vault/create-vault.ts';
import { acquireLock } from '../../../main/vault/vault-lock.ts';
import { vaultLockPath } from '../../../main/vault/vault-files.ts';
import {
  clock,
  newRecordingId,
  newSecrets,
  newSessionId,
  openWithMasterKey,
  passphrase,
  temporaryFolder,
  writeVault,
} from '../../support/vault-setting.ts';

const secrets = newSecrets();

/** A small disk of its own: a tmpfs, which this test may mount because it runs in a mount namespace of its own. */
async function smallDisk(megabytes: number) {
  const folder = await temporaryFolder();
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder.path]);
  return {
    path: folder.path,
    remount: (option: 'ro' | 'rw') => execFileSync('mount', ['-o', `remount,bind,${option}`, folder.path]),
    [Symbol.asyncDispose]: async () => {
      execFileSync('umount', ['-l', folder.path]);
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** Writes until the system says that there is no room left. */
async function fill(folder: string): Promise<void> {
  for (const size of [1024 * 1024, 4096]) {
    let failure: unknown = null;
    while (failure === null) {
      const writing = writeFile(join(folder, 'filling'), Buffer.alloc(size, 1), { flag: 'a' });
      failure = await writing.then(
        () => null,
        (error: unknown) => error,
      );
    }
    expect(failure).toMatchObject({ code: 'ENOSPC' });
  }
}

async function readAll(folder: string): Promise<Map<string, string>> {
  const entries = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isFile());
  return new Map(
    await Promise.all(
      entries.map(async ({ name }) => [name, (await readFile(join(folder, name))).toString('hex')] as const),
    ),
  );
}

describe('on a real disk without room', () => {
  it('nothing is lost, a deletion goes through, and the vault opens', async () => {
    await using disk = await smallDisk(3);
    const folder = join(disk.path, 'vault');
    await mkdir(folder);
    const vault = await writeVault(secrets, folder);
    const log = await EventLog.open(vault, clock);
    const [gone, kept] = [newRecordingId(), newRecordingId()];
    await vault.addRecordingKey(gone);
    await vault.addRecordingKey(kept);
    await fill(disk.path);

    const full = { code: 'storage/disk-full' };
    const subject = { kind: 'recording', id: gone } as const;
    await expect(vault.addRecordingKey(newRecordingId())).rejects.toMatchObject(full);
    await openWithMasterKey(secrets, folder);
    await vault.usingReserve(async () => {
      await log.append(subject, { kind: 'recording.destroying', reason: 'second-answer' });
      await vault.destroyRecordingKeys([gone]);
    });
    const { vault: again, notices } = await openWithMasterKey(secrets, folder);
    expect(notices).toEqual([]);
    expect(again.recordingIds).toEqual([kept]);
    expect((await EventLog.open(again, clock)).events(subject)).toHaveLength(1);
  });

  it('a deletion goes through with the index, which is not behind the log at the next unlock', async () => {
    await using disk = await smallDisk(3);
    const folder = join(disk.path, 'vault');
    await mkdir(folder);
    const vault = await writeVault(secrets, folder);
    const rooms = await openRooms({ vault, notices: [] }, { kind: 'create', clock, progress: [] });
    const [id, sessionId] = [newRecordingId(), newSessionId()];
    const subject = { kind: 'recording', id } as const;
    rooms.catalog.sessions.add({ id: sessionId, createdAtMs: 1 });
    await vault.addRecordingKey(id);
    await rooms.log.append(subject, { kind: 'recording.began', sessionId, bitrateBps: 48_000, spokenConsent: null });
    rooms.catalog.recordings.add({ id, sessionId, beganAtMs: 1, bitrateBps: 48_000 });
    await fill(disk.path);

    const { count } = rooms.log;
    const full = { code: 'storage/disk-full' };
    await expect(rooms.log.append(subject, { kind: 'recording.altered' })).rejects.toMatchObject(full);
    await destroyRecording(rooms, id, 'deleted');
    expect(rooms.log.count).toBe(count + 2);
    expect(vault.hasKey(id)).toBe(false);
    rooms.catalog.close();
    vault.close();
    await rm(join(disk.path, 'filling'));
    const again = await openRooms(await openWithMasterKey(secrets, folder), { kind: 'unlock', clock, progress: [] });
    expect(again.notices).toEqual([]);
    again.catalog.close();
    again.vault.close();
  });

  it('a vault is not created by halves', async () => {
    await using disk = await smallDisk(1);
    const folder = join(disk.path, 'vault');
    await mkdir(folder);
    await fill(disk.path);
    const onDeriving = () => undefined;
    const creating = createVault({ folder, passphrase, onDeriving });
    await expect(creating).rejects.toMatchObject({ code: 'storage/disk-full' });
    await rm(join(disk.path, 'filling'));
    (await createVault({ folder, passphrase, onDeriving })).close();
    expect(await readdir(folder)).not.toContain('creating');
  });

  it('a vault that may only be read says so, and is left as it was', async () => {
    await using disk = await smallDisk(3);
    const folder = join(disk.path, 'vault');
    await mkdir(folder);
    await writeVault(secrets, folder);
    await writeFile(join(folder, 'state.a'), 'damaged');
    acquireLock(vaultLockPath(folder))?.release();
    const before = await readAll(folder);
    disk.remount('ro');
    expect(() => acquireLock(vaultLockPath(folder))).toThrow('storage/read-only');
    await expect(openWithMasterKey(secrets, folder)).rejects.toMatchObject({ code: 'storage/read-only' });
    disk.remount('rw');
    expect(await readAll(folder)).toEqual(before);
  });
});
