/** A name beside a person's code, where somebody wanted one. It goes with the person's row. */
export const personName = {
  version: 3,
  sql: 'ALTER TABLE person ADD COLUMN name TEXT CHECK (length(name) BETWEEN 1 AND 120)',
} as const;
