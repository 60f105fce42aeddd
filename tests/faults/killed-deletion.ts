import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { undoWindowMs } from '../../contract/limits.ts';
import type { RecordingId, SessionId } from '../../contract/ids.ts';
import { toHex } from '../../main/crypto/bytes.ts';
import { beginNotes } from '../../main/use-cases/begin-notes.ts';
import { destroyDue } from '../../main/use-cases/end-retention.ts';
import { deleteSession } from '../../main/use-cases/delete-later.ts';
import { consentingSession, record } from '../support/consenting-session.ts';
import { dayMs, keptSession } from '../support/kept-session.ts';
import { killedAt, oneFileThread } from '../support/killed-at.ts';
import { useCaseSetting, type UseCaseSetting } from '../support/use-case-setting.ts';
import { newSecrets, type Secrets } from '../support/vault-setting.ts';
import type { FoundVault } from './held-sessions.ts';

const childFile = fileURLToPath(new URL('vault/children/carry-out.ts', import.meta.url));
const secondsKept = 1;

/**
 * What is due: a session, or three recordings at once, whose day has come. What the app asks for by itself gets its whole half
 * minute at each unlock, and so is never carried out by one.
 */
export type Waiting = 'session' | 'several';

/** A vault in which a deletion is due, beside another session that stays. */
export class WaitingDeletion {
  readonly #secrets: Secrets;
  readonly #setting: UseCaseSetting;
  readonly #aside: string;
  readonly #gone: readonly RecordingId[];
  readonly #kept: RecordingId;
  /** As the list has them when all is done. */
  readonly #sessionsLeft: readonly SessionId[];

  private constructor(
    secrets: Secrets,
    setting: UseCaseSetting,
    gone: readonly RecordingId[],
    kept: RecordingId,
    sessionsLeft: readonly SessionId[],
  ) {
    this.#secrets = secrets;
    this.#setting = setting;
    this.#aside = `${setting.folder}-waiting`;
    this.#gone = gone;
    this.#kept = kept;
    this.#sessionsLeft = sessionsLeft;
  }

  static async make(what: Waiting = 'session'): Promise<WaitingDeletion> {
    const secrets = newSecrets();
    const setting = await useCaseSetting(secrets);
    const { gone, sessionsLeft } = what === 'session' ? await deletedSession(setting) : await severalDue(setting);
    const other = await consentingSession(setting, 'Ann');
    const recordingId = await record(setting, other.sessionId, secondsKept);
    const left = [...sessionsLeft, other.sessionId];
    const waiting = new WaitingDeletion(secrets, setting, gone, recordingId, left);
    await setting.reopen(() => cp(setting.folder, waiting.#aside, { recursive: true }));
    setting.pass(undoWindowMs);
    return waiting;
  }

  /** It is killed at its `when`-th call to the disk and finished by the next unlock; null if it came to its end before. */
  async carryOutKilledAt(when: number): Promise<FoundVault | null> {
    const { folder } = this.#setting;
    let exitCode: number | null = 0;
    let beganAt = 0;
    await this.#setting.reopen(async () => {
      await rm(folder, { recursive: true });
      await cp(this.#aside, folder, { recursive: true });
      exitCode = await this.#carryOut(when);
      beganAt = performance.now();
    });
    const openedInMs = performance.now() - beganAt;
    return exitCode === 0 ? null : { openedInMs, ...(await this.#look()) };
  }

  async #look(): Promise<Omit<FoundVault, 'openedInMs'>> {
    const { folder, rooms, unlocked } = this.#setting;
    const recordingId = this.#kept;
    const objections: string[] = rooms.notices.filter((notice) => notice === 'possible-rollback');
    if (rooms.vault.recordingIds.join() !== recordingId) objections.push('the keys are not those of what was kept');
    if (this.#gone.some((id) => existsSync(join(folder, 'recordings', id)))) objections.push('a file is left');
    const left = rooms.catalog.sessions.list('').map(({ id, codes }) => [id, ...codes].join());
    const wanted = this.#sessionsLeft.map((id) => `${id},Ann`);
    if (left.toSorted().join() !== wanted.toSorted().join()) objections.push('the list is not as it should be');
    const length = await unlocked.readers.lengthOf(recordingId);
    return { lostMs: length > 0 ? 0 : secondsKept * 1000, objections };
  }

  /** The exit code; null when it was killed. */
  async #carryOut(when: number): Promise<number | null> {
    const [strace, ...traced] = killedAt(when);
    const { folder, world } = this.#setting;
    const given = [process.execPath, childFile, folder, this.#secrets.masterKey().use(toHex), String(world.nowMs)];
    const child = spawn(strace, [...traced, ...given], { env: oneFileThread, stdio: 'inherit' });
    await once(child, 'exit');
    return child.exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#setting[Symbol.asyncDispose]();
    await rm(this.#aside, { recursive: true });
  }
}

interface Due {
  readonly gone: readonly RecordingId[];
  readonly sessionsLeft: readonly SessionId[];
}

async function deletedSession(setting: UseCaseSetting): Promise<Due> {
  const { sessionId } = await consentingSession(setting, 'Ann', 'Bea');
  const gone = [await record(setting, sessionId, 1), await record(setting, sessionId, 1)];
  await beginNotes(setting.unlocked, sessionId);
  await deleteSession(setting.unlocked, sessionId);
  return { gone, sessionsLeft: [] };
}

async function severalDue(setting: UseCaseSetting): Promise<Due> {
  const all = [await keptSession(setting), await keptSession(setting), await keptSession(setting)];
  const gone = all.map(({ recordingId }) => recordingId);
  setting.pass(3 * dayMs);
  await destroyDue(setting.unlocked, gone);
  return { gone, sessionsLeft: all.map(({ sessionId }) => sessionId) };
}
