import { setImmediate as breathe } from 'node:timers/promises';
import type { RecordingId, SessionId } from '../../contract/ids.ts';
import { maximumDamages } from '../../contract/limits.ts';
import { SottoError, toFailure } from '../../contract/sotto-error.ts';
import type { Damage, DamagedRecording, VaultCheck as CheckState } from '../../contract/vault-check.ts';
import { fromHex } from '../crypto/bytes.ts';
import { readLog } from '../log/read-log.ts';
import { projectFate } from '../retention/fate.ts';
import { holdEvidenceIn } from '../retention/hold.ts';
import { recordingBytes } from '../vault/recording-files.ts';
import { recordingFolder } from '../vault/vault-files.ts';
import { checkRecording, type CheckedRecording } from './check-recording.ts';
import { compareIndex } from './compare-index.ts';
import { lostBefore } from './compared.ts';
import { getEarlierNotes, getNotes } from './get-notes.ts';
import { projectNotes } from './project-notes.ts';
import { recordingStays } from './recording-stays.ts';
import { soundOf } from './sound-of.ts';
import type { Unlocked } from './unlocked.ts';

export type CheckedParts = Pick<Unlocked, 'vault' | 'log' | 'catalog' | 'clock' | 'readers'>;

/** Carries something out between two calls. */
export type InTurn = <Value>(act: () => Value | Promise<Value>) => Promise<Value>;

class Stopped extends Error {}

interface Step {
  readonly bytes: number;
  readonly act: () => Promise<void>;
}

const nothingYet: CheckState = {
  phase: 'none',
  bytesDone: 0,
  bytesTotal: 0,
  checked: 0,
  damagedCount: 0,
  damages: [],
  running: 0,
  endedAtMs: null,
  error: null,
};

/**
 * Looks at everything in an open vault: files with copies, the log, the index, notes and evidence, every chunk of every
 * recording. It runs beside the calls and not among them; only what compares index and log has a turn of its own. It
 * repairs nothing. What was found damaged is `altered` from then on, so that what can be vouched for of it plays.
 */
export class VaultCheck {
  readonly #parts: CheckedParts;
  readonly #inTurn: InTurn;
  readonly #whole = new Set<RecordingId>();
  #state = nothingYet;
  /** What is left to do; the first of them is the one that was stopped. */
  #steps: Step[] = [];
  #mayStop = false;
  #running: Promise<void> = Promise.resolve();

  constructor(parts: CheckedParts, inTurn: InTurn) {
    this.#parts = parts;
    this.#inTurn = inTurn;
  }

  get state(): CheckState {
    return this.#state;
  }

  /** Recordings of which the check has found the sound whole. */
  get wholeRecordings(): ReadonlySet<RecordingId> {
    return this.#whole;
  }

  /** Begins anew; or, when it was stopped, goes on with what it was at. Nothing happens while it runs. */
  async begin(isResumed: boolean): Promise<CheckState> {
    if (this.#state.phase === 'running') return this.#state;
    if (!isResumed || this.#state.phase !== 'stopped') await this.#plan();
    this.#mayStop = false;
    this.#state = { ...this.#state, phase: 'running' };
    this.#running = this.#run();
    return this.#state;
  }

  /** It stops at the next chunk. Not awaited: what it is at may wait for the turn of this very call. */
  askToStop(): CheckState {
    this.#mayStop = true;
    return this.#state;
  }

  /** Resolves when it runs no more. */
  get ended(): Promise<void> {
    return this.#running;
  }

  async #plan(): Promise<void> {
    const { log, vault } = this.#parts;
    this.#whole.clear();
    this.#state = nothingYet;
    const recordings: Step[] = [];
    for (const id of log.subjectIds('recording').filter((one) => this.#stays(one))) {
      const bytes = await bytesOf(recordingFolder(vault.folder, soundOf({ log }, id)));
      recordings.push({ bytes, act: () => this.#checkRecording(id) });
    }
    const logBytes = (await vault.disk.size(vault.logPath)) ?? 0;
    const indexBytes = (await vault.disk.size(vault.index.path)) ?? 0;
    this.#steps = [
      { bytes: 0, act: () => this.#checkCopies() },
      ...recordings,
      { bytes: 0, act: () => this.#checkTexts() },
      { bytes: indexBytes, act: () => this.#checkIndex(indexBytes) },
      { bytes: logBytes, act: () => this.#checkLog() },
    ];
    this.#state = { ...nothingYet, bytesTotal: this.#steps.reduce((sum, { bytes }) => sum + bytes, 0) };
  }

  async #run(): Promise<void> {
    try {
      for (let step = this.#steps[0]; step !== undefined; step = this.#steps[0]) {
        const before = this.#state;
        try {
          this.#unlessStopped();
          await step.act();
        } catch (error) {
          // The index could not say what there is to look at: that it is damaged is found when it is looked at itself.
          if (isIndexDamage(error)) {
            this.#steps.shift();
            this.#state = { ...this.#state, bytesDone: before.bytesDone + step.bytes };
            continue;
          }
          // What was half done is done again as a whole.
          this.#state = before;
          throw error;
        }
        this.#steps.shift();
        this.#state = { ...this.#state, bytesDone: before.bytesDone + step.bytes };
        await breathe();
      }
      await this.#end();
    } catch (error) {
      this.#state =
        error instanceof Stopped
          ? { ...this.#state, phase: 'stopped' }
          : { ...this.#state, phase: 'failed', error: toFailure(error).code };
    }
  }

  async #end(): Promise<void> {
    const { log, vault, clock } = this.#parts;
    const { checked, damagedCount } = this.#state;
    await log.append({ kind: 'vault', id: vault.vaultId }, { kind: 'vault.checked', checked, damaged: damagedCount });
    this.#state = { ...this.#state, phase: 'done', endedAtMs: clock.nowMs() };
  }

  #unlessStopped(): void {
    if (this.#mayStop) throw new Stopped();
  }

  #note(count: number, damages: readonly Damage[]): void {
    const { checked, damagedCount } = this.#state;
    this.#state = {
      ...this.#state,
      checked: checked + count,
      damagedCount: damagedCount + damages.length,
      damages: [...this.#state.damages, ...damages].slice(0, maximumDamages),
    };
  }

  async #checkCopies(): Promise<void> {
    const damaged = await this.#parts.vault.findDamagedCopies();
    this.#note(
      6,
      damaged.map((name) => ({ what: 'copy', name })),
    );
  }

  async #checkLog(): Promise<void> {
    const isWhole = await holds(() => readLog(this.#parts.vault));
    this.#note(1, isWhole ? [] : [{ what: 'log' }]);
  }

  async #checkIndex(bytes: number): Promise<void> {
    const { log, catalog } = this.#parts;
    // Between two calls: within one a row may be on its way after its entry.
    const isWhole =
      (await holds(() => this.#findDamagedTables(bytes))) &&
      (await this.#inTurn(() => holds(() => compareIndex(log, catalog.rows()))));
    this.#note(1, isWhole ? [] : [{ what: 'index' }]);
  }

  /** One by one, as the index as a whole takes a second when much evidence is in it. */
  async #findDamagedTables(bytes: number): Promise<string[]> {
    const { catalog } = this.#parts;
    const damaged: string[] = [];
    const tables = await this.#inTurn(() => catalog.tables());
    for (const table of tables) {
      this.#unlessStopped();
      if (await this.#inTurn(() => catalog.findDamageIn(table))) damaged.push(table);
      this.#state = { ...this.#state, bytesDone: this.#state.bytesDone + Math.floor(bytes / tables.length) };
      await breathe();
    }
    return damaged;
  }

  /** Notes and evidence, session by session. */
  async #checkTexts(): Promise<void> {
    for (const sessionId of this.#parts.log.subjectIds('session')) {
      this.#unlessStopped();
      if (this.#parts.catalog.sessions.find(sessionId) === null || !this.#sessionStays(sessionId)) continue;
      await this.#inTurn(() => this.#checkTextsOf(sessionId));
      await breathe();
    }
  }

  #checkTextsOf(sessionId: SessionId): void {
    if (!this.#sessionStays(sessionId)) return;
    const codes = this.#codesOf(sessionId);
    const notes = notesHold(this.#parts, sessionId);
    if (notes !== null) this.#note(1, notes ? [] : [{ what: 'notes', sessionId, codes }]);
    const evidence = evidenceHolds(this.#parts, sessionId);
    if (evidence !== null) this.#note(1, evidence ? [] : [{ what: 'evidence', sessionId, codes }]);
  }

  async #checkRecording(id: RecordingId): Promise<void> {
    const { catalog } = this.#parts;
    const stored = catalog.recordings.find(id);
    // Gone since the check began, or not there yet: the index says so, and is looked at.
    if (!this.#stays(id) || stored === null) return;
    if (stored.state === 'recording') {
      this.#state = { ...this.#state, running: this.#state.running + 1 };
      return;
    }
    const found = await this.#look(id);
    // Destroyed while it was read.
    if (!this.#stays(id)) return;
    if (found.state === 'whole' || found.state === 'levels') this.#whole.add(id);
    const { sessionId, beganAtMs, durationMs } = stored;
    const recording: DamagedRecording = {
      id,
      sessionId,
      codes: this.#codesOf(sessionId),
      beganAtMs,
      durationMs,
      playableMs: found.state === 'sound' ? found.playableMs : null,
    };
    this.#note(1, found.state === 'whole' ? [] : [{ what: found.state, recording }]);
    if (found.state === 'sound' && stored.state !== 'altered') await this.#inTurn(() => this.#markAltered(id));
  }

  /** Once more where a part was erased meanwhile: what was read then is not what the recording is. */
  async #look(id: RecordingId): Promise<CheckedRecording> {
    const { bytesDone } = this.#state;
    for (;;) {
      this.#state = { ...this.#state, bytesDone };
      // Between two calls: within one that erases, log and rows may be at odds.
      const soundId = await this.#inTurn(() => soundOf(this.#parts, id));
      const found = await checkRecording(this.#parts, id, (bytes) => {
        this.#unlessStopped();
        this.#state = { ...this.#state, bytesDone: this.#state.bytesDone + bytes };
      });
      if (soundOf(this.#parts, id) === soundId) return found;
    }
  }

  /** The player then gives out what can be vouched for, and the person is asked about the recording. */
  async #markAltered(id: RecordingId): Promise<void> {
    const { log, catalog, readers } = this.#parts;
    const stored = catalog.recordings.find(id);
    if (stored === null || stored.state === 'altered' || stored.state === 'recording' || !this.#stays(id)) return;
    await log.append({ kind: 'recording', id }, { kind: 'recording.altered' });
    catalog.recordings.finish(id, { state: 'altered', durationMs: stored.durationMs, lostMs: null });
    // What plays it now goes by what it was.
    await readers.close();
  }

  #codesOf(sessionId: SessionId): string[] {
    return this.#parts.catalog.participations.ofSession(sessionId).map(({ code }) => code);
  }

  #stays(id: RecordingId): boolean {
    return recordingStays(this.#parts, id);
  }

  #sessionStays(id: SessionId): boolean {
    const fate = projectFate(this.#parts.log.events({ kind: 'session', id })).kind;
    return fate === 'stays' || fate === 'waits';
  }
}

/** Whether it could be read and finds nothing that differs. */
async function holds(read: () => unknown): Promise<boolean> {
  try {
    const found = await read();
    return !Array.isArray(found) || found.length === 0;
  } catch (error) {
    if (error instanceof Stopped) throw error;
    const { code } = toFailure(error);
    if (code.startsWith('vault/') || code.startsWith('integrity/')) return false;
    throw error;
  }
}

function isIndexDamage(error: unknown): boolean {
  return error instanceof SottoError && error.code === 'vault/index-damaged';
}

function isDamage(error: unknown): boolean {
  return isIndexDamage(error) || (error instanceof SottoError && error.code.startsWith('integrity/'));
}

/** Null when the session has none. */
function notesHold(parts: CheckedParts, sessionId: SessionId): boolean | null {
  try {
    const notes = getNotes(parts, sessionId);
    if (notes === null) return null;
    for (const { version } of notes.earlier) getEarlierNotes(parts, { sessionId, version });
    // What an index had that could not be read is gone with it: the unlock that made another has said so.
    return !notes.isOlder || (notes.savedAtMs === null && isLostSince(parts, sessionId));
  } catch (error) {
    if (isDamage(error) || (error instanceof SottoError && error.code === 'request/not-found')) return false;
    throw error;
  }
}

function isLostSince({ log }: CheckedParts, sessionId: SessionId): boolean {
  const saved = projectNotes(log.events({ kind: 'session', id: sessionId }))?.logged;
  return (saved?.sequence ?? 0) < lostBefore(log);
}

/** Of consents given in the session, and of holds on it and in it; null when there is none. */
function evidenceHolds({ log, catalog }: CheckedParts, sessionId: SessionId): boolean | null {
  const people = new Set(
    log
      .events({ kind: 'session', id: sessionId })
      .flatMap(({ body }) => (body.kind === 'participant.added' ? [body.personId] : [])),
  );
  const lost = lostBefore(log);
  const rested = [...people]
    .flatMap((id) => log.events({ kind: 'person', id }))
    .flatMap(({ body, evidenceDigest, sequence }) =>
      body.sessionId === sessionId && evidenceDigest !== null ? [{ digest: evidenceDigest, sequence }] : [],
    );
  const held = [
    ...log.events({ kind: 'session', id: sessionId }),
    ...catalog.recordings.ofSession(sessionId).flatMap(({ id }) => log.events({ kind: 'recording', id })),
  ];
  rested.push(
    ...held.flatMap((event) => holdEvidenceIn(event).map((digest) => ({ digest, sequence: event.sequence }))),
  );
  if (rested.length === 0) return null;
  try {
    return rested.every(({ digest, sequence }) => catalog.evidence.find(fromHex(digest)) !== null || sequence < lost);
  } catch (error) {
    if (isDamage(error)) return false;
    throw error;
  }
}

async function bytesOf(folder: string): Promise<number> {
  try {
    return await recordingBytes(folder);
  } catch {
    return 0;
  }
}
