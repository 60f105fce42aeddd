import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { maximumSlotsBytes } from '../../contract/limits.ts';
import { methods } from '../../contract/methods.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { toStorageError } from '../vault/storage-error.ts';
import { datedFileName, type SaveReceiptParts } from './save-receipt.ts';

/** How a saved copy of the slots is named. */
export const slotsExtension = 'sotto-slots';

type Parts = Pick<SaveReceiptParts, 'callVault' | 'writeFile' | 'nowMs' | 'documents'> & {
  readonly pickFile: (suggested: string, extension: string) => Promise<string | null>;
};

/** Writes a copy of the slots where the person says. @throws `vault/locked`, `storage/*`. */
export async function saveSlots(parts: Parts): Promise<{ readonly outcome: 'saved' | 'cancelled' }> {
  const suggested = join(parts.documents(), datedFileName('Sotto ways in', parts.nowMs(), slotsExtension));
  const path = await parts.pickFile(suggested, slotsExtension);
  if (path === null) return { outcome: 'cancelled' };
  const answer = await parts.callVault('ways.exportSlots', null);
  if (!answer.ok) throw new SottoError(answer.error.code);
  const { slots } = methods.ways.exportSlots.output.parse(answer.value);
  await parts.writeFile(path, Buffer.from(slots, 'hex'));
  return { outcome: 'saved' };
}

/** The copy in `path`, for the vault process to judge. @throws `vault/slots-copy-unfit` for a file that cannot be one, `storage/*`. */
export async function readSlotsCopy(path: string): Promise<{ readonly slots: string }> {
  try {
    const { size } = await stat(path);
    if (size === 0 || size > maximumSlotsBytes) throw new SottoError('vault/slots-copy-unfit');
    return { slots: (await readFile(path)).toString('hex') };
  } catch (error) {
    throw error instanceof SottoError ? error : toStorageError(error);
  }
}
