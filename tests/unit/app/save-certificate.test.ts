import { mkdtemp, readdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { CertificateFile } from '../../../contract/retention.ts';
import { certificateFileName, saveCertificate, type SaveCertificateParts } from '../../../main/app/save-certificate.ts';
import { writeWholeFile } from '../../../main/app/write-file.ts';
import { certificate } from '../../renderer/support/fake-retention.ts';

const nowMs = new Date(2026, 10, 24, 12).getTime();
const wanted: CertificateFile = { recordingId: certificate.certificate.recording_id, format: 'json' };

function parts(changed: Partial<SaveCertificateParts>): SaveCertificateParts {
  return {
    pickFile: (suggested) => Promise.resolve(suggested),
    callVault: () => Promise.resolve({ ok: true, value: certificate }),
    printPage: () => Promise.resolve(new TextEncoder().encode('%PDF-')),
    writeFile: writeWholeFile,
    nowMs: () => nowMs,
    documents: () => tmpdir(),
    ...changed,
  };
}

describe('saving a certificate', () => {
  it('suggests a name with the day and nothing that names anybody', () => {
    expect(certificateFileName(nowMs, 'pdf')).toBe('Sotto certificate 2026-11-24.pdf');
  });

  it('writes what was signed byte for byte, with signature and public key beside it', async () => {
    const documents = await mkdtemp(join(tmpdir(), 'sotto-certificate-'));
    expect(await saveCertificate(parts({ documents: () => documents }), wanted)).toEqual({ outcome: 'saved' });
    const name = 'Sotto certificate 2026-11-24.json';
    expect((await readdir(documents)).toSorted()).toEqual([name, `${name}.minisig`, `${name}.pub`]);
    const read = (ending: string) => readFile(join(documents, `${name}${ending}`), 'utf8');
    expect(await read('')).toBe(certificate.json);
    expect(await read('.minisig')).toBe(certificate.signature);
    expect(await read('.pub')).toBe(certificate.publicKey);
  });

  it('asks nothing of the vault when the person changes their mind', async () => {
    const callVault = () => Promise.reject(new Error('asked'));
    const answer = await saveCertificate(parts({ pickFile: () => Promise.resolve(null), callVault }), wanted);
    expect(answer).toEqual({ outcome: 'cancelled' });
  });

  it('prints nothing when the vault was locked meanwhile', async () => {
    const locked = parts({
      callVault: () => Promise.resolve({ ok: false, error: { code: 'vault/locked', details: {} } }),
      printPage: () => Promise.reject(new Error('printed')),
    });
    const saving = saveCertificate(locked, { ...wanted, format: 'pdf' });
    await expect(saving).rejects.toMatchObject({ code: 'vault/locked' });
  });
});
