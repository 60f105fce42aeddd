import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RecordingId } from '../../contract/ids.ts';
import { createCatalog, type Catalog } from '../../main/catalog/catalog.ts';
import { concatBytes, fromHex, utf8, type Bytes } from '../../main/crypto/bytes.ts';
import { SecretKey } from '../../main/crypto/secret-key.ts';
import { encodeKeyTable, keyTableDigest, parseKeyTable, sealKeyTableEntry } from '../../main/crypto/v1/key-table.ts';
import { encodeLogHeader, noDigest, sealLogEntry } from '../../main/crypto/v1/log-entry.ts';
import { encodeState, openState, unwrapKeyTableKey, wrapKeyTableKey } from '../../main/crypto/v1/state.ts';
import { EventLog } from '../../main/log/event-log.ts';
import type { EventBodies } from '../../main/log/events.ts';
import { Heads } from '../../main/log/heads.ts';
import { fileNames, keyTableNames } from '../../main/vault/vault-files.ts';
import type { Vault } from '../../main/vault/vault.ts';
import {
  clock,
  newRecordingId,
  newSecrets,
  newSessionId,
  openWithMasterKey,
  temporaryFolder,
  writeVault,
  type Secrets,
} from './vault-setting.ts';

export interface LargeVault extends AsyncDisposable {
  readonly vault: Vault;
  readonly log: EventLog;
  readonly catalog: Catalog;
  readonly recordingIds: readonly RecordingId[];
}

/**
 * An open vault with so many recordings, each of a session of its own with key, entries in the log and row, and without
 * files. Its table of keys and its log are written at once: one by one each key would be a new table.
 */
export async function largeVault(count: number): Promise<LargeVault> {
  const folder = await temporaryFolder();
  const secrets = newSecrets();
  (await writeVault(secrets, folder.path)).close();
  const recordingIds = Array.from({ length: count }, () => newRecordingId());
  await fillKeyTable(secrets, folder.path, recordingIds);
  const { vault } = await openWithMasterKey(secrets, folder.path);
  const catalog = createCatalog(vault.index);
  await fillLog(vault, catalog, recordingIds);
  const log = await EventLog.open(vault, clock);
  return {
    vault,
    log,
    catalog,
    recordingIds,
    [Symbol.asyncDispose]: async () => {
      catalog.close();
      vault.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

async function fillKeyTable(secrets: Secrets, folder: string, ids: readonly RecordingId[]): Promise<void> {
  const masterKey = secrets.masterKey();
  const vaultId = fromHex(secrets.vaultId);
  const state = openState(await readFile(join(folder, fileNames.state[0])), masterKey);
  const keyTableKey = unwrapKeyTableKey(masterKey, state);
  const [before] = keyTableNames(state.keyTableGeneration);
  const added = ids.map((id) => {
    const key = SecretKey.random('recording');
    const entry = sealKeyTableEntry(keyTableKey, vaultId, fromHex(id), key);
    key.wipe();
    return entry;
  });
  const generation = state.keyTableGeneration + 1;
  const { entries } = parseKeyTable(await readFile(join(folder, before)));
  const table = encodeKeyTable({ vaultId, generation, entries: [...entries, ...added] });
  for (const name of keyTableNames(generation)) await writeFile(join(folder, name), table);
  const next = {
    ...state,
    sequence: state.sequence + 1,
    keyTableGeneration: generation,
    keyTableDigest: keyTableDigest(table),
    wrappedKeyTableKey: wrapKeyTableKey(masterKey, keyTableKey, vaultId, generation),
  };
  for (const name of fileNames.state) await writeFile(join(folder, name), encodeState(next, masterKey));
}

async function fillLog(vault: Vault, catalog: Catalog, ids: readonly RecordingId[]): Promise<void> {
  const vaultId = fromHex(vault.vaultId);
  const heads = new Heads();
  const records: Bytes[] = [encodeLogHeader(vaultId)];
  const add = (id: RecordingId, body: EventBodies['recording']): void => {
    const subject = { kind: 'recording', id: fromHex(id) } as const;
    const { record, head } = sealLogEntry(vault.logKeys, vaultId, records.length - 1, {
      atMs: clock.nowMs(),
      subject,
      previousHead: heads.of(subject),
      evidenceDigest: noDigest,
      body: utf8(JSON.stringify(body)),
    });
    heads.advance(subject, head);
    records.push(record);
  };
  catalog.transaction(() => {
    for (const id of ids) {
      const sessionId = newSessionId();
      add(id, { kind: 'recording.began', sessionId, bitrateBps: 48_000, spokenConsent: null });
      add(id, { kind: 'recording.completed', durationMs: 3_000_000, segments: [0], gaps: [], gapCount: 0 });
      catalog.sessions.add({ id: sessionId, createdAtMs: clock.nowMs() });
      catalog.recordings.add({ id, sessionId, beganAtMs: clock.nowMs(), bitrateBps: 48_000 });
      catalog.recordings.finish(id, { state: 'complete', durationMs: 3_000_000, lostMs: null });
    }
  });
  await writeFile(vault.logPath, concatBytes(...records));
  await vault.commitLog(records.length - 1, heads.digest());
}
