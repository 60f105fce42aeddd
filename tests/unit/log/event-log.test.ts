import { appendFile, readFile, truncate, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { SottoError } from '../../../contract/sotto-error.ts';
import { arePublicBytesEqual, concatBytes, fromHex, toHex, utf8, type Bytes } from '../../../main/crypto/bytes.ts';
import { randomBytes } from '../../../main/crypto/sodium.ts';
import { logHeaderLength, noDigest, sealLogEntry } from '../../../main/crypto/v1/log-entry.ts';
import { EventLog } from '../../../main/log/event-log.ts';
import { splitLog } from '../../../main/vault/log-records.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { MemoryDisk } from '../../support/memory-disk.ts';
import {
  clock,
  newPersonId,
  newRecordingId,
  newSecrets,
  newSessionId,
  openWithMasterKey,
  temporaryFolder,
  withByteFlipped,
  writeVault,
} from '../../support/vault-setting.ts';

const secrets = newSecrets();
const recordingId = newRecordingId();
const personId = newPersonId();
const sessionId = newSessionId();
const recording = { kind: 'recording', id: recordingId } as const;
const person = { kind: 'person', id: personId } as const;
const answer = { kind: 'second-answer', sessionId, recordingId, answer: 'keep' } as const;

interface Setting {
  readonly vault: Vault;
  readonly log: EventLog;
}

/** A log of four entries in two chains. */
async function fourEntries(folder: string): Promise<Setting> {
  const vault = await writeVault(secrets, folder);
  const log = await EventLog.open(vault, clock);
  await log.append(recording, { kind: 'recording.began', sessionId, bitrateBps: 48_000, spokenConsent: null });
  await log.append(person, answer);
  await log.append(recording, {
    kind: 'recording.completed',
    durationMs: 60_000,
    segments: [0],
    gaps: [],
    gapCount: 0,
  });
  await log.append(person, { ...answer, answer: 'destroy' });
  return { vault, log };
}

async function reopen(folder: string): Promise<Setting> {
  const { vault } = await openWithMasterKey(secrets, folder);
  return { vault, log: await EventLog.open(vault, clock) };
}

/** Where each record begins, and where the file ends. */
function boundaries(bytes: Bytes): number[] {
  return [logHeaderLength, ...splitLog(bytes).map(({ endBytes }) => endBytes)];
}

async function readLogFile({ logPath }: Vault): Promise<Bytes> {
  return new Uint8Array(await readFile(logPath));
}

describe('the event log', () => {
  it('gives back what was appended, a chain a subject, in order', async () => {
    await using folder = await temporaryFolder();
    const { vault } = await fourEntries(folder.path);
    const digest = randomBytes(32);
    const { log } = await reopen(folder.path);
    const appended = await log.append(recording, { kind: 'recording.opened' }, digest);
    expect(appended).toEqual({
      sequence: 4,
      atMs: clock.nowMs(),
      body: { kind: 'recording.opened' },
      evidenceDigest: toHex(digest),
    });

    const { log: again } = await reopen(folder.path);
    const began = { kind: 'recording.began', sessionId, bitrateBps: 48_000, spokenConsent: null };
    const completed = { kind: 'recording.completed', durationMs: 60_000, segments: [0], gaps: [], gapCount: 0 };
    expect(again.events(recording)).toEqual([
      { sequence: 0, atMs: clock.nowMs(), body: began, evidenceDigest: null },
      { sequence: 2, atMs: clock.nowMs(), body: completed, evidenceDigest: null },
      appended,
    ]);
    expect(again.events(person).map(({ body }) => body)).toEqual([answer, { ...answer, answer: 'destroy' }]);
    expect(again.subjectIds('recording')).toEqual([recordingId]);
    expect(again.subjectIds('session')).toEqual([]);
    expect(again.events({ kind: 'vault', id: vault.vaultId })).toEqual([]);
  });

  it('keeps the order of appends asked for at the same time', async () => {
    await using folder = await temporaryFolder();
    const { log } = await fourEntries(folder.path);
    const appended = await Promise.all(
      Array.from({ length: 10 }, () => log.append(recording, { kind: 'recording.opened' })),
    );
    expect(appended.map(({ sequence }) => sequence)).toEqual([4, 5, 6, 7, 8, 9, 10, 11, 12, 13]);
    const { log: again, vault } = await reopen(folder.path);
    expect(again.events(recording)).toHaveLength(12);
    expect(vault.committedLog.count).toBe(14);
  });

  it('shows nothing of an event in the file', async () => {
    await using folder = await temporaryFolder();
    const { vault } = await fourEntries(folder.path);
    const bytes = Buffer.from(await readLogFile(vault));
    for (const secret of [utf8('recording'), utf8(recordingId), fromHex(recordingId), fromHex(personId)]) {
      expect(bytes.includes(Buffer.from(secret))).toBe(false);
    }
  });
});

describe('a log that was changed outside', () => {
  async function expectDamaged(folder: string, vault: Vault, bytes: Bytes): Promise<void> {
    await writeFile(vault.logPath, bytes);
    await expect(reopen(folder)).rejects.toMatchObject({ code: 'vault/log-damaged' });
    expect(arePublicBytesEqual(await readLogFile(vault), bytes)).toBe(true);
  }

  it('is refused whichever byte was flipped', async () => {
    await using folder = await temporaryFolder();
    const { vault } = await fourEntries(folder.path);
    const bytes = await readLogFile(vault);
    // Bytes 8 and 9 are the version: flipped, the file claims to be a newer one's.
    for (let offset = 10; offset < bytes.length; offset += 13) {
      await expectDamaged(folder.path, vault, withByteFlipped(bytes, offset));
    }
  });

  it('is refused when it was shortened, at a record or within one', async () => {
    await using folder = await temporaryFolder();
    const { vault } = await fourEntries(folder.path);
    const bytes = await readLogFile(vault);
    for (const end of [0, 5, ...boundaries(bytes).slice(0, -1), bytes.length - 1]) {
      await expectDamaged(folder.path, vault, bytes.slice(0, end));
    }
  });

  it('is refused when records were swapped, repeated, left out, or come from another vault', async () => {
    await using folder = await temporaryFolder();
    const { vault } = await fourEntries(folder.path);
    const bytes = await readLogFile(vault);
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = boundaries(bytes);
    const [header, first, second, third, fourth] = [
      bytes.slice(0, a),
      bytes.slice(a, b),
      bytes.slice(b, c),
      bytes.slice(c, d),
      bytes.slice(d, e),
    ];
    await expectDamaged(folder.path, vault, concatBytes(header, third, second, first, fourth));
    await expectDamaged(folder.path, vault, concatBytes(header, first, second, first, fourth));
    await expectDamaged(folder.path, vault, concatBytes(header, first, second, third));
    await expectDamaged(folder.path, vault, concatBytes(header, first, third, fourth));

    await using elsewhere = await temporaryFolder();
    const other = await openOther(elsewhere.path);
    await expectDamaged(folder.path, vault, await readLogFile(other));
    await expectDamaged(folder.path, vault, concatBytes(header, (await readLogFile(other)).slice(logHeaderLength)));
  });

  it('is refused when it is missing', async () => {
    await using folder = await temporaryFolder();
    const { vault } = await fourEntries(folder.path);
    await truncate(vault.logPath, 0);
    await expect(reopen(folder.path)).rejects.toMatchObject({ code: 'vault/log-damaged' });
  });

  it('is refused when it is an older one that was continued differently', async () => {
    await using folder = await temporaryFolder();
    const vault = await writeVault(secrets, folder.path);
    const log = await EventLog.open(vault, clock);
    await log.append(person, answer);
    const oldLog = await readLogFile(vault);
    const oldState = await readFile(`${folder.path}/state.a`);
    await log.append(person, { ...answer, answer: 'destroy' });
    const newState = await readFile(`${folder.path}/state.a`);
    await writeFile(vault.logPath, oldLog);
    for (const name of ['state.a', 'state.b']) await writeFile(`${folder.path}/${name}`, oldState);
    const { log: continued } = await reopen(folder.path);
    await continued.append(person, answer);
    for (const name of ['state.a', 'state.b']) await writeFile(`${folder.path}/${name}`, newState);
    await expect(reopen(folder.path)).rejects.toMatchObject({ code: 'vault/log-damaged' });
  });
});

describe('a log ahead of the state', () => {
  it('loses a torn last record, and only that', async () => {
    await using folder = await temporaryFolder();
    const { vault } = await fourEntries(folder.path);
    const whole = await readLogFile(vault);
    const [a = 0, b = 0] = boundaries(whole);
    for (const torn of [whole.slice(a, a + 3), whole.slice(a, b - 1), new Uint8Array(200), whole.slice(a, b)]) {
      await appendFile(vault.logPath, torn);
      const { log } = await reopen(folder.path);
      expect(log.events(recording)).toHaveLength(2);
      expect(await readLogFile(vault)).toEqual(whole);
    }
  });

  it('is refused when more than one torn record is there', async () => {
    await using folder = await temporaryFolder();
    const { vault } = await fourEntries(folder.path);
    await appendFile(vault.logPath, new Uint8Array(10_000));
    await expect(reopen(folder.path)).rejects.toMatchObject({ code: 'vault/log-damaged' });
  });

  it('is believed when the entry is chained like the others, and refused when it is not', async () => {
    await using folder = await temporaryFolder();
    const { vault } = await fourEntries(folder.path);
    const body = utf8(JSON.stringify({ kind: 'vault.unlocked' }));
    const subject = { kind: 'vault', id: fromHex(vault.vaultId) } as const;
    const entry = { atMs: 1, subject, previousHead: noDigest, evidenceDigest: noDigest, body };
    const { record } = sealLogEntry(vault.logKeys, subject.id, 4, entry);
    await appendFile(vault.logPath, record);
    const { vault: again, log } = await reopen(folder.path);
    expect(log.events({ kind: 'vault', id: vault.vaultId })).toHaveLength(1);
    expect(again.committedLog.count).toBe(5);

    const unchained = sealLogEntry(vault.logKeys, subject.id, 5, entry);
    await appendFile(vault.logPath, unchained.record);
    await expect(reopen(folder.path)).rejects.toMatchObject({ code: 'vault/log-damaged' });
  });

  it('is taken for a newer one when an authentic entry says what this version has no word for', async () => {
    await using folder = await temporaryFolder();
    const { vault } = await fourEntries(folder.path);
    const subject = { kind: 'vault', id: fromHex(vault.vaultId) } as const;
    const body = utf8(JSON.stringify({ kind: 'vault.moved' }));
    const entry = { atMs: 1, subject, previousHead: noDigest, evidenceDigest: noDigest, body };
    await appendFile(vault.logPath, sealLogEntry(vault.logKeys, subject.id, 4, entry).record);
    await expect(reopen(folder.path)).rejects.toMatchObject({ code: 'vault/newer-version' });
  });
});

describe('what is told before an append', () => {
  it('is the event and how many entries there will be with it, before anything is in the file', async () => {
    await using folder = await temporaryFolder();
    const { vault, log } = await fourEntries(folder.path);
    const lengthBefore = (await readLogFile(vault)).length;
    const told: unknown[] = [];
    log.tellBeforeAppend((count, body) => told.push([count, body.kind, log.count]));
    await log.append(person, answer);
    expect(told).toEqual([[5, 'second-answer', 4]]);
    expect((await readLogFile(vault)).length).toBeGreaterThan(lengthBefore);
    expect(log.count).toBe(5);
  });

  it('may refuse that append, of which nothing is written, and no later one', async () => {
    await using folder = await temporaryFolder();
    const { vault, log } = await fourEntries(folder.path);
    const before = await readLogFile(vault);
    log.tellBeforeAppend(() => {
      throw new SottoError('storage/disk-full');
    });
    await expect(log.append(person, answer)).rejects.toMatchObject({ code: 'storage/disk-full' });
    expect(await readLogFile(vault)).toEqual(before);
    log.tellBeforeAppend(() => undefined);
    await log.append(person, answer);
    expect(log.count).toBe(5);
  });
});

describe('an append that fails', () => {
  const folder = '/vault';

  async function onDisk(disk: MemoryDisk): Promise<Setting> {
    const vault = await writeVault(secrets, folder, disk);
    return { vault, log: await EventLog.open(vault, clock) };
  }

  it('at the write is taken back, and the next one goes through', async () => {
    const disk = new MemoryDisk();
    const { log } = await onDisk(disk);
    disk.failAt = disk.calls + 1;
    await expect(log.append(person, answer)).rejects.toMatchObject({ code: 'storage/io-failed' });
    expect(log.events(person)).toEqual([]);
    await log.append(person, answer);
    const { vault } = await openWithMasterKey(secrets, folder, disk);
    expect((await EventLog.open(vault, clock)).events(person)).toHaveLength(1);
  });

  it('at the fsync refuses every later one until the vault is opened anew', async () => {
    const disk = new MemoryDisk();
    const { log } = await onDisk(disk);
    disk.failAt = disk.calls + 2;
    await expect(log.append(person, answer)).rejects.toMatchObject({ code: 'storage/io-failed' });
    const calls = disk.calls;
    await expect(log.append(person, answer)).rejects.toMatchObject({ code: 'storage/io-failed' });
    expect(disk.calls).toBe(calls);
    const { vault } = await openWithMasterKey(secrets, folder, disk);
    const again = await EventLog.open(vault, clock);
    await again.append(person, answer);
    expect(again.events(person).length).toBeGreaterThanOrEqual(1);
  });

  it('at the commit stays in the chain, as the next opening would find it', async () => {
    const disk = new MemoryDisk();
    const { log } = await onDisk(disk);
    disk.failAt = disk.calls + 3;
    await expect(log.append(person, answer)).rejects.toMatchObject({ code: 'storage/io-failed' });
    expect(log.events(person)).toHaveLength(1);
    const { vault } = await openWithMasterKey(secrets, folder, disk.after('unsynced lost'));
    expect((await EventLog.open(vault, clock)).events(person)).toHaveLength(1);
  });
});

async function openOther(folder: string): Promise<Vault> {
  const vault = await writeVault(newSecrets(), folder);
  const log = await EventLog.open(vault, clock);
  for (let count = 0; count < 4; count += 1) await log.append(person, answer);
  return vault;
}
