import { fromHex, joinBytes, utf8, type Bytes } from '../crypto/bytes.ts';
import { encodeLogHeader, noDigest, sealLogEntry, type LogEntry, type LogKeys } from '../crypto/v1/log-entry.ts';
import { writeAtomically } from '../vault/atomic-file.ts';
import type { Vault } from '../vault/vault.ts';
import type { EventBodies } from './events.ts';
import { Heads } from './heads.ts';
import { readLog } from './read-log.ts';

/**
 * Writes the whole log to `path` under other keys, and `last` behind it in the chain of the vault. Entries and evidence
 * stay what they are; heads are keyed, so the chains are made anew. Durable on return.
 *
 * @throws `vault/log-damaged`, `storage/*`.
 */
export async function rewriteLog(
  vault: Vault,
  path: string,
  keys: LogKeys,
  last: { readonly atMs: number; readonly body: EventBodies['vault'] },
): Promise<{ readonly count: number; readonly headsDigest: Bytes }> {
  const id = fromHex(vault.vaultId);
  const { entries } = await readLog(vault);
  const added: LogEntry = {
    atMs: last.atMs,
    subject: { kind: 'vault', id },
    previousHead: noDigest,
    evidenceDigest: noDigest,
    body: utf8(JSON.stringify(last.body)),
  };
  const heads = new Heads();
  const records = [...entries, added].map((entry, sequence) => {
    const linked = { ...entry, previousHead: heads.of(entry.subject) };
    const { record, head } = sealLogEntry(keys, id, sequence, linked);
    heads.advance(entry.subject, head);
    return record;
  });
  await writeAtomically(vault.disk, path, joinBytes([encodeLogHeader(id), ...records]));
  return { count: records.length, headsDigest: heads.digest() };
}
