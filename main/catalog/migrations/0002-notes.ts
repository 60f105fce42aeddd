/**
 * Notes of sessions: which session has which, and their texts, each sealed under the key of its notes. What is small
 * stands before what is large, so that listing versions reads no text.
 */
export const notes = {
  version: 2,
  sql: `
    CREATE TABLE notes (
      id TEXT PRIMARY KEY NOT NULL CHECK (length(id) = 32),
      session_id TEXT NOT NULL UNIQUE REFERENCES session (id),
      began_at_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE notes_version (
      notes_id TEXT NOT NULL REFERENCES notes (id) ON DELETE CASCADE,
      version INTEGER NOT NULL CHECK (version >= 1),
      saved_at_ms INTEGER NOT NULL,
      sealed BLOB NOT NULL,
      PRIMARY KEY (notes_id, version)
    ) STRICT;
  `,
} as const;
