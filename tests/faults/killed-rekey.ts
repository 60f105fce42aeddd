import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, rm } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { RecordingId, SessionId } from '../../contract/ids.ts';
import type { Sheet } from '../../contract/passphrase-messages.ts';
import { beginNotes } from '../../main/use-cases/begin-notes.ts';
import { getNotes } from '../../main/use-cases/get-notes.ts';
import { OpenReaders } from '../../main/use-cases/open-readers.ts';
import { openRooms } from '../../main/use-cases/open-vault-rooms.ts';
import { removeWay } from '../../main/use-cases/remove-way.ts';
import { saveNotes } from '../../main/use-cases/save-notes.ts';
import { consentingSession, record } from '../support/consenting-session.ts';
import { killedAt, oneFileThread } from '../support/killed-at.ts';
import { useCaseSetting, type UseCaseSetting } from '../support/use-case-setting.ts';
import { clock } from '../support/vault-setting.ts';
import { addSheet, firstWay, openBySheet } from '../support/ways-setting.ts';
import type { FoundVault } from './held-sessions.ts';

const childFile = fileURLToPath(new URL('children/rekey-vault.ts', import.meta.url));
const noted = 'said before there were new keys';
const secondsKept = 1;

interface Kept {
  readonly sheet: Sheet;
  readonly sessionId: SessionId;
  readonly recordingId: RecordingId;
}

/** A vault with a session, its recording and its notes, that a sheet opens and nothing else. */
export class VaultToRekey {
  readonly #setting: UseCaseSetting;
  readonly #kept: Kept;
  readonly #copy: string;

  private constructor(setting: UseCaseSetting, kept: Kept) {
    this.#setting = setting;
    this.#kept = kept;
    this.#copy = `${setting.folder}-rekeyed`;
  }

  static async make(): Promise<VaultToRekey> {
    const setting = await useCaseSetting();
    const { unlocked } = setting;
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await record(setting, sessionId, secondsKept);
    const { version } = await beginNotes(unlocked, sessionId);
    await saveNotes(unlocked, { sessionId, basedOn: version, text: noted, isLeaving: true });
    const sheet = await addSheet(unlocked);
    const proof = { by: 'sheet', words: sheet.words.join(' ') } as const;
    await removeWay(unlocked, { proof, slotId: firstWay(setting) }, () => undefined);
    await unlocked.readers.close();
    setting.rooms.catalog.close();
    setting.rooms.vault.close();
    return new VaultToRekey(setting, { sheet, sessionId, recordingId });
  }

  /** It is given new keys and killed at its `when`-th call to the disk; null if it came to its end before. */
  async rekeyKilledAt(when: number): Promise<FoundVault | null> {
    await rm(this.#copy, { recursive: true, force: true });
    await cp(this.#setting.folder, this.#copy, { recursive: true });
    const [strace, ...traced] = killedAt(when);
    const given = [process.execPath, childFile, this.#copy, this.#kept.sheet.words.join(' ')];
    const child = spawn(strace, [...traced, ...given], { env: oneFileThread, stdio: ['ignore', 'pipe', 'inherit'] });
    await Promise.all([text(child.stdout), once(child, 'exit')]);
    return child.exitCode === 0 ? null : this.#look();
  }

  async #look(): Promise<FoundVault> {
    const { sheet, sessionId, recordingId } = this.#kept;
    const beganAt = performance.now();
    const rooms = await openRooms(await openBySheet(this.#copy, sheet), { kind: 'unlock', clock, progress: [] });
    const openedInMs = performance.now() - beganAt;
    const readers = new OpenReaders(rooms, clock);
    try {
      const objections = rooms.notices.filter((told) => !told.endsWith('-mended')).map((told) => `told: ${told}`);
      if (getNotes(rooms, sessionId)?.text !== noted) objections.push('notes are not what was written');
      const length = await readers.lengthOf(recordingId);
      return { openedInMs, lostMs: length > 0 ? 0 : secondsKept * 1000, objections };
    } finally {
      await readers.close();
      rooms.catalog.close();
      rooms.vault.close();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.#copy, { recursive: true, force: true });
    await this.#setting[Symbol.asyncDispose]();
  }
}
