import { join } from 'node:path';
import {
  exportedEntriesSchema,
  logExportSchema,
  type ExportedEntry,
  type LogFormat,
} from '../../contract/event-log.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { datedFileName, type SaveReceiptParts } from './save-receipt.ts';

interface Saved {
  readonly outcome: 'saved' | 'cancelled';
  /** Of a file of entries; null for a printed page. */
  readonly digest: string | null;
}

/**
 * Writes the log where the person says. As with a receipt the vault process logs that it leaves before it gives anything out.
 *
 * @throws `vault/locked`, `storage/*`.
 */
export async function saveLog(
  parts: SaveReceiptParts,
  { format, shown }: { readonly format: LogFormat; readonly shown: number | null },
): Promise<Saved> {
  const suggested = join(parts.documents(), datedFileName('Sotto log', parts.nowMs(), format));
  const path = await parts.pickFile(suggested, format);
  if (path === null) return { outcome: 'cancelled', digest: null };
  const begun = logExportSchema.parse(await ask(parts, 'log.beginExport', { format, shown }));
  if (format === 'pdf') {
    await parts.writeFile(path, await parts.printPage());
    return { outcome: 'saved', digest: null };
  }
  const entries: ExportedEntry[] = [];
  while (entries.length < begun.count) {
    const from = entries.length;
    const after = entries.at(-1)?.link ?? null;
    const part = exportedEntriesSchema.parse(await ask(parts, 'log.exportPart', { count: begun.count, from, after }));
    if (part.length === 0) throw new SottoError('internal/unexpected');
    entries.push(...part);
  }
  const text = fileText(begun, entries);
  await parts.writeFile(path, new TextEncoder().encode(text));
  return { outcome: 'saved', digest: begun.digest };
}

/** docs/log-export.md, File: JSON with a line for each entry. */
export function fileText(
  { vaultId, exportedAtMs, count, digest, signature: { publicKey, bytes } }: ReturnType<typeof logExportSchema.parse>,
  entries: readonly ExportedEntry[],
): string {
  const head = { format: 'sotto-log', version: 1, vault: vaultId, exported_at: exportedAtMs, count };
  const lines = entries.map((entry) => JSON.stringify(entry)).join(',\n');
  const tail = { digest, signature: { algorithm: 'ed25519', public_key: publicKey, signature: bytes } };
  return `${JSON.stringify(head).slice(0, -1)},"entries":[\n${lines}\n],${JSON.stringify(tail).slice(1)}\n`;
}

async function ask(parts: SaveReceiptParts, method: string, input: unknown): Promise<unknown> {
  const answer = await parts.callVault(method, input);
  if (!answer.ok) throw new SottoError(answer.error.code);
  return answer.value;
}
