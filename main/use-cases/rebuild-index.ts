import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import type { PersonId } from '../../contract/ids.ts';
import { createCatalog, openCatalog, type Catalog } from '../catalog/catalog.ts';
import { projectPresence } from '../consent/projection.ts';
import type { EventLog } from '../log/event-log.ts';
import { projectFate } from '../retention/fate.ts';
import { unusedName } from '../vault/unused-name.ts';
import type { Vault } from '../vault/vault.ts';
import { isMade } from './compare-sessions.ts';
import { projectNotes } from './project-notes.ts';
import { reconcileRows } from './settle-recording.ts';

/** What SQLite keeps beside an index that was not closed. */
const besides = ['-wal', '-journal'] as const;

/**
 * Makes an index anew, in the place of one that cannot be read, from what the log says; recordings are looked at again
 * by whoever settles them (docs/vault-format.md, An index made anew). The old files stay under another name. Codes,
 * names, notes, signatures, texts and settings were in the index alone and are lost.
 *
 * Durable on return. Killed at any step it leaves a vault without an index, of which one is made in the same way.
 *
 * @throws `storage/*`.
 */
export async function rebuildIndex(vault: Vault, log: EventLog): Promise<Catalog> {
  const { path, key } = vault.index;
  await setAside(vault, path);
  await log.append({ kind: 'vault', id: vault.vaultId }, { kind: 'index.rebuilt' });
  const temporary = `${path}.tmp`;
  for (const ending of ['', ...besides]) await vault.disk.remove(temporary + ending);
  const catalog = createCatalog({ path: temporary, key });
  try {
    catalog.transaction(() => fill({ vault, log, catalog }));
    catalog.checkpoint();
  } finally {
    catalog.close();
  }
  await vault.disk.rename(temporary, path);
  await vault.disk.syncFolder(dirname(path));
  return openCatalog({ path, key });
}

async function setAside(vault: Vault, path: string): Promise<void> {
  const kept = unusedName(`${path}.unreadable`);
  for (const ending of ['', ...besides]) {
    if (existsSync(path + ending)) await vault.disk.rename(path + ending, kept + ending);
  }
  await vault.disk.syncFolder(dirname(path));
}

function fill({ vault, log, catalog }: { vault: Vault; log: EventLog; catalog: Catalog }): void {
  catalog.logExpected.set(log.count);
  const known = new Set<PersonId>();
  for (const id of log.subjectIds('session')) {
    const events = log.events({ kind: 'session', id });
    const [first] = events;
    if (first === undefined || !isMade(events) || projectFate(events).kind === 'is-gone') continue;
    catalog.sessions.add({ id, createdAtMs: first.atMs });
    for (const { body, atMs } of events) {
      if (body.kind !== 'participant.added' || known.has(body.personId)) continue;
      known.add(body.personId);
      catalog.persons.add({ id: body.personId, code: `Unknown ${known.size}`, createdAtMs: atMs });
    }
    for (const { personId, role, capacity } of projectPresence(events)) {
      catalog.participations.add({ sessionId: id, personId, role, capacity });
    }
    const notes = projectNotes(events);
    if (notes !== null) catalog.notes.add({ id: notes.notesId, sessionId: id, beganAtMs: notes.beganAtMs });
  }
  reconcileRows({ vault, log, catalog });
}
