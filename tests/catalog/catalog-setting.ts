import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { onTestFinished } from 'vitest';
import { z } from 'zod';
import { templateIdSchema } from '../../contract/agreement.ts';
import {
  notesIdSchema,
  personIdSchema,
  recordingIdSchema,
  sessionIdSchema,
  textHashSchema,
  type NotesId,
  type PersonId,
  type RecordingId,
  type SessionId,
} from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { createCatalog, openCatalog, type Catalog } from '../../main/catalog/catalog.ts';
import { fromHex, toHex, utf8 } from '../../main/crypto/bytes.ts';
import { SecretKey } from '../../main/crypto/secret-key.ts';
import { agreementTextHash, evidenceDigest } from '../../main/crypto/v1/log-entry.ts';

export const keyHex = '5a'.repeat(31) + '01';
export const otherKeyHex = '5a'.repeat(31) + '02';

export function indexKey(hex = keyHex): SecretKey<'index'> {
  return SecretKey.take('index', fromHex(hex));
}

/** A folder of its own, gone when the test is over. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-catalog-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** A new catalog with nothing in it, closed when the test is over. */
export function newCatalog(): Catalog {
  const catalog = createCatalog({ path: join(newFolder(), 'index'), key: indexKey() });
  onTestFinished(() => catalog.close());
  return catalog;
}

function hexId(number: number): string {
  return number.toString(16).padStart(32, '0');
}

export function personId(number: number): PersonId {
  return personIdSchema.parse(hexId(number));
}

export function sessionId(number: number): SessionId {
  return sessionIdSchema.parse(hexId(number));
}

export function recordingId(number: number): RecordingId {
  return recordingIdSchema.parse(hexId(number));
}

export function notesId(number: number): NotesId {
  return notesIdSchema.parse(hexId(number));
}

export const agreement = {
  textHash: textHashSchema.parse(toHex(agreementTextHash('I agree to be recorded.'))),
  language: 'en',
  text: 'I agree to be recorded.',
  firstUsedAtMs: 5,
} as const;

export const template = {
  id: templateIdSchema.parse(hexId(1)),
  version: 1,
  name: 'Ours',
  language: 'en',
  text: 'I agree to {{retention}}.',
  createdAtMs: 7,
} as const;

const salt = utf8('sixteen salt by.');
const payload = utf8(JSON.stringify({ kind: 'typed', name: 'Canary Signature' }));
export const evidence = { digest: evidenceDigest(salt, payload), salt, payload, createdAtMs: 6 };

/**
 * One row in every table: session 1 with persons 1 (`AB-12`) and 2 (`CD-34`), recording 1 with one segment,
 * and notes 1 with one version.
 */
export function fill(catalog: Catalog): void {
  catalog.sessions.add({ id: sessionId(1), createdAtMs: 1000 });
  catalog.persons.add({ id: personId(1), code: 'AB-12', createdAtMs: 1001 });
  catalog.persons.add({ id: personId(2), code: 'CD-34', createdAtMs: 1002 });
  catalog.participations.add({ sessionId: sessionId(1), personId: personId(2), role: 'therapist', capacity: 'self' });
  catalog.participations.add({ sessionId: sessionId(1), personId: personId(1), role: 'client', capacity: 'self' });
  catalog.recordings.add({ id: recordingId(1), sessionId: sessionId(1), beganAtMs: 1003, bitrateBps: 48_000 });
  catalog.recordings.addSegment(recordingId(1));
  catalog.segments.note(recordingId(1), {
    segment: 0,
    chunkCount: 3,
    lastTag: 'ab'.repeat(16),
    durationMs: 1000,
    isFinal: false,
  });
  catalog.notes.add({ id: notesId(1), sessionId: sessionId(1), beganAtMs: 1004 });
  catalog.notes.addVersion(notesId(1), { version: 1, savedAtMs: 1005 }, utf8('sealed'));
  catalog.agreements.add(agreement);
  catalog.evidence.add(evidence);
  catalog.templates.add(template);
  catalog.settings.set('recording', { bitrateBps: 24_000 });
  catalog.logExpected.set(9);
}

/** A closed catalog with a row in every table. */
export function filledCatalog(): string {
  const path = join(newFolder(), 'index');
  const catalog = createCatalog({ path, key: indexKey() });
  fill(catalog);
  catalog.close();
  return path;
}

/** Looks at every row and through every index that the stores use. */
function readAll(catalog: Catalog): void {
  catalog.sessions.list('');
  catalog.sessions.list('ab');
  catalog.sessions.find(sessionId(1));
  catalog.persons.find(personId(1));
  catalog.persons.findByCode('ab-12');
  catalog.persons.findName(personId(1));
  catalog.persons.list('ab');
  catalog.participations.ofSession(sessionId(1));
  catalog.recordings.find(recordingId(1));
  catalog.recordings.ofSession(sessionId(1));
  catalog.recordings.listUnfinished();
  catalog.segments.ofRecording(recordingId(1));
  catalog.notes.find(notesId(1));
  catalog.templates.newest();
  catalog.templates.versions(template.id);
  catalog.notes.versions(notesId(1));
  catalog.notes.sealed(notesId(1), 1);
  catalog.agreements.find(agreement.textHash);
  catalog.evidence.find(evidence.digest);
  catalog.settings.find('recording', z.unknown());
  catalog.logExpected.find();
}

export function openAndReadAll(path: string): void {
  const catalog = openCatalog({ path, key: indexKey() });
  try {
    readAll(catalog);
  } finally {
    catalog.close();
  }
}

/** The file as any program with the key sees it, without the code under test. */
export function openRaw(path: string, hex = keyHex): Database.Database {
  const connection = new Database(path);
  connection.pragma("cipher = 'sqlcipher'");
  connection.pragma('legacy = 4');
  connection.key(Buffer.from(`x'${hex}'`));
  return connection;
}

/** The code of the `SottoError` that `act` throws; null when it throws nothing. */
export function codeOf(act: () => unknown): string | null {
  try {
    act();
    return null;
  } catch (error) {
    if (error instanceof SottoError) return error.code;
    throw error;
  }
}

/**
 * Every file of `folder`, by name, read by another process: reading it in this one would drop SQLite's lock.
 */
export function filesOf(folder: string): Map<string, Buffer> {
  const copy = newFolder();
  execFileSync(process.execPath, [
    '-e',
    'fs.cpSync(process.argv[1], process.argv[2], { recursive: true })',
    folder,
    copy,
  ]);
  return new Map(readdirSync(copy).map((name) => [name, readFileSync(join(copy, name))]));
}

export function childPath(name: string): string {
  return join(import.meta.dirname, 'children', name);
}

/** What a second process gets that opens the catalog at `path`: an error code, or `opened`. */
export function openInSecondProcess(path: string): string {
  const { stdout, stderr } = spawnSync(process.execPath, [childPath('open.ts'), path, keyHex], { encoding: 'utf8' });
  if (stdout === '') throw new Error(stderr);
  return stdout;
}
