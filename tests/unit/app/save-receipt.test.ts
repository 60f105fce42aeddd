import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { ReceiptFile } from '../../../contract/receipt.ts';
import { receiptFileName, saveReceipt, type SaveReceiptParts } from '../../../main/app/save-receipt.ts';
import { writeWholeFile } from '../../../main/app/write-file.ts';
import { personIdSchema } from '../../../contract/ids.ts';
import { withdrawalReceipt } from '../../renderer/support/fake-withdrawal.ts';

const wanted: ReceiptFile = {
  personId: personIdSchema.parse('1'.repeat(32)),
  recordId: withdrawalReceipt.record_id,
  format: 'json',
};

function parts(changed: Partial<SaveReceiptParts>): SaveReceiptParts {
  return {
    pickFile: (suggested) => Promise.resolve(suggested),
    callVault: () => Promise.resolve({ ok: true, value: withdrawalReceipt }),
    printPage: () => Promise.resolve(new TextEncoder().encode('%PDF-')),
    writeFile: writeWholeFile,
    nowMs: () => new Date(2026, 10, 24, 12).getTime(),
    documents: () => tmpdir(),
    ...changed,
  };
}

describe('saving a receipt', () => {
  it('suggests a name with the day and without the code', () => {
    const name = receiptFileName(new Date(2026, 10, 24, 12).getTime(), 'pdf');
    expect(name).toBe('Sotto receipt 2026-11-24.pdf');
  });

  it('writes the receipt as JSON where the person says', async () => {
    const documents = await mkdtemp(join(tmpdir(), 'sotto-receipt-'));
    expect(await saveReceipt(parts({ documents: () => documents }), wanted)).toEqual({ outcome: 'saved' });
    const [file] = await readdir(documents);
    expect(file).toBe('Sotto receipt 2026-11-24.json');
    expect(JSON.parse(await readFile(join(documents, basename(file ?? '')), 'utf8'))).toEqual(withdrawalReceipt);
  });

  it('asks nothing of the vault when the person changes their mind', async () => {
    const callVault = () => Promise.reject(new Error('asked'));
    const answer = await saveReceipt(parts({ pickFile: () => Promise.resolve(null), callVault }), wanted);
    expect(answer).toEqual({ outcome: 'cancelled' });
  });

  it('prints nothing when the vault was locked meanwhile', async () => {
    const locked = parts({
      callVault: () => Promise.resolve({ ok: false, error: { code: 'vault/locked', details: {} } }),
      printPage: () => Promise.reject(new Error('printed')),
    });
    await expect(saveReceipt(locked, { ...wanted, format: 'pdf' })).rejects.toMatchObject({ code: 'vault/locked' });
  });
});

describe('writing a whole file', () => {
  it('leaves nothing half in a place where it cannot be put, and what was there before', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'sotto-receipt-'));
    await expect(writeWholeFile(join(folder, 'gone', 'a'), new Uint8Array(1))).rejects.toMatchObject({
      code: 'storage/folder-gone',
    });
    await writeFile(join(folder, 'there'), 'before');
    await writeWholeFile(join(folder, 'there'), new TextEncoder().encode('after'));
    expect(await readFile(join(folder, 'there'), 'utf8')).toBe('after');
    expect(await readdir(folder)).toEqual(['there']);
  });
});
