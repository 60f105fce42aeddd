import { basename, join } from 'node:path';
import { setImmediate as breathe } from 'node:timers/promises';
import type { RecordingId, SessionId } from '../../contract/ids.ts';
import { maximumDamages, reservedBytes } from '../../contract/limits.ts';
import { SottoError, toFailure } from '../../contract/sotto-error.ts';
import type { LeftOutRecording, VaultCopy as CopyState } from '../../contract/vault-copy.ts';
import { copyLog } from '../log/copy-log.ts';
import { readLog } from '../log/read-log.ts';
import { CopyFolder, judgeCopyFolder } from '../vault/copy-folder.ts';
import { copyRecordingFiles } from '../vault/copy-recording-files.ts';
import { recordingBytes } from '../vault/recording-files.ts';
import { recordingFolder } from '../vault/vault-files.ts';
import type { InTurn } from './check-vault.ts';
import { copiedAsSetting, forgetCopy, rememberCopy } from './copy-places.ts';
import { inCopyThatIsHeld } from './in-copy.ts';
import { recordingStays } from './recording-stays.ts';
import { soundOf } from './sound-of.ts';
import type { Check, Unlocked } from './unlocked.ts';

export type CopiedParts = Pick<Unlocked, 'vault' | 'log' | 'catalog' | 'recorders' | 'disk' | 'clock'> & {
  readonly check: Pick<Check, 'state' | 'wholeRecordings'>;
};

class Cancelled extends Error {}

/** The sound of a recording; `soundId` is what its folder is called. */
interface Sound {
  readonly recordingId: RecordingId;
  readonly soundId: RecordingId;
  readonly bytes: number;
}

const nothingYet: CopyState = {
  phase: 'none',
  bytesDone: 0,
  bytesTotal: 0,
  recordings: 0,
  leftOutCount: 0,
  leftOut: [],
  isIndexLeftOut: false,
  error: null,
};

/**
 * Copies what a check has found whole into an empty folder, still encrypted: a vault that the same passphrases and sheets
 * open. Sound is copied beside the calls; keys, log and index together, in a turn of their own, so that they are of one
 * moment. Nothing of the vault changes but its log, which says so before anything is copied.
 */
export class VaultCopy {
  readonly #parts: CopiedParts;
  readonly #inTurn: InTurn;
  #state = nothingYet;
  #mayStop = false;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: CopiedParts, inTurn: InTurn) {
    this.#parts = parts;
    this.#inTurn = inTurn;
  }

  get state(): CopyState {
    return this.#state;
  }

  /** Resolves when it runs no more. */
  get ended(): Promise<void> {
    return this.#running;
  }

  /**
   * Begins a copy in `folder`; nothing happens while one runs.
   *
   * @throws `request/conflict` before a check has come to its end, `vault/recording-runs`, `vault/log-damaged`, `vault/copy-no-room`;
   * as `judgeCopyFolder`. Nothing was written there then.
   */
  async begin(folder: string): Promise<CopyState> {
    if (this.#state.phase === 'running') return this.#state;
    const { vault, log, check, disk } = this.#parts;
    if (check.state.phase !== 'done') throw new SottoError('request/conflict');
    this.#refuseWhileRecording();
    const place = await judgeCopyFolder(vault.disk, vault.folder, folder);
    const { endBytes } = await readLog(vault);
    const whole = check.wholeRecordings;
    const staying = this.#staying();
    const sounds = await Promise.all(staying.filter((id) => whole.has(id)).map((id) => this.#soundOf(id)));
    const besidesBytes = endBytes + (await this.#indexBytes());
    const bytesTotal = sounds.reduce((sum, { bytes }) => sum + bytes, besidesBytes);
    // The index is a second time in its write-ahead log while it is made.
    const neededBytes = bytesTotal + besidesBytes + 2 * reservedBytes;
    if ((await disk.freeBytes(place.there)) < neededBytes) throw new SottoError('vault/copy-no-room');
    const { sequence } = await log.append(
      { kind: 'vault', id: vault.vaultId },
      { kind: 'vault.copied', recordings: sounds.length, leftOut: staying.length - sounds.length },
    );
    // A damaged index may be why it is made: then somebody can still choose the copy when it is connected.
    this.#unlessIndexRefuses(() => rememberCopy(this.#parts, place.folder, sequence));
    this.#mayStop = false;
    this.#state = { ...nothingYet, phase: 'running', bytesTotal };
    this.#running = this.#run(place.folder, sounds, sequence);
    return this.#state;
  }

  /** It stops at the next piece, and removes what it has made; not once keys, log and index have their turn. */
  askToStop(): CopyState {
    this.#mayStop = true;
    return this.#state;
  }

  async #run(path: string, sounds: readonly Sound[], copied: number): Promise<void> {
    let folder: CopyFolder | null = null;
    try {
      folder = await CopyFolder.begin(this.#parts.vault.disk, path);
      const made = folder;
      const there: Sound[] = [];
      for (const sound of sounds) if (await this.#copySound(sound, made)) there.push(sound);
      await this.#inTurn(() => this.#finish(made, there, copied));
    } catch (error) {
      // Without a folder nothing was written that could open.
      if (folder === null || (await folder.remove())) await this.#sayRemoved(copied);
      this.#state =
        error instanceof Cancelled
          ? { ...nothingYet, phase: 'cancelled' }
          : { ...nothingYet, phase: 'failed', error: failureOf(error) };
    }
  }

  /** Where that is refused the log goes on telling of a copy, which is more than there is and not less. */
  async #sayRemoved(copied: number): Promise<void> {
    const { vault, log } = this.#parts;
    try {
      await log.append({ kind: 'vault', id: vault.vaultId }, { kind: 'vault.copy-removed', copied });
      forgetCopy(this.#parts, copied);
    } catch (error) {
      if (!(error instanceof SottoError)) throw error;
    }
  }

  #unlessIndexRefuses(act: () => void): void {
    try {
      act();
    } catch (error) {
      if (!(error instanceof SottoError)) throw error;
    }
  }

  async #copySound({ recordingId, soundId, bytes }: Sound, folder: CopyFolder): Promise<boolean> {
    this.#unlessCancelled();
    if (!this.#isStill(recordingId, soundId)) return false;
    const before = this.#state.bytesDone;
    const isCopied = await copyRecordingFiles(
      recordingFolder(this.#parts.vault.folder, soundId),
      recordingFolder(folder.path, soundId),
      (copiedBytes) => {
        this.#unlessCancelled();
        this.#state = { ...this.#state, bytesDone: this.#state.bytesDone + copiedBytes };
      },
    );
    if (!isCopied) await folder.removeRecording(soundId);
    this.#state = { ...this.#state, bytesDone: before + bytes };
    await breathe();
    return isCopied;
  }

  /** Nothing else is asked of the vault meanwhile. */
  async #finish(folder: CopyFolder, there: readonly Sound[], copied: number): Promise<void> {
    const { vault, log } = this.#parts;
    this.#unlessCancelled();
    // Destroyed, or given another sound, since it was copied: its key is gone, and so are its files.
    const kept = there.filter(({ recordingId, soundId }) => this.#isStill(recordingId, soundId));
    for (const { soundId } of there.filter((sound) => !kept.includes(sound))) await folder.removeRecording(soundId);
    const inCopy = new Set(kept.map(({ recordingId }) => recordingId));
    const leftOut = this.#staying().filter((id) => !inCopy.has(id));
    let isIndexLeftOut = false;
    await log.holding(() =>
      vault.copyKeyFiles(folder.path, async () => {
        await copyLog(vault, join(folder.path, basename(vault.logPath)));
        isIndexLeftOut = !(await this.#copyIndex(folder, copied));
      }),
    );
    await this.#markLeftOut(folder, leftOut, isIndexLeftOut);
    await folder.finish();
    this.#state = {
      ...this.#state,
      phase: 'done',
      bytesDone: this.#state.bytesTotal,
      recordings: kept.length,
      leftOutCount: leftOut.length,
      leftOut: leftOut.slice(0, maximumDamages).flatMap((id) => describe(this.#parts, id)),
      isIndexLeftOut,
    };
  }

  /** In the copy a recording without its sound is one that was altered, whatever it is here, so that nobody takes it for whole. */
  async #markLeftOut(folder: CopyFolder, leftOut: readonly RecordingId[], isIndexLeftOut: boolean): Promise<void> {
    const { log } = this.#parts;
    const unmarked = leftOut.filter((id) =>
      log.events({ kind: 'recording', id }).every(({ body }) => body.kind !== 'recording.altered'),
    );
    // An index that is made anew has no recording as whole whose sound is not there.
    if (unmarked.length === 0 || isIndexLeftOut) return;
    await inCopyThatIsHeld(this.#parts, folder.path, async (copy) => {
      for (const id of unmarked) {
        const stored = copy.catalog.recordings.find(id);
        await copy.log.append({ kind: 'recording', id }, { kind: 'recording.altered' });
        if (stored === null) continue;
        copy.catalog.recordings.finish(id, { state: 'altered', durationMs: stored.durationMs, lostMs: null });
      }
      copy.catalog.checkpoint();
    });
  }

  /** False when it cannot be read: then there is none, and whoever opens the copy is offered to have it made anew. */
  async #copyIndex(folder: CopyFolder, copied: number): Promise<boolean> {
    const { vault, log, catalog } = this.#parts;
    const { path, key } = vault.index;
    const copyPath = join(folder.path, basename(path));
    try {
      catalog.copyTo({ path: copyPath, key }, log.count, copiedAsSetting(copied));
      return true;
    } catch (error) {
      if (!(error instanceof SottoError) || error.code !== 'vault/index-damaged') throw error;
      for (const ending of ['', '-wal', '-journal']) await vault.disk.remove(copyPath + ending);
      return false;
    }
  }

  async #indexBytes(): Promise<number> {
    const { disk, index } = this.#parts.vault;
    return ((await disk.size(index.path)) ?? 0) + ((await disk.size(`${index.path}-wal`)) ?? 0);
  }

  async #soundOf(recordingId: RecordingId): Promise<Sound> {
    const { vault, log } = this.#parts;
    const soundId = soundOf({ log }, recordingId);
    // What cannot be read now is left out when its turn comes.
    const bytes = await recordingBytes(recordingFolder(vault.folder, soundId)).catch(() => 0);
    return { recordingId, soundId, bytes };
  }

  #staying(): RecordingId[] {
    return this.#parts.log.subjectIds('recording').filter((id) => recordingStays(this.#parts, id));
  }

  #isStill(recordingId: RecordingId, soundId: RecordingId): boolean {
    return recordingStays(this.#parts, recordingId) && soundOf(this.#parts, recordingId) === soundId;
  }

  #refuseWhileRecording(): void {
    if (this.#parts.recorders.current() !== null) throw new SottoError('vault/recording-runs');
  }

  /** A recording that has begun has the disk to itself. */
  #unlessCancelled(): void {
    if (this.#mayStop) throw new Cancelled();
    this.#refuseWhileRecording();
  }
}

function describe({ catalog, log }: Pick<CopiedParts, 'catalog' | 'log'>, id: RecordingId): LeftOutRecording[] {
  const [began] = log.events({ kind: 'recording', id });
  if (began?.body.kind !== 'recording.began') return [];
  const { sessionId } = began.body;
  return [{ id, sessionId, codes: codesOf(catalog, sessionId), beganAtMs: began.atMs }];
}

/** None where the index cannot say. */
function codesOf(catalog: CopiedParts['catalog'], sessionId: SessionId): string[] {
  try {
    return catalog.participations.ofSession(sessionId).map(({ code }) => code);
  } catch (error) {
    if (error instanceof SottoError && error.code === 'vault/index-damaged') return [];
    throw error;
  }
}

/** The words for what a disk says speak of the vault's own. */
function failureOf(error: unknown): CopyState['error'] {
  const { code } = toFailure(error);
  if (code === 'storage/disk-full') return 'vault/copy-no-room';
  return code.startsWith('storage/') ? 'vault/copy-unwritable' : code;
}
