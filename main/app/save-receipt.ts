import { join } from 'node:path';
import { receiptSchema, type ReceiptFile, type ReceiptFormat } from '../../contract/receipt.ts';
import { SottoError, type Result } from '../../contract/sotto-error.ts';

export interface SaveReceiptParts {
  /** Asks for a place, with the system's dialog; null when the person changed their mind. */
  readonly pickFile: (suggested: string, format: ReceiptFormat) => Promise<string | null>;
  readonly callVault: (method: string, input: unknown) => Promise<Result<unknown>>;
  /** The app's page as it prints itself: the receipt and nothing else. */
  readonly printPage: () => Promise<Uint8Array>;
  readonly writeFile: (path: string, bytes: Uint8Array) => Promise<void>;
  readonly nowMs: () => number;
  readonly documents: () => string;
}

/**
 * Writes one receipt where the person says. The vault process logs it before it gives it out, and gives out none while
 * locked, so nothing is printed or written then either.
 *
 * @throws `vault/locked`, `request/not-found`, `storage/*`.
 */
export async function saveReceipt(
  parts: SaveReceiptParts,
  wanted: ReceiptFile,
): Promise<{ readonly outcome: 'saved' | 'cancelled' }> {
  const suggested = join(parts.documents(), receiptFileName(parts.nowMs(), wanted.format));
  const path = await parts.pickFile(suggested, wanted.format);
  if (path === null) return { outcome: 'cancelled' };
  const answer = await parts.callVault('consent.exportReceipt', wanted);
  if (!answer.ok) throw new SottoError(answer.error.code);
  const receipt = receiptSchema.parse(answer.value);
  const bytes =
    wanted.format === 'pdf'
      ? await parts.printPage()
      : new TextEncoder().encode(`${JSON.stringify(receipt, null, 2)}\n`);
  await parts.writeFile(path, bytes);
  return { outcome: 'saved' };
}

export function receiptFileName(nowMs: number, format: ReceiptFormat): string {
  return datedFileName('Sotto receipt', nowMs, format);
}

/** Has the day and no code: file names are read by more people than files. */
export function datedFileName(what: string, nowMs: number, extension: string): string {
  const now = new Date(nowMs);
  const padded = (part: number): string => String(part).padStart(2, '0');
  return `${what} ${now.getFullYear()}-${padded(now.getMonth() + 1)}-${padded(now.getDate())}.${extension}`;
}
