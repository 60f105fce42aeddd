import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { RecordingId, SessionId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { toHex } from '../../main/crypto/bytes.ts';
import { beginNotes } from '../../main/use-cases/begin-notes.ts';
import { VaultCheck } from '../../main/use-cases/check-vault.ts';
import { getNotes } from '../../main/use-cases/get-notes.ts';
import { OpenReaders } from '../../main/use-cases/open-readers.ts';
import { openRooms } from '../../main/use-cases/open-vault-rooms.ts';
import { saveNotes } from '../../main/use-cases/save-notes.ts';
import { judgeCopyFolder } from '../../main/vault/copy-folder.ts';
import { nodeDisk } from '../../main/vault/disk.ts';
import { isVaultIn } from '../../main/vault/find-vault.ts';
import { consentingSession, record } from '../support/consenting-session.ts';
import { killedAt, oneFileThread } from '../support/killed-at.ts';
import { useCaseSetting, type UseCaseSetting } from '../support/use-case-setting.ts';
import { clock, newSecrets, openWithMasterKey, type Secrets } from '../support/vault-setting.ts';
import type { FoundVault } from './held-sessions.ts';

const childFile = fileURLToPath(new URL('children/copy-vault.ts', import.meta.url));
const noted = 'said before it was copied';
const secondsKept = 1;

interface Kept {
  readonly sessionId: SessionId;
  readonly recordingIds: readonly RecordingId[];
}

/** A vault with a session, two recordings and notes, and a folder into which it is copied. */
export class VaultToCopy {
  readonly #secrets: Secrets;
  readonly #setting: UseCaseSetting;
  readonly #kept: Kept;
  readonly #original: string;
  readonly #copy: string;

  private constructor(secrets: Secrets, setting: UseCaseSetting, kept: Kept) {
    this.#secrets = secrets;
    this.#setting = setting;
    this.#kept = kept;
    this.#original = `${setting.folder}-original`;
    this.#copy = `${setting.folder}-copy`;
  }

  static async make(): Promise<VaultToCopy> {
    const secrets = newSecrets();
    const setting = await useCaseSetting(secrets);
    const { unlocked } = setting;
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingIds = [await record(setting, sessionId, secondsKept), await record(setting, sessionId, secondsKept)];
    const { version } = await beginNotes(unlocked, sessionId);
    await saveNotes(unlocked, { sessionId, basedOn: version, text: noted, isLeaving: true });
    await unlocked.readers.close();
    setting.rooms.catalog.close();
    setting.rooms.vault.close();
    return new VaultToCopy(secrets, setting, { sessionId, recordingIds });
  }

  /** It is copied by a process that is killed at its `when`-th call to the disk; null if that came to its end before. */
  async copyKilledAt(when: number): Promise<FoundVault | null> {
    for (const folder of [this.#original, this.#copy]) await rm(folder, { recursive: true, force: true });
    await cp(this.#setting.folder, this.#original, { recursive: true });
    const [strace, ...traced] = killedAt(when);
    const given = [process.execPath, childFile, this.#original, this.#secrets.masterKey().use(toHex), this.#copy];
    const child = spawn(strace, [...traced, ...given], { env: oneFileThread, stdio: ['ignore', 'ignore', 'inherit'] });
    await once(child, 'exit');
    if (child.exitCode !== null && child.exitCode > 0 && child.exitCode < 128) throw new Error('it was not copied');
    if (child.exitCode === 0) return null;
    const original = await this.#look(this.#original);
    const objections = original.objections.map((one) => `the vault itself: ${one}`);
    return { ...original, objections: [...objections, ...(await this.#objectionsToCopy())] };
  }

  async #objectionsToCopy(): Promise<string[]> {
    if (!(await isVaultIn(this.#copy))) return this.#objectionsToLeftFolder();
    try {
      return (await this.#look(this.#copy)).objections.map((one) => `the copy: ${one}`);
    } catch (error) {
      if (error instanceof SottoError) return [`the copy does not open: ${error.code}`];
      throw error;
    }
  }

  /** It is taken for a copy again, or the person is told that something is in it. */
  async #objectionsToLeftFolder(): Promise<string[]> {
    try {
      await judgeCopyFolder(nodeDisk, this.#original, this.#copy);
      return [];
    } catch (error) {
      if (!(error instanceof SottoError)) throw error;
      return error.code === 'vault/folder-not-empty' ? [] : [`the folder of the copy: ${error.code}`];
    }
  }

  async #look(folder: string): Promise<FoundVault> {
    const { sessionId, recordingIds } = this.#kept;
    const beganAt = performance.now();
    const opened = await openWithMasterKey(this.#secrets, folder);
    const rooms = await openRooms(opened, { kind: 'unlock', clock, progress: [] });
    const openedInMs = performance.now() - beganAt;
    const readers = new OpenReaders(rooms, clock);
    try {
      const objections = rooms.notices.map((told) => `told: ${told}`);
      if (getNotes(rooms, sessionId)?.text !== noted) objections.push('notes are not what was written');
      let lostMs = 0;
      for (const id of recordingIds) if ((await readers.lengthOf(id)) === 0) lostMs += secondsKept * 1000;
      const check = new VaultCheck({ ...rooms, readers, clock }, async (act) => act());
      await check.begin(false);
      await check.ended;
      if (check.state.phase !== 'done') objections.push(`the check ${check.state.phase}`);
      objections.push(...check.state.damages.map(({ what }) => `damaged: ${what}`));
      return { openedInMs, lostMs, objections };
    } finally {
      await readers.close();
      rooms.catalog.close();
      rooms.vault.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const folder of [this.#original, this.#copy]) await rm(folder, { recursive: true, force: true });
    await this.#setting[Symbol.asyncDispose]();
  }
}
