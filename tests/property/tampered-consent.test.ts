import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OpeningNotice } from '../../contract/app-state.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { openCatalog } from '../../main/catalog/catalog.ts';
import { openDatabase } from '../../main/catalog/database.ts';
import type { IndexRows } from '../../main/catalog/index-rows.ts';
import { concatBytes } from '../../main/crypto/bytes.ts';
import { logHeaderLength } from '../../main/crypto/v1/log-entry.ts';
import { openRooms } from '../../main/use-cases/open-vault-rooms.ts';
import { splitLog } from '../../main/vault/log-records.ts';
import { RecordersHere } from '../support/use-case-setting.ts';
import { clock, openWithMasterKey, temporaryFolder, withByteFlipped } from '../support/vault-setting.ts';
import { divide, join as joined, type Divided } from './tampering.ts';
import {
  decide,
  happenings,
  liveThrough,
  readFiles,
  writeFiles,
  type Decisions,
  type Files,
  type VaultHistory,
} from './vault-histories.ts';

const historyCount = 6;
const casesOfAKind = 25;
const pageBytes = 4096;

const seed = Date.now() % 2 ** 31;
let histories: VaultHistory[] = [];
let folder = '';
let removeFolder: () => Promise<void> = () => Promise.resolve();

beforeAll(async () => {
  const temporary = await temporaryFolder();
  folder = join(temporary.path, 'vault');
  removeFolder = () => temporary[Symbol.asyncDispose]();
  for (const groups of fc.sample(happenings, { numRuns: historyCount, seed }))
    histories.push(await liveThrough(groups));
}, 60_000);

afterAll(async () => {
  histories = [];
  await removeFolder();
});

interface Opened {
  /** Why it did not open. */
  readonly refused: ErrorCode | null;
  readonly notices: readonly OpeningNotice[];
  readonly decisions: Decisions | null;
}

/** Draws that a tampering makes of a history what it likes of: each is used modulo what there is. */
type Tamper = (history: VaultHistory, draws: readonly [number, number]) => Files | null;

/** Runs `judge` on what opening says of each tampered vault, of all histories; `meanwhile` sees its files before. */
async function eachTampered(
  tamper: Tamper,
  judge: (opened: Opened, history: VaultHistory) => void,
  meanwhile: (history: VaultHistory) => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const draw = fc.nat(2 ** 24);
  await fc.assert(
    fc.asyncProperty(fc.nat(historyCount - 1), draw, draw, async (which, first, second) => {
      const history = at(histories, which);
      const files = tamper(history, [first, second]);
      fc.pre(files !== null);
      judge(await open(history, files, () => meanwhile(history)), history);
    }),
    { numRuns: casesOfAKind, seed },
  );
}

/** Opens a vault of these files as an unlock does, asks the gate, and asserts that nothing went from the disk. */
async function open(
  history: VaultHistory,
  files: Files,
  meanwhile: () => Promise<void> = () => Promise.resolve(),
): Promise<Opened> {
  await writeFiles(folder, files);
  await meanwhile();
  const before = await readFiles(folder);
  const opened = await openAndDecide(history);
  assertNothingWent(before, await readFiles(folder), opened);
  return opened;
}

async function openAndDecide({ secrets, sessions }: VaultHistory): Promise<Opened> {
  try {
    const { notices, ...rooms } = await openRooms(await openWithMasterKey(secrets, folder), {
      kind: 'unlock',
      clock,
      progress: [],
    });
    try {
      const disk = { freeBytes: () => Promise.resolve(10 ** 12) };
      const decisions = await decide({ ...rooms, clock, disk, recorders: new RecordersHere() }, sessions);
      return { refused: null, notices, decisions };
    } finally {
      rooms.catalog.close();
      rooms.vault.close();
    }
  } catch (error) {
    if (error instanceof SottoError) return { refused: error.code, notices: [], decisions: null };
    throw error;
  }
}

function assertNothingWent(before: Files, after: Files, { refused }: Opened): void {
  for (const [name, bytes] of before) {
    const now = after.get(name);
    expect(now, name).toBeDefined();
    if (now === undefined) continue;
    const mayGrow = name === 'log.1' && refused === null;
    if (mayGrow) expect(equal(now.subarray(0, bytes.length), bytes), name).toBe(true);
    else if (!/^(?:state|index|lock)/.test(name)) expect(equal(now, bytes), name).toBe(true);
  }
}

function equal(one: Uint8Array, other: Uint8Array): boolean {
  return Buffer.compare(one, other) === 0;
}

function at<Value>(values: readonly Value[], draw: number): Value {
  const value = values[draw % values.length];
  if (value === undefined) throw new Error('there is none');
  return value;
}

function last<Value>(values: readonly Value[]): Value {
  return at(values, values.length - 1);
}

function fileOf(files: Files, name: string): Uint8Array<ArrayBuffer> {
  const bytes = files.get(name);
  if (bytes === undefined) throw new Error(`no ${name}`);
  return new Uint8Array(bytes);
}

/** The newest files with these in the place of some; null when that changes nothing. */
function replaced({ locked }: VaultHistory, other: Readonly<Record<string, Uint8Array>>): Files | null {
  const files = last(locked);
  const isSame = Object.entries(other).every(([name, bytes]) => equal(fileOf(files, name), bytes));
  return isSame ? null : new Map([...files, ...Object.entries(other)]);
}

function logOf({ locked }: VaultHistory): Divided {
  const bytes = fileOf(last(locked), 'log.1');
  return divide(
    bytes,
    logHeaderLength,
    splitLog(bytes).map(({ endBytes }) => endBytes),
  );
}

function withUnits(history: VaultHistory, change: (units: Uint8Array<ArrayBuffer>[]) => void): Files | null {
  const { head, units } = logOf(history);
  const changed = [...units];
  change(changed);
  return replaced(history, { 'log.1': joined({ head, units: changed }) });
}

/** Of any time: at a lock, or between two happenings. */
function olderFiles({ locked, passing }: VaultHistory, draw: number): Files {
  return at([...locked.slice(0, -1), ...passing], draw);
}

function oldIndex(history: VaultHistory, draw: number): Uint8Array<ArrayBuffer> {
  return fileOf(at(history.locked.slice(0, -1), draw), 'index.1');
}

const ofTheLog: Readonly<Record<string, Tamper>> = {
  'cut at any byte': (history, [draw]) => {
    const log = fileOf(last(history.locked), 'log.1');
    return replaced(history, { 'log.1': log.slice(0, draw % log.length) });
  },
  'with an entry cut off at the end': (history, [draw]) =>
    withUnits(history, (units) => units.splice(-1 - (draw % (units.length - 1)))),
  'with a byte flipped': (history, [draw]) => {
    const log = fileOf(last(history.locked), 'log.1');
    return replaced(history, { 'log.1': withByteFlipped(log, draw % log.length) });
  },
  'with a byte flipped in its last entries': (history, [draw]) => {
    const log = fileOf(last(history.locked), 'log.1');
    return replaced(history, { 'log.1': withByteFlipped(log, log.length - 1 - (draw % 600)) });
  },
  'with two entries swapped': (history, [first, second]) =>
    withUnits(history, (units) => {
      const [one, other] = [at(units, first), at(units, second)];
      units[first % units.length] = other;
      units[second % units.length] = one;
    }),
  'with an entry twice': (history, [first, second]) =>
    withUnits(history, (units) => {
      // One more of the last behind the last is what a torn append may leave: it is cut off and changes nothing.
      const isTail = at(units, first) === last(units) && at(units, second) === last(units);
      if (!isTail) units.splice(first % units.length, 0, at(units, second));
    }),
  'with an entry in the place of another': (history, [first, second]) =>
    withUnits(history, (units) => units.splice(first % units.length, 1, at(units, second))),
  'with an entry of another vault in the place of one': (history, [first, second]) => {
    const other = at(
      histories.filter((candidate) => candidate !== history),
      second,
    );
    return withUnits(history, (units) => units.splice(first % units.length, 1, at(logOf(other).units, first)));
  },
  'put back to an older one': (history, [draw]) =>
    replaced(history, { 'log.1': fileOf(olderFiles(history, draw), 'log.1') }),
  'put back to an older one with one state copy of its time': (history, [draw, copy]) => {
    const older = olderFiles(history, draw);
    const name = at(['state.a', 'state.b'], copy);
    return replaced(history, { 'log.1': fileOf(older, 'log.1'), [name]: fileOf(older, name) });
  },
};

describe('a log', () => {
  for (const [how, tamper] of Object.entries(ofTheLog)) {
    test(`${how} is refused, and stays as it was`, () =>
      eachTampered(tamper, (opened) => {
        // The first eight bytes and the version after them say what kind of file it is and of which time.
        expect(['vault/log-damaged', 'vault/newer-version']).toContain(opened.refused);
      }));
  }
});

describe('state copies put back', () => {
  const isToldOf = ({ refused, notices }: Opened): boolean =>
    refused !== null || notices.includes('possible-rollback') || notices.includes('state-copy-mended');

  test('both, of one time, are noticed unless a crash leaves the same; what the gate says stays', async () => {
    let told = 0;
    await eachTampered(
      (history, [draw]) => {
        const older = olderFiles(history, draw);
        return replaced(history, { 'state.a': fileOf(older, 'state.a'), 'state.b': fileOf(older, 'state.b') });
      },
      (opened, history) => {
        if (isToldOf(opened)) told += 1;
        if (opened.refused === null) expect(opened.decisions).toEqual(last(history.decisions));
        else expect(opened.refused).toBe('vault/key-table-damaged');
      },
    );
    expect(told).toBeGreaterThan(0);
  });

  test('both, of a time before the last unlock, are always noticed', () =>
    eachTampered(
      (history, [draw]) => {
        const older = at(history.locked.slice(0, -1), draw);
        return replaced(history, { 'state.a': fileOf(older, 'state.a'), 'state.b': fileOf(older, 'state.b') });
      },
      (opened) => expect(isToldOf(opened)).toBe(true),
    ));

  test('one, of any time, changes nothing that the gate says', () =>
    eachTampered(
      (history, [draw, copy]) => {
        const name = at(['state.a', 'state.b'], copy);
        return replaced(history, { [name]: fileOf(olderFiles(history, draw), name) });
      },
      (opened, history) => {
        expect(opened.refused).toBeNull();
        expect(opened.decisions).toEqual(last(history.decisions));
      },
    ));
});

/** The gate says what it said, or does not know the session: that nobody can record in either. */
function assertNoMoreThanBefore({ decisions }: Opened, history: VaultHistory): void {
  for (const sessionId of history.sessions) {
    const now = decisions?.[sessionId];
    if (now === 'request/not-found') continue;
    expect(now).toEqual(last(history.decisions)[sessionId]);
  }
}

const ofTheIndex: readonly OpeningNotice[] = ['index-older', 'index-differs'];

function isToldOfTheIndex({ notices }: Opened): boolean {
  return notices.some((notice) => ofTheIndex.includes(notice));
}

/** How far the index says the log may be, and its rows; null where they cannot be read. */
async function rowsInFolder({ secrets }: VaultHistory): Promise<[number | null, IndexRows] | null> {
  const { vault } = await openWithMasterKey(secrets, folder);
  const catalog = openCatalog(vault.index);
  try {
    return [catalog.logExpected.find(), catalog.rows()];
  } catch (error) {
    if (error instanceof SottoError) return null;
    throw error;
  } finally {
    catalog.close();
    vault.close();
  }
}

/** Without sessions in which nobody is and persons who are nowhere, of which the log need not speak. */
function spokenOf([expected, rows]: [number | null, IndexRows], by: IndexRows): unknown {
  const sessions = new Set(by.participations.map(({ sessionId }) => sessionId));
  const persons = new Set(by.participations.map(({ personId }) => personId));
  return {
    expected,
    ...rows,
    sessions: rows.sessions.filter((id) => sessions.has(id)),
    persons: rows.persons.filter((id) => persons.has(id)),
  };
}

describe('an older index', () => {
  test('put back whole is always told, and changes nothing that the gate says', () =>
    eachTampered(
      (history, [draw]) => replaced(history, { 'index.1': oldIndex(history, draw) }),
      (opened, history) => {
        expect(opened.refused).toBeNull();
        expect(opened.notices).toContain('index-older');
        assertNoMoreThanBefore(opened, history);
      },
    ));

  test('of which one page is put back is refused, or told if the log speaks of what it changes, and the gate says what it said', async () => {
    const untouched = new Map<VaultHistory, [number | null, IndexRows]>();
    for (const history of histories) {
      await writeFiles(folder, last(history.locked));
      const rows = await rowsInFolder(history);
      if (rows === null) throw new Error('the rows cannot be read');
      untouched.set(history, rows);
    }
    let told = 0;
    let found: [number | null, IndexRows] | null = null;
    await eachTampered(
      (history, [draw, page]) => {
        const older = oldIndex(history, draw);
        const newer = fileOf(last(history.locked), 'index.1');
        const changed = Array.from({ length: older.length / pageBytes }, (_, number) => number * pageBytes).filter(
          (from) => !equal(older.subarray(from, from + pageBytes), newer.subarray(from, from + pageBytes)),
        );
        if (changed.length === 0) return null;
        const from = at(changed, page);
        const rest = newer.subarray(from + pageBytes);
        const index = concatBytes(newer.subarray(0, from), older.subarray(from, from + pageBytes), rest);
        return replaced(history, { 'index.1': index });
      },
      (opened, history) => {
        if (opened.refused !== null) {
          expect(opened.refused).toBe('vault/index-damaged');
          return;
        }
        assertNoMoreThanBefore(opened, history);
        const before = untouched.get(history);
        if (before === undefined) throw new Error('not looked at');
        const isOther = found === null || !isDeepStrictEqual(spokenOf(found, before[1]), spokenOf(before, before[1]));
        if (isOther) expect(isToldOfTheIndex(opened)).toBe(true);
        if (isOther) told += 1;
      },
      async (history) => {
        found = await rowsInFolder(history).catch(() => null);
      },
    );
    expect(told).toBeGreaterThan(0);
  });
});

test('a log put back with both states of its time is told by the index, unless it is refused', () =>
  eachTampered(
    (history, [draw]) => {
      const older = at(history.locked.slice(0, -1), draw);
      const names = ['log.1', 'state.a', 'state.b'];
      return replaced(history, Object.fromEntries(names.map((name) => [name, fileOf(older, name)])));
    },
    (opened) => {
      if (opened.refused !== null) expect(opened.refused).toBe('vault/key-table-damaged');
      else expect(opened.notices).toContain('possible-rollback');
    },
  ));

interface RowChange {
  /** As somebody would have them who has the key of the index, one statement after the other. */
  readonly statements: readonly string[];
  /** Whether the unlock says so: not of what is only looked at when it is read, nor of what the log does not know. */
  readonly isTold: boolean;
}

const rowChanges: Readonly<Record<string, RowChange>> = {
  'participations are gone': { statements: ['DELETE FROM participation'], isTold: true },
  'everybody is in every session': {
    statements: [
      `INSERT OR IGNORE INTO participation SELECT session.id, person.id, 'client', 'self', 9 FROM session, person`,
    ],
    isTold: true,
  },
  'everybody is a guardian': {
    statements: [`UPDATE participation SET role = 'guardian', capacity = 'guardian'`],
    isTold: true,
  },
  'recordings have another length': {
    statements: [`UPDATE recording SET duration_ms = duration_ms + 1`],
    isTold: true,
  },
  'the texts of agreements are other ones': {
    statements: [
      'DROP TRIGGER agreement_text_is_immutable',
      `UPDATE agreement_text SET text = 'I agree to everything.'`,
    ],
    isTold: false,
  },
  'the texts of agreements are gone': { statements: ['DELETE FROM agreement_text'], isTold: true },
  'signatures are other ones': { statements: [`UPDATE evidence SET payload = x'7b7d'`], isTold: false },
  'signatures are gone': { statements: ['DELETE FROM evidence'], isTold: true },
  'codes are other ones': { statements: [`UPDATE person SET code = 'X' || code`], isTold: false },
};

describe('an index in which, with its key,', () => {
  for (const [what, { statements, isTold }] of Object.entries(rowChanges)) {
    test(`${what} ${isTold ? 'is told, and' : 'is not told, but'} changes nothing that the gate says`, async () => {
      for (const history of histories) {
        let changed = 0;
        const opened = await open(history, last(history.locked), async () => {
          const { vault } = await openWithMasterKey(history.secrets, folder);
          const database = openDatabase(vault.index.path, vault.index.key);
          for (const statement of statements) changed += database.command(statement).run();
          database.close();
          vault.close();
        });
        expect(opened.refused).toBeNull();
        expect(opened.notices).toEqual(isTold && changed > 0 ? ['index-differs'] : []);
        expect(opened.decisions).toEqual(last(history.decisions));
      }
    });
  }
});

test('what nobody touched opens without a notice, and older files say otherwise than the last', async () => {
  for (const history of histories) {
    const opened = await open(history, last(history.locked));
    expect(opened).toEqual({ refused: null, notices: [], decisions: last(history.decisions) });
    expect(at(history.decisions, 0)).not.toEqual(last(history.decisions));
  }
});
