import { z } from 'zod';
import type { RecordingId } from '../../contract/ids.ts';
import { fromHex, toHex } from '../crypto/bytes.ts';
import type { CatalogDatabase } from './database.ts';
import type { Command, Query } from './statements.ts';

const rowSchema = z
  .object({
    segment: z.number().int().min(0),
    chunk_count: z.number().int().min(0),
    last_tag: z.instanceof(Uint8Array),
    duration_ms: z.number().int().min(0),
    is_final: z.union([z.literal(0), z.literal(1)]),
  })
  .transform((row) => ({
    segment: row.segment,
    chunkCount: row.chunk_count,
    /** Tag of the last chunk counted, in hexadecimal; empty when there is none. */
    lastTag: toHex(row.last_tag),
    durationMs: row.duration_ms,
    isFinal: row.is_final === 1,
  }));

/** What is known of one segment file, to see later that it was shortened. A `SegmentProgress` fits. */
export type KnownSegment = Readonly<z.output<typeof rowSchema>>;

const insertOr = `
  INSERT INTO segment (recording_id, segment, chunk_count, last_tag, duration_ms, is_final) VALUES (?, ?, ?, ?, ?, ?)
  ON CONFLICT (recording_id, segment) DO UPDATE SET chunk_count = excluded.chunk_count,
    last_tag = excluded.last_tag, duration_ms = excluded.duration_ms, is_final = excluded.is_final`;

function valuesOf(recordingId: RecordingId, known: KnownSegment) {
  const { segment, chunkCount, lastTag, durationMs, isFinal } = known;
  return [recordingId, segment, chunkCount, fromHex(lastTag), durationMs, isFinal ? 1 : 0] as const;
}

export class SegmentStore {
  readonly #note: Command;
  readonly #settle: Command;
  readonly #ofRecording: Query<typeof rowSchema>;

  constructor(database: CatalogDatabase) {
    this.#note = database.command(
      `${insertOr}
       WHERE (excluded.chunk_count, excluded.is_final) > (chunk_count, is_final) AND NOT is_final`,
    );
    this.#settle = database.command(insertOr);
    this.#ofRecording = database.query(
      'SELECT segment, chunk_count, last_tag, duration_ms, is_final FROM segment WHERE recording_id = ? ORDER BY segment',
      rowSchema,
    );
  }

  /**
   * Notes how far a segment has come. What says less than is known already, as progress kept by main while locked may,
   * changes nothing: a segment file only grows, and not after its final chunk.
   *
   * @throws `request/not-found` for no such recording.
   */
  note(recordingId: RecordingId, known: KnownSegment): void {
    this.#note.run(...valuesOf(recordingId, known));
  }

  /** Notes what a segment was found to be once nobody writes it any more, whatever was known before. */
  settle(recordingId: RecordingId, found: KnownSegment): void {
    this.#settle.run(...valuesOf(recordingId, found));
  }

  /** In order of segment; a segment of which nothing was noted is not in it. */
  ofRecording(recordingId: RecordingId): KnownSegment[] {
    return this.#ofRecording.all(recordingId);
  }
}
