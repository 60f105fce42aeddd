import { setImmediate as breathe } from 'node:timers/promises';
import type { ExportedEntry, LogExport, LogFormat } from '../../contract/event-log.ts';
import { maximumExportedEntries } from '../../contract/limits.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { fromHex, toHex, type Bytes } from '../crypto/bytes.ts';
import { noDigest } from '../crypto/v1/log-entry.ts';
import { exportDigest, exportSignatureLabel, firstLink, nextLink, type PublicEntry } from '../crypto/v1/log-export.ts';
import type { Unlocked } from './unlocked.ts';

/** After so many, whatever else waits has its turn: sound that plays, and a recording that runs. */
const entriesAtOnce = 250;

type Parts = Pick<Unlocked, 'vault' | 'log' | 'clock'>;

/**
 * Begins an export (docs/log-export.md) of every entry there is. That the log goes out is durable in the log before this
 * returns, with the digest of the file, so it may also name a file that the disk then refused.
 *
 * @param shown how many entries are on the page that is printed; null for JSON.
 * @throws `storage/*`.
 */
export async function beginLogExport(
  { vault, log, clock }: Parts,
  { format, shown }: { readonly format: LogFormat; readonly shown: number | null },
): Promise<LogExport> {
  const count = log.count;
  const vaultId = fromHex(vault.vaultId);
  let link: Bytes = firstLink(vaultId);
  for (let sequence = 0; sequence < count; sequence += 1) {
    link = nextLink(link, publicEntry(log, sequence));
    if (sequence % entriesAtOnce === entriesAtOnce - 1) await breathe();
  }
  const digestBytes = exportDigest(vaultId, count, link);
  const digest = toHex(digestBytes);
  const signature = vault.sign(exportSignatureLabel, digestBytes);
  await log.append(
    { kind: 'vault', id: vault.vaultId },
    {
      kind: 'log.exported',
      format,
      entries: format === 'json' ? count : (shown ?? 0),
      digest: format === 'json' ? digest : null,
    },
  );
  return {
    vaultId: vault.vaultId,
    exportedAtMs: clock.nowMs(),
    count,
    digest,
    signature: { publicKey: toHex(vault.signingPublicKey), bytes: toHex(signature) },
  };
}

/**
 * The next entries of an export that was begun: up to `maximumExportedEntries`, none at its end.
 *
 * @param after the link of the entry before; null at the beginning.
 * @throws `request/not-found` when no export of so many entries was begun.
 */
export function exportLogPart(
  { vault, log }: Pick<Parts, 'vault' | 'log'>,
  { count, from, after }: { readonly count: number; readonly from: number; readonly after: string | null },
): ExportedEntry[] {
  const isBegun = log
    .events({ kind: 'vault', id: vault.vaultId })
    .some(({ body }) => body.kind === 'log.exported' && body.format === 'json' && body.entries === count);
  if (!isBegun) throw new SottoError('request/not-found');
  let link = after === null ? firstLink(fromHex(vault.vaultId)) : fromHex(after);
  const entries: ExportedEntry[] = [];
  for (let sequence = from; sequence < Math.min(count, from + maximumExportedEntries); sequence += 1) {
    const entry = publicEntry(log, sequence);
    link = nextLink(link, entry);
    const { atMs, kind, id, previousHead, evidenceDigest, head, body } = entry;
    entries.push({
      n: sequence,
      time: atMs,
      subject: kind,
      id,
      previous: previousHead,
      evidence: evidenceDigest,
      head,
      body,
      link: toHex(link),
    });
  }
  return entries;
}

function publicEntry(log: Parts['log'], sequence: number): PublicEntry {
  const line = log.at(sequence);
  if (line === null) throw new SottoError('request/not-found');
  const { subject, event } = line;
  const { head, previousHead } = log.linkOf(sequence);
  return {
    sequence,
    atMs: event.atMs,
    kind: subject.kind,
    id: subject.id,
    previousHead: previousHead ?? toHex(noDigest),
    evidenceDigest: event.evidenceDigest ?? toHex(noDigest),
    head,
    body: JSON.stringify(event.body),
  };
}
