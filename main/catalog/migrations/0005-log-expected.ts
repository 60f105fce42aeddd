/** How many entries the log may have (docs/vault-format.md, Index): one number, or none before the first entry. */
export const logExpected = {
  version: 5,
  sql: `
    CREATE TABLE log_expected (
      only INTEGER PRIMARY KEY CHECK (only = 1),
      entries INTEGER NOT NULL CHECK (entries >= 0)
    ) STRICT;
  `,
} as const;
