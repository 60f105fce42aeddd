/**
 * Persons, sessions, agreements, evidence, recordings and settings.
 *
 * Ids are the hexadecimal text that crosses process borders: what is bound, joined, read back and shown is one string,
 * and at a vault's size the 16 bytes more an id cost nothing. Digests and tags, which are compared with bytes of files,
 * are BLOBs. Tables whose key is an id are WITHOUT ROWID, so that the key is the table.
 */
export const firstForm = {
  version: 1,
  sql: `
    CREATE TABLE person (
      id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 32),
      code TEXT NOT NULL CHECK (length(code) BETWEEN 1 AND 40),
      code_folded TEXT NOT NULL UNIQUE,
      created_at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE session (
      id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 32),
      created_at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX session_newest ON session (created_at_ms DESC, id);

    CREATE TABLE participation (
      session_id TEXT NOT NULL REFERENCES session (id),
      person_id TEXT NOT NULL REFERENCES person (id),
      role TEXT NOT NULL,
      capacity TEXT NOT NULL,
      position INTEGER NOT NULL,
      PRIMARY KEY (session_id, person_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX participation_person ON participation (person_id, session_id);

    CREATE TABLE agreement_text (
      text_hash TEXT PRIMARY KEY NOT NULL CHECK (length(text_hash) = 64),
      language TEXT NOT NULL,
      text TEXT NOT NULL,
      first_used_at_ms INTEGER NOT NULL
    ) STRICT;
    CREATE TRIGGER agreement_text_is_immutable BEFORE UPDATE ON agreement_text
    BEGIN
      SELECT RAISE (ABORT, 'agreement_text is immutable');
    END;

    CREATE TABLE evidence (
      digest BLOB PRIMARY KEY NOT NULL CHECK (length(digest) = 32),
      salt BLOB NOT NULL,
      payload BLOB NOT NULL,
      created_at_ms INTEGER NOT NULL
    ) STRICT;

    CREATE TABLE recording (
      id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 32),
      session_id TEXT NOT NULL REFERENCES session (id),
      state TEXT NOT NULL CHECK (state IN ('recording', 'complete', 'recovered', 'altered')),
      began_at_ms INTEGER NOT NULL,
      duration_ms INTEGER NOT NULL CHECK (duration_ms >= 0),
      bitrate_bps INTEGER NOT NULL,
      lost_ms INTEGER CHECK (lost_ms >= 0),
      segment_count INTEGER NOT NULL CHECK (segment_count >= 0)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX recording_session ON recording (session_id, began_at_ms);
    CREATE INDEX recording_unfinished ON recording (began_at_ms) WHERE state = 'recording';

    CREATE TABLE segment (
      recording_id TEXT NOT NULL REFERENCES recording (id) ON DELETE CASCADE,
      segment INTEGER NOT NULL CHECK (segment >= 0),
      chunk_count INTEGER NOT NULL CHECK (chunk_count >= 0),
      last_tag BLOB NOT NULL CHECK (length(last_tag) IN (0, 16)),
      duration_ms INTEGER NOT NULL CHECK (duration_ms >= 0),
      is_final INTEGER NOT NULL CHECK (is_final IN (0, 1)),
      PRIMARY KEY (recording_id, segment)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE setting (
      key TEXT PRIMARY KEY NOT NULL,
      value TEXT NOT NULL CHECK (json_valid(value))
    ) STRICT, WITHOUT ROWID;
  `,
} as const;
