import { readFile, writeFile } from 'node:fs/promises';
import { join as joinPath } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { SottoError } from '../../contract/sotto-error.ts';
import { logHeaderLength } from '../../main/crypto/v1/log-entry.ts';
import { concatBytes, type Bytes } from '../../main/crypto/bytes.ts';
import { EventLog } from '../../main/log/event-log.ts';
import { readLog } from '../../main/log/read-log.ts';
import { splitLog } from '../../main/vault/log-records.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { openRooms } from '../../main/use-cases/open-vault-rooms.ts';
import {
  newPersonId,
  newRecordingId,
  newSecrets,
  newSessionId,
  openWithMasterKey,
  temporaryFolder,
  writeVault,
  clock,
  type Secrets,
  type TemporaryFolder,
} from '../support/vault-setting.ts';
import { assertDetected, divide, tamperings, type Divided } from './tampering.ts';

/** A vault on a real disk, whose log has a dozen entries of several subjects. */
async function vaultWithLog(secrets: Secrets, folder: string): Promise<{ vault: Vault; bytes: Bytes }> {
  const vault = await writeVault(secrets, folder);
  const log = await EventLog.open(vault, clock);
  const recording = { kind: 'recording', id: newRecordingId() } as const;
  for (let round = 0; round < 4; round += 1) {
    const sessionId = newSessionId();
    await log.append({ kind: 'vault', id: vault.vaultId }, { kind: 'vault.unlocked' });
    await log.append(
      { kind: 'person', id: newPersonId() },
      {
        kind: 'second-answer',
        sessionId,
        recordingId: recording.id,
        answer: 'keep',
      },
    );
    await log.append(recording, { kind: 'recording.opened' });
  }
  return { vault, bytes: new Uint8Array(await readFile(vault.logPath)) };
}

function divided(bytes: Bytes): Divided {
  return divide(
    bytes,
    logHeaderLength,
    splitLog(bytes).map(({ endBytes }) => endBytes),
  );
}

const secrets = newSecrets();
let folder: TemporaryFolder;
let elsewhere: TemporaryFolder;
let ours: { vault: Vault; bytes: Bytes };
let foreign: Divided;

beforeAll(async () => {
  folder = await temporaryFolder();
  elsewhere = await temporaryFolder();
  ours = await vaultWithLog(secrets, folder.path);
  foreign = divided((await vaultWithLog(newSecrets(), elsewhere.path)).bytes);
});

afterAll(async () => {
  await folder[Symbol.asyncDispose]();
  await elsewhere[Symbol.asyncDispose]();
});

/** What an unlock does with the log file, without the key derivation. */
async function unlockWith(bytes: Bytes): Promise<void> {
  await writeFile(ours.vault.logPath, bytes);
  const read = await readLog(ours.vault);
  // What stands behind the last acknowledged entry was never said to be saved: it is cut off, and nothing is lost.
  if (!read.isTorn || read.entries.length !== ours.vault.committedLog.count) return;
  expect(bytes.subarray(0, read.endBytes)).toEqual(ours.bytes);
  throw new SottoError('vault/log-damaged');
}

describe('a log that was altered outside is noticed at the unlock, 1,000 times each:', () => {
  for (const [name, tampering] of Object.entries(tamperings)) {
    test(name, () => assertDetected(tampering, divided(ours.bytes), foreign, unlockWith), 120_000);
  }
});

describe('a log that was rolled back', () => {
  test('by exactly its last entry, or any number of them, is refused', async () => {
    const ends = splitLog(ours.bytes).map(({ endBytes }) => endBytes);
    for (const end of [logHeaderLength, ...ends.slice(0, -1)]) {
      await writeFile(ours.vault.logPath, ours.bytes.subarray(0, end));
      const { vault } = await openWithMasterKey(secrets, folder.path);
      await expect(EventLog.open(vault, clock)).rejects.toMatchObject({ code: 'vault/log-damaged' });
    }
  });

  test('together with one copy of the state is refused, and with both but not the index is told', async () => {
    await using place = await temporaryFolder();
    const own = newSecrets();
    const opening = { kind: 'unlock', clock, progress: [] } as const;
    const names = ['log.1', 'state.a', 'state.b'];
    const close = (rooms: Awaited<ReturnType<typeof openRooms>>) => {
      rooms.catalog.close();
      rooms.vault.close();
    };
    close(await openRooms({ vault: await writeVault(own, place.path), notices: [] }, { ...opening, kind: 'create' }));
    const older = await Promise.all(names.map((name) => readFile(joinPath(place.path, name))));
    for (let unlocks = 0; unlocks < 3; unlocks += 1) {
      close(await openRooms(await openWithMasterKey(own, place.path), opening));
    }
    const putBack = async (...which: string[]) => {
      for (const name of which) {
        const bytes = older[names.indexOf(name)];
        if (bytes !== undefined) await writeFile(joinPath(place.path, name), bytes);
      }
    };
    await putBack('log.1', 'state.a');
    const opened = await openWithMasterKey(own, place.path);
    await expect(openRooms(opened, opening)).rejects.toMatchObject({ code: 'vault/log-damaged' });
    await putBack('log.1', 'state.a', 'state.b');
    const rooms = await openRooms(await openWithMasterKey(own, place.path), opening);
    expect(rooms.notices).toContain('possible-rollback');
    close(rooms);
  });
});

test('a log with the entries of before and others of the same vault behind them is refused', async () => {
  await using place = await temporaryFolder();
  const twin = await vaultWithLog(secrets, place.path);
  const units = divided(twin.bytes).units;
  const spliced = concatBytes(ours.bytes.subarray(0, splitLog(ours.bytes)[5]?.endBytes), ...units.slice(6));
  await writeFile(ours.vault.logPath, spliced);
  await expect(readLog(ours.vault)).rejects.toMatchObject({ code: 'vault/log-damaged' });
});
