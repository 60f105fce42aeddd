import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createCatalog, openCatalog } from '../../main/catalog/catalog.ts';
import { toHex } from '../../main/crypto/bytes.ts';
import { evidenceDigest } from '../../main/crypto/v1/log-entry.ts';
import {
  agreement,
  codeOf,
  evidence,
  fill,
  filledCatalog,
  indexKey,
  newCatalog,
  newFolder,
  notesId,
  openRaw,
  personId,
  recordingId,
  sessionId,
  template,
} from './catalog-setting.ts';

it('finds table by table whichever damaged page it finds as a whole', async () => {
  const path = filledCatalog();
  const key = indexKey();
  const withFreePages = openCatalog({ path, key });
  const [salt, payload] = [evidence.salt, new Uint8Array(100_000)];
  const large = { salt, payload, digest: evidenceDigest(salt, payload), createdAtMs: 1 };
  withFreePages.evidence.add(large);
  withFreePages.checkpoint();
  withFreePages.evidence.erase(large.digest);
  withFreePages.close();
  const pageBytes = 4096;
  const whole = await readFile(path);
  const isFoundBy = (look: (catalog: ReturnType<typeof openCatalog>) => boolean): boolean => {
    try {
      const catalog = openCatalog({ path, key });
      try {
        return look(catalog);
      } finally {
        catalog.close();
      }
    } catch {
      return true;
    }
  };
  const foundAt: [boolean, boolean][] = [];
  for (let offset = 0; offset < whole.length; offset += pageBytes) {
    await writeFile(path, Buffer.from(whole).fill(7, offset, offset + pageBytes));
    const inTables = isFoundBy((catalog) => catalog.tables().some((table) => catalog.findDamageIn(table)));
    await writeFile(path, Buffer.from(whole).fill(7, offset, offset + pageBytes));
    foundAt.push([inTables, isFoundBy((catalog) => catalog.findDamage())]);
  }
  expect(foundAt.map(([inTables]) => inTables)).toEqual(foundAt.map(([, asWhole]) => asWhole));
  expect(foundAt.length).toBeGreaterThan(10);
});

it('reads every row that the log speaks of', () => {
  const catalog = newCatalog();
  fill(catalog);
  expect(catalog.rows()).toEqual({
    sessions: [sessionId(1)],
    persons: [personId(1), personId(2)],
    participations: [
      { sessionId: sessionId(1), personId: personId(1), role: 'client', capacity: 'self' },
      { sessionId: sessionId(1), personId: personId(2), role: 'therapist', capacity: 'self' },
    ],
    recordings: [
      {
        id: recordingId(1),
        sessionId: sessionId(1),
        state: 'recording',
        durationMs: 0,
        bitrateBps: 48_000,
        lostMs: null,
      },
    ],
    notes: [{ id: notesId(1), sessionId: sessionId(1), newestVersion: 1 }],
    evidence: [toHex(evidence.digest)],
    agreementTexts: [agreement.textHash],
    templates: [{ id: template.id, version: template.version }],
    isConsistent: true,
  });
});

it('says 0 of notes that have no version', () => {
  const catalog = newCatalog();
  catalog.sessions.add({ id: sessionId(1), createdAtMs: 1 });
  catalog.notes.add({ id: notesId(1), sessionId: sessionId(1), beganAtMs: 1 });
  expect(catalog.rows().notes).toEqual([{ id: notesId(1), sessionId: sessionId(1), newestVersion: 0 }]);
});

it('refuses a row that says what no row may', () => {
  const path = filledCatalog();
  const connection = openRaw(path);
  connection.exec("UPDATE participation SET role = 'stranger'");
  connection.close();
  const catalog = openCatalog({ path, key: indexKey() });
  expect(codeOf(() => catalog.rows())).toBe('vault/index-damaged');
  catalog.close();
});

/** Where a table or an index begins. */
function pageOf(path: string, name: string): number {
  const connection = openRaw(path);
  const page = connection.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').pluck().get(name);
  connection.close();
  return Number(page);
}

/** An index with nothing in it, and the same one filled in which one page is the one from before. */
async function withOldPage(name: string): Promise<string> {
  const path = join(newFolder(), 'index');
  createCatalog({ path, key: indexKey() }).close();
  const from = (pageOf(path, name) - 1) * 4096;
  const before = (await readFile(path)).subarray(from, from + 4096);
  const catalog = openCatalog({ path, key: indexKey() });
  fill(catalog);
  catalog.close();
  const after = await readFile(path);
  after.set(before, from);
  await writeFile(path, after);
  return path;
}

it.each(['recording_session', 'session_newest', 'participation_person', 'sqlite_autoindex_person_2'])(
  'sees that %s holds other rows than its table',
  async (name) => {
    const catalog = openCatalog({ path: await withOldPage(name), key: indexKey() });
    expect(catalog.rows().isConsistent).toBe(false);
    catalog.close();
  },
);

it.each(['evidence', 'sqlite_autoindex_evidence_1'])('counts no evidence that %s does not have', async (name) => {
  const catalog = openCatalog({ path: await withOldPage(name), key: indexKey() });
  expect(catalog.rows().evidence).toEqual([]);
  catalog.close();
});

it.each(['notes_version', 'sqlite_autoindex_notes_version_1'])(
  'counts no version that %s does not have',
  async (name) => {
    const catalog = openCatalog({ path: await withOldPage(name), key: indexKey() });
    expect(catalog.rows().notes).toMatchObject([{ newestVersion: 0 }]);
    catalog.close();
  },
);
