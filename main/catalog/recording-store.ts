import { z } from 'zod';
import { recordingIdSchema, sessionIdSchema, type RecordingId, type SessionId } from '../../contract/ids.ts';
import type { BitrateBps } from '../../contract/limits.ts';
import { bitrateSchema, recordingStateSchema, type RecordingState } from '../../contract/recording.ts';
import type { CatalogDatabase } from './database.ts';
import type { Command, Query } from './statements.ts';

export const recordingColumns =
  'id, session_id, state, began_at_ms, duration_ms, bitrate_bps, lost_ms, segment_count' as const;

export const recordingRowSchema = z
  .object({
    id: recordingIdSchema,
    session_id: sessionIdSchema,
    state: recordingStateSchema,
    began_at_ms: z.number().int(),
    duration_ms: z.number().int().min(0),
    bitrate_bps: bitrateSchema,
    lost_ms: z.number().int().min(0).nullable(),
    segment_count: z.number().int().min(0),
  })
  .transform((row) => ({
    id: row.id,
    sessionId: row.session_id,
    state: row.state,
    beganAtMs: row.began_at_ms,
    durationMs: row.duration_ms,
    bitrateBps: row.bitrate_bps,
    lostMs: row.lost_ms,
    /** Segment files that may exist, numbered from 0. */
    segmentCount: row.segment_count,
  }));

/** A `RecordingSummary` and how many segment files it may have. */
export type StoredRecording = Readonly<z.output<typeof recordingRowSchema>>;

export interface NewRecording {
  readonly id: RecordingId;
  readonly sessionId: SessionId;
  readonly beganAtMs: number;
  readonly bitrateBps: BitrateBps;
}

export interface RecordingEnd {
  readonly state: Exclude<RecordingState, 'recording'>;
  readonly durationMs: number;
  /** Null when it is not known. */
  readonly lostMs: number | null;
}

const segmentSchema = z.object({ segment: z.number().int().min(0) });

export class RecordingStore {
  readonly #add: Command;
  readonly #addSegment: Query<typeof segmentSchema>;
  readonly #setDuration: Command;
  readonly #finish: Command;
  readonly #remove: Command;
  readonly #find: Query<typeof recordingRowSchema>;
  readonly #ofSession: Query<typeof recordingRowSchema>;
  readonly #unfinished: Query<typeof recordingRowSchema>;

  constructor(database: CatalogDatabase) {
    this.#add = database.command(
      `INSERT INTO recording (id, session_id, state, began_at_ms, duration_ms, bitrate_bps, lost_ms, segment_count)
       VALUES (?, ?, 'recording', ?, 0, ?, NULL, 0)`,
    );
    this.#addSegment = database.query(
      'UPDATE recording SET segment_count = segment_count + 1 WHERE id = ? RETURNING segment_count - 1 AS segment',
      segmentSchema,
    );
    this.#setDuration = database.command('UPDATE recording SET duration_ms = ? WHERE id = ?');
    this.#finish = database.command('UPDATE recording SET state = ?, duration_ms = ?, lost_ms = ? WHERE id = ?');
    this.#remove = database.command('DELETE FROM recording WHERE id = ?');
    this.#find = database.query(`SELECT ${recordingColumns} FROM recording WHERE id = ?`, recordingRowSchema);
    this.#ofSession = database.query(
      `SELECT ${recordingColumns} FROM recording WHERE session_id = ? ORDER BY began_at_ms, id`,
      recordingRowSchema,
    );
    this.#unfinished = database.query(
      `SELECT ${recordingColumns} FROM recording WHERE state = 'recording' ORDER BY began_at_ms, id`,
      recordingRowSchema,
    );
  }

  /**
   * Notes a recording before its file exists, in state `recording`, without a segment.
   *
   * @throws `request/not-found` for no such session; `request/conflict` for an id that is taken.
   */
  add(recording: NewRecording): void {
    this.#add.run(recording.id, recording.sessionId, recording.beganAtMs, recording.bitrateBps);
  }

  /**
   * The number of the next segment, durable before its file is made; no number is given twice. Null for no such
   * recording.
   */
  addSegment(id: RecordingId): number | null {
    return this.#addSegment.first(id)?.segment ?? null;
  }

  /** How much of it is saved so far. */
  setDuration(id: RecordingId, durationMs: number): void {
    this.#setDuration.run(durationMs, id);
  }

  finish(id: RecordingId, end: RecordingEnd): void {
    this.#finish.run(end.state, end.durationMs, end.lostMs, id);
  }

  /** Removes the row and those of its segments; whether there was one. */
  remove(id: RecordingId): boolean {
    return this.#remove.run(id) > 0;
  }

  find(id: RecordingId): StoredRecording | null {
    return this.#find.first(id);
  }

  /** Oldest first. */
  ofSession(sessionId: SessionId): StoredRecording[] {
    return this.#ofSession.all(sessionId);
  }

  /** In state `recording`: a recorder has it, or recovery must look at it. */
  listUnfinished(): StoredRecording[] {
    return this.#unfinished.all();
  }
}
