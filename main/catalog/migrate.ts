import type Database from 'better-sqlite3';
import { SottoError } from '../../contract/sotto-error.ts';
import { firstForm } from './migrations/0001-first-form.ts';
import { notes } from './migrations/0002-notes.ts';
import { personName } from './migrations/0003-person-name.ts';
import { agreementTemplate } from './migrations/0004-agreement-template.ts';
import { logExpected } from './migrations/0005-log-expected.ts';

/** One step from the form before; what has shipped is never edited. */
export interface Migration {
  /** The file's `user_version` afterwards, which counts from 1 without a gap. */
  readonly version: number;
  readonly sql: string;
}

/** Every migration, in order. */
export const migrations: readonly Migration[] = [firstForm, notes, personName, agreementTemplate, logExpected];

/**
 * Brings a file to the newest form, one transaction a migration: killed in between it goes on from there.
 *
 * @throws `vault/newer-version` for a file of a later app, which is left as it is.
 */
export function migrate(connection: Database.Database, steps: readonly Migration[] = migrations): void {
  const before = readVersion(connection);
  if (before > steps.length) throw new SottoError('vault/newer-version', { version: before, supported: steps.length });
  for (const step of steps.slice(before)) {
    connection
      .transaction(() => {
        connection.exec(step.sql);
        connection.pragma(`user_version = ${step.version}`);
      })
      .exclusive();
  }
}

/** The file's form; 0 for an empty one. */
export function readVersion(connection: Database.Database): number {
  return Number(connection.pragma('user_version', { simple: true }));
}
