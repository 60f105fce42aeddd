import { describe, expect, it } from 'vitest';
import type { OpeningNotice } from '../../../contract/app-state.ts';
import { SottoError } from '../../../contract/sotto-error.ts';
import type { RecordingId } from '../../../contract/ids.ts';
import { EventLog } from '../../../main/log/event-log.ts';
import { isVaultIn } from '../../../main/vault/find-vault.ts';
import { keyTableGeneration } from '../../../main/vault/vault-files.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import { aftermaths, MemoryDisk, PowerCut, type Aftermath } from '../../support/memory-disk.ts';
import {
  clock,
  keyBytes,
  newRecordingId,
  newSecrets,
  newSessionId,
  openWithMasterKey,
  writeVault,
} from '../../support/vault-setting.ts';

const folder = '/vault';
const secrets = newSecrets();
const sessionId = newSessionId();

/** What was acknowledged, and which destructions were asked for. */
interface Told {
  readonly keys: Map<RecordingId, string>;
  readonly askedToDestroy: Set<RecordingId>;
  readonly destroyed: Set<RecordingId>;
  events: number;
}

function nothingTold(): Told {
  return { keys: new Map(), askedToDestroy: new Set(), destroyed: new Set(), events: 0 };
}

class Session {
  readonly #vault: Vault;
  readonly #log: EventLog;
  readonly #told: Told;

  private constructor(vault: Vault, log: EventLog, told: Told) {
    this.#vault = vault;
    this.#log = log;
    this.#told = told;
  }

  static async begin(disk: MemoryDisk, told: Told): Promise<Session> {
    const { vault } = await openWithMasterKey(secrets, folder, disk);
    return new Session(vault, await EventLog.open(vault, clock), told);
  }

  async append(recordingId: RecordingId): Promise<void> {
    const subject = { kind: 'recording', id: recordingId } as const;
    await this.#log.append(subject, { kind: 'recording.began', sessionId, bitrateBps: 48_000, spokenConsent: null });
    this.#told.events = this.#vault.committedLog.count;
  }

  async addKey(recordingId: RecordingId): Promise<void> {
    await this.#vault.addRecordingKey(recordingId);
    this.#told.keys.set(recordingId, keyBytes(this.#vault, recordingId) ?? '');
  }

  async destroy(recordingId: RecordingId): Promise<void> {
    this.#told.askedToDestroy.add(recordingId);
    await this.#vault.destroyRecordingKeys([recordingId]);
    this.#told.destroyed.add(recordingId);
  }
}

const [first, second, third] = [newRecordingId(), newRecordingId(), newRecordingId()];

/** Every kind of write, each after each other kind. */
const script: readonly ((session: Session) => Promise<void>)[] = [
  (session) => session.addKey(first),
  (session) => session.append(first),
  (session) => session.append(second),
  (session) => session.addKey(second),
  (session) => session.destroy(first),
  (session) => session.append(third),
  (session) => session.addKey(third),
  (session) => session.destroy(second),
];

async function play(disk: MemoryDisk, told: Told): Promise<void> {
  const session = await Session.begin(disk, told);
  for (const step of script) await step(session);
}

/** As `play`, but a step that fails does not end it. */
async function playOn(disk: MemoryDisk, told: Told): Promise<void> {
  const session = await Session.begin(disk, told);
  for (const step of script) {
    try {
      await step(session);
    } catch (error) {
      if (!(error instanceof SottoError)) throw error;
    }
  }
}

/** The vault opens, everything acknowledged is there, nothing is left lying about, and it goes on from here. */
async function assertKept(disk: MemoryDisk, told: Told): Promise<readonly OpeningNotice[]> {
  const { vault, notices } = await openWithMasterKey(secrets, folder, disk);
  const log = await EventLog.open(vault, clock);

  const events = log.subjectIds('recording').flatMap((id) => log.events({ kind: 'recording', id }));
  expect(events.length).toBeGreaterThanOrEqual(told.events);
  expect(vault.committedLog.count).toBe(events.length);

  for (const [recordingId, key] of told.keys) {
    const found = keyBytes(vault, recordingId);
    if (told.destroyed.has(recordingId)) expect(found).toBeNull();
    else if (found !== null || !told.askedToDestroy.has(recordingId)) expect(found).toBe(key);
  }

  await vault.destroyRecordingKeys([first, second]);
  const names = await disk.list(folder);
  expect(new Set(names.map(keyTableGeneration).filter((generation) => generation !== null)).size).toBe(1);
  expect(names.filter((name) => name.endsWith('.tmp') || name === 'creating')).toEqual([]);
  const next = newRecordingId();
  await vault.addRecordingKey(next);
  await log.append({ kind: 'recording', id: next }, { kind: 'recording.altered' });
  return notices;
}

async function newDisk(): Promise<MemoryDisk> {
  const disk = new MemoryDisk();
  await writeVault(secrets, folder, disk);
  return disk.after('killed');
}

async function untilPowerCut(act: Promise<unknown>): Promise<void> {
  await expect(act).rejects.toThrow(PowerCut);
}

describe('a power cut', () => {
  it.each(aftermaths)('at any call while a vault is created leaves no vault or a whole one (%s)', async (aftermath) => {
    const whole = new MemoryDisk();
    await writeVault(secrets, folder, whole);
    for (let cutAt = 1; cutAt <= whole.calls; cutAt += 1) {
      const disk = new MemoryDisk();
      disk.cutAt = cutAt;
      await untilPowerCut(writeVault(secrets, folder, disk));
      const found = disk.after(aftermath);
      if (await isVaultIn(folder, found)) {
        expect(await assertKept(found, nothingTold())).toEqual([]);
      } else {
        await writeVault(secrets, folder, found);
        expect(await assertKept(found.after(aftermath), nothingTold())).toEqual([]);
      }
    }
  });

  it.each(aftermaths)('at any call of any write loses nothing acknowledged (%s)', async (aftermath) => {
    const base = await newDisk();
    const whole = base.after('killed');
    await play(whole, nothingTold());
    expect(whole.calls).toBeGreaterThan(100);
    for (let cutAt = 1; cutAt <= whole.calls; cutAt += 1) {
      const disk = base.after('killed');
      disk.cutAt = cutAt;
      const told = nothingTold();
      await untilPowerCut(play(disk, told));
      expect(await assertKept(disk.after(aftermath), told)).toEqual([]);
    }
  });

  it('during the opening after a power cut loses nothing acknowledged', async () => {
    const base = await newDisk();
    const whole = base.after('killed');
    await play(whole, nothingTold());
    for (let cutAt = 1; cutAt <= whole.calls; cutAt += 1) {
      const disk = base.after('killed');
      disk.cutAt = cutAt;
      const told = nothingTold();
      await untilPowerCut(play(disk, told));
      for (let againAt = 1; ; againAt += 1) {
        const opening = disk.after(anAftermath(cutAt));
        opening.cutAt = againAt;
        const isOpen = await openOrPowerCut(opening);
        expect(await assertKept(opening.after(anAftermath(cutAt + againAt)), told)).toEqual([]);
        if (isOpen) break;
      }
    }
  });

  it('after a write that failed loses nothing acknowledged, whatever was done next', async () => {
    const base = await newDisk();
    const whole = base.after('killed');
    await play(whole, nothingTold());
    for (let failAt = 1; failAt <= whole.calls; failAt += 1) {
      for (let cutAt = failAt + 1 + (failAt % 29); cutAt <= whole.calls; cutAt += 29) {
        const disk = base.after('killed');
        disk.failAt = failAt;
        disk.cutAt = cutAt;
        const told = nothingTold();
        await untilPowerCutOrEnd(playOn(disk, told));
        await assertKept(disk.after(anAftermath(failAt)), told);
      }
    }
  });
});

function anAftermath(number: number): Aftermath {
  return aftermaths[number % aftermaths.length] ?? 'killed';
}

async function untilPowerCutOrEnd(act: Promise<unknown>): Promise<void> {
  await act.catch((error: unknown) => {
    if (!(error instanceof PowerCut)) throw error;
  });
}

async function openOrPowerCut(disk: MemoryDisk): Promise<boolean> {
  try {
    const { vault } = await openWithMasterKey(secrets, folder, disk);
    await EventLog.open(vault, clock);
    return true;
  } catch (error) {
    if (error instanceof PowerCut) return false;
    throw error;
  }
}
