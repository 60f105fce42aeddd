import { appVersion } from '../../contract/app-version.ts';
import type { RecordingId } from '../../contract/ids.ts';
import type { CertificateFile, SignedCertificate } from '../../contract/retention.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { utf8 } from '../crypto/bytes.ts';
import { minisignPublicKey, minisignSignature } from '../crypto/v1/minisign.ts';
import { buildCertificate } from '../retention/certificate.ts';
import { knownCopies } from './known-copies.ts';
import { everySoundOf } from './sound-of.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'vault' | 'log'>;

/**
 * The certificate of a recording that was destroyed, signed with the vault's key. It is made from the log each time, so it
 * names every copy that the log knows by then.
 *
 * @throws `request/not-found` for one that was not destroyed, or of which the destruction has not come to its end.
 */
export function getCertificate({ vault, log }: Parts, recordingId: RecordingId): SignedCertificate {
  const certificate = buildCertificate({
    vaultId: vault.vaultId,
    recordingId,
    events: log.events({ kind: 'recording', id: recordingId }),
    headAt: (sequence) => log.linkOf(sequence).head,
    soundIds: everySoundOf({ log }, recordingId),
    copies: knownCopies({ log, vault })(recordingId),
    appVersion,
  });
  if (certificate === null) throw new SottoError('request/not-found');
  const json = `${JSON.stringify(certificate, null, 2)}\n`;
  const { signing } = vault;
  const comment = `Sotto certificate of destruction, recording ${recordingId}, ${certificate.destroyed_at}`;
  return {
    certificate,
    json,
    signature: minisignSignature(signing, utf8(json), comment),
    publicKey: minisignPublicKey(signing.publicKey),
  };
}

/** The same to be written to files outside the vault: that it was given out is in the log before this returns. */
export async function exportCertificate(
  parts: Parts,
  { recordingId, format }: CertificateFile,
): Promise<SignedCertificate> {
  const signed = getCertificate(parts, recordingId);
  await parts.log.append({ kind: 'recording', id: recordingId }, { kind: 'certificate.exported', format });
  return signed;
}
