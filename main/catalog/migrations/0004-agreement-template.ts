/** Templates of agreements that somebody wrote. A version stays as it was saved; a change is a new one. */
export const agreementTemplate = {
  version: 4,
  sql: `
    CREATE TABLE agreement_template (
      id TEXT NOT NULL CHECK (length(id) = 32),
      version INTEGER NOT NULL CHECK (version >= 1),
      name TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
      language TEXT NOT NULL,
      text TEXT NOT NULL,
      created_at_ms INTEGER NOT NULL,
      PRIMARY KEY (id, version)
    ) STRICT;
    CREATE TRIGGER agreement_template_is_immutable BEFORE UPDATE ON agreement_template
    BEGIN
      SELECT RAISE (ABORT, 'agreement_template is immutable');
    END;
  `,
} as const;
