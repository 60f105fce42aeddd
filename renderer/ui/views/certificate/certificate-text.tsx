import type { ReactNode } from 'react';
import type { SignedCertificate } from '../../../../contract/retention.ts';
import { en } from '../../text/en.ts';
import { certificateText, retentionText } from '../../text/retention-text.ts';

const entries = ['began', 'destruction_begun', 'destroyed'] as const;

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function Fingerprint({ children }: { readonly children: string }) {
  return <p className="fingerprint">{children}</p>;
}

/** One certificate, for people: it has ids, times and no names. */
export function CertificateText({ signed }: { readonly signed: SignedCertificate }) {
  const { certificate, publicKey } = signed;
  const { key, log, copies_elsewhere: copies, not_promised: notPromised } = certificate;
  return (
    <article className="receipt stack-small">
      <p>{certificateText.lead}</p>
      <dl className="facts">
        <Fact name={certificateText.recording}>
          <p>{certificateText.what[certificate.what]}</p>
          <Fingerprint>{certificate.recording_id}</Fingerprint>
        </Fact>
        <Fact name={certificateText.session}>
          <Fingerprint>{certificate.session_id}</Fingerprint>
        </Fact>
        <Fact name={certificateText.began}>{certificateText.at(certificate.began_at)}</Fact>
        <Fact name={certificateText.length}>
          {certificate.duration_ms === null
            ? certificateText.unknownLength
            : en.session.length(certificate.duration_ms)}
        </Fact>
        <Fact name={certificateText.destroyed}>{certificateText.at(certificate.destroyed_at)}</Fact>
        <Fact name={certificateText.reason}>{certificateText.reasonOf(certificate.reason)}</Fact>
        <Fact name={certificateText.key}>
          {key.entry_ids.map((id) => (
            <Fingerprint key={id}>{id}</Fingerprint>
          ))}
          <p>{certificateText.absent(key.absent_from_generation)}</p>
        </Fact>
        <Fact name={certificateText.log}>
          {entries.map((name) => (
            <div key={name}>
              <p>{certificateText.entry(certificateText.entries[name], log[name].sequence, log[name].at)}</p>
              <Fingerprint>{log[name].head}</Fingerprint>
            </div>
          ))}
        </Fact>
        <Fact name={certificateText.copies}>
          {copies.length === 0
            ? certificateText.noCopies
            : copies.map(({ kind, format, at, finished_at: finishedAt }) => (
                <p key={`${kind} ${format ?? ''} ${at}`}>
                  {retentionText.copyOf({
                    kind,
                    format,
                    atMs: Date.parse(at),
                    finishedAtMs: finishedAt === null ? null : Date.parse(finishedAt),
                  })}
                </p>
              ))}
        </Fact>
        <Fact name={certificateText.notPromised}>
          {notPromised.map((what) => (
            <p key={what}>{certificateText.notPromisedTexts[what]}</p>
          ))}
        </Fact>
        <Fact name={certificateText.vault}>
          <Fingerprint>{certificate.vault_id}</Fingerprint>
        </Fact>
        <Fact name={certificateText.publicKey}>
          <Fingerprint>{publicKey.split('\n')[1] ?? ''}</Fingerprint>
        </Fact>
        <Fact name={certificateText.app}>{certificate.app_version}</Fact>
      </dl>
    </article>
  );
}
