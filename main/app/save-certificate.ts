import { join } from 'node:path';
import { signedCertificateSchema, type CertificateFile, type CertificateFormat } from '../../contract/retention.ts';
import { SottoError, type Result } from '../../contract/sotto-error.ts';

export interface SaveCertificateParts {
  /** Asks for a place, with the system's dialog; null when the person changed their mind. */
  readonly pickFile: (suggested: string, format: CertificateFormat) => Promise<string | null>;
  readonly callVault: (method: string, input: unknown) => Promise<Result<unknown>>;
  /** The app's page as it prints itself: the certificate and nothing else. */
  readonly printPage: () => Promise<Uint8Array>;
  readonly writeFile: (path: string, bytes: Uint8Array) => Promise<void>;
  readonly nowMs: () => number;
  readonly documents: () => string;
}

/**
 * Writes a certificate where the person says: as PDF, or as JSON with its signature (`.minisig`) and the vault's public key
 * (`.pub`) beside it, named after it. The vault process logs it before it gives it out.
 *
 * @throws `vault/locked`, `request/not-found`, `storage/*`.
 */
export async function saveCertificate(
  parts: SaveCertificateParts,
  wanted: CertificateFile,
): Promise<{ readonly outcome: 'saved' | 'cancelled' }> {
  const path = await parts.pickFile(
    join(parts.documents(), certificateFileName(parts.nowMs(), wanted.format)),
    wanted.format,
  );
  if (path === null) return { outcome: 'cancelled' };
  const answer = await parts.callVault('certificates.export', wanted);
  if (!answer.ok) throw new SottoError(answer.error.code);
  const { json, signature, publicKey } = signedCertificateSchema.parse(answer.value);
  if (wanted.format === 'pdf') {
    await parts.writeFile(path, await parts.printPage());
    return { outcome: 'saved' };
  }
  const text = new TextEncoder();
  // What verifies it first: a certificate that is there can then be verified.
  await parts.writeFile(`${path}.pub`, text.encode(publicKey));
  await parts.writeFile(`${path}.minisig`, text.encode(signature));
  await parts.writeFile(path, text.encode(json));
  return { outcome: 'saved' };
}

/** Has the day and no code: file names are read by more people than files. */
export function certificateFileName(nowMs: number, format: CertificateFormat): string {
  const now = new Date(nowMs);
  const padded = (part: number): string => String(part).padStart(2, '0');
  return `Sotto certificate ${now.getFullYear()}-${padded(now.getMonth() + 1)}-${padded(now.getDate())}.${format}`;
}
