import { ArrowLeft } from 'lucide-react';
import { useCallback, useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import type { RecordingId } from '../../../../contract/ids.ts';
import type { CertificateFormat, SignedCertificate } from '../../../../contract/retention.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { certificateText } from '../../text/retention-text.ts';
import { useAction } from '../../use-action.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';
import { CertificateText } from './certificate-text.tsx';

function SaveCertificate({ signed }: { readonly signed: SignedCertificate }) {
  const announce = useAnnounce();
  const [isPrinting, setPrinting] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const save = useAction(async (format: CertificateFormat) => {
    flushSync(() => {
      setSaved(false);
      setPrinting(format === 'pdf');
    });
    try {
      const { outcome } = await vault.certificates.save({
        recordingId: signed.certificate.recording_id,
        format,
      });
      if (outcome === 'saved') {
        setSaved(true);
        announce(certificateText.saved);
      }
    } finally {
      setPrinting(false);
    }
  });
  return (
    <div className="stack-small">
      <p className="quiet">{certificateText.notEncrypted}</p>
      <p className="quiet">{certificateText.verify}</p>
      <div className="acts">
        <Button isBusy={save.isPending} onPress={() => void save.run('pdf')}>
          {certificateText.pdf}
        </Button>
        <Button isBusy={save.isPending} onPress={() => void save.run('json')}>
          {certificateText.json}
        </Button>
      </div>
      {isSaved ? <p>{certificateText.saved}</p> : null}
      {save.error === null ? null : <Problem code={save.error.code} />}
      {isPrinting
        ? createPortal(
            <div className="on-paper">
              <h1>{certificateText.heading}</h1>
              <CertificateText signed={signed} />
            </div>,
            document.body,
          )
        : null}
    </div>
  );
}

/** What says that a recording was destroyed, to be read, printed and saved. */
export function CertificateView({ recordingId }: { readonly recordingId: RecordingId }) {
  const { go } = usePage();
  const loaded = useLoad(useCallback(() => vault.certificates.get({ recordingId }), [recordingId]));
  return (
    <div className="letter-page">
      <div className="letter-top">
        <Button look="plain" icon={<ArrowLeft aria-hidden="true" />} onPress={() => go({ name: 'due' })}>
          {en.common.back}
        </Button>
      </div>
      <div className="letter">
        <PageHeading title={certificateText.title}>{certificateText.heading}</PageHeading>
        {loaded.error === null ? null : <Problem code={loaded.error.code} />}
        {loaded.value === null ? null : (
          <>
            <CertificateText signed={loaded.value} />
            <SaveCertificate signed={loaded.value} />
          </>
        )}
      </div>
    </div>
  );
}
