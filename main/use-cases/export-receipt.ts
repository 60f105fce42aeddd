import type { Receipt, ReceiptFile } from '../../contract/receipt.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { makeReceipts } from './get-receipts.ts';
import type { Unlocked } from './unlocked.ts';

/**
 * Gives one receipt out, to be written to a file outside the vault. That it was given out is durable in the log before
 * this returns, so the log may also name a file that the disk then refused.
 *
 * @throws `request/not-found`, `storage/*`.
 */
export async function exportReceipt(
  { log, catalog }: Pick<Unlocked, 'log' | 'catalog'>,
  { personId, recordId, format }: ReceiptFile,
): Promise<Receipt> {
  const made = makeReceipts({ log, catalog }, { sessionId: null, personId });
  const found = made.find(({ receipt }) => receipt.record_id === recordId);
  if (found === undefined) throw new SottoError('request/not-found');
  const { sequence, receipt } = found;
  await log.append(
    { kind: 'person', id: personId },
    { kind: 'receipt.exported', sessionId: receipt.session_id, receiptSequence: sequence, format },
  );
  return receipt;
}
