import { ArrowLeft } from 'lucide-react';
import { useCallback, useState } from 'react';
import type { PersonId, SessionId } from '../../../../contract/ids.ts';
import type { Purpose } from '../../../../contract/consent.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Markdown } from '../../components/markdown.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { presenceText } from '../../text/presence-text.ts';
import { waysText } from '../../text/ways-to-consent-text.ts';
import { useAction } from '../../use-action.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';
import { sendScan } from './send-scan.ts';
import { SignForm, type Signed } from './sign-form.tsx';

interface AgreementViewProps {
  readonly sessionId: SessionId;
  readonly personId: PersonId;
}

/** The agreement as a letter, for the person who is asked: nothing else is on the screen while they read and sign. */
export function AgreementView({ sessionId, personId }: AgreementViewProps) {
  const { go } = usePage();
  const announce = useAnnounce();
  const [isUnreadable, setUnreadable] = useState(false);
  const loaded = useLoad(
    useCallback(async () => {
      const [agreement, session] = await Promise.all([
        vault.consent.getAgreement({ sessionId, personId }),
        vault.sessions.get({ sessionId }),
      ]);
      const person = session.participants.find((one) => one.personId === personId) ?? null;
      const decidedFor = session.participants.filter((one) => person?.forPersonIds.includes(one.personId) ?? false);
      return { agreement, person, decidedFor: decidedFor.map(({ code }) => code) };
    }, [sessionId, personId]),
  );
  const leave = (): void => go({ name: 'new-session', sessionId });
  const agree = useAction(async (purposes: readonly Purpose[], { signature, file }: Signed, witness: string | null) => {
    if (loaded.value === null) return;
    setUnreadable(false);
    if (file !== null) {
      const bytes = await file.arrayBuffer().catch(() => null);
      setUnreadable(bytes === null);
      if (bytes === null) return;
      await sendScan({ sessionId, personId }, new Uint8Array(bytes));
    }
    const { textHash, language } = loaded.value.agreement;
    await vault.consent.grant({ sessionId, personId, textHash, language, purposes: [...purposes], signature, witness });
    announce(en.agreement.noted);
    leave();
  });
  const refuse = useAction(async () => {
    if (loaded.value === null) return;
    const { textHash, language } = loaded.value.agreement;
    await vault.consent.refuse({ sessionId, personId, textHash, language });
    announce(en.agreement.noted);
    leave();
  });
  const error = loaded.error ?? agree.error ?? refuse.error;
  const person = loaded.value?.person ?? null;

  return (
    <div className="letter-page">
      <div className="letter-top">
        <Button look="plain" icon={<ArrowLeft aria-hidden="true" />} onPress={leave}>
          {en.common.back}
        </Button>
      </div>
      <article className="letter">
        <PageHeading title={en.agreement.title}>
          <span className="letter-over">{en.agreement.title}</span>
        </PageHeading>
        {person === null || loaded.value === null ? null : (
          <p className="letter-with">
            {en.common.beside([
              person.code,
              en.roleNames[person.role],
              en.capacityNames[person.capacity],
              ...(loaded.value.decidedFor.length === 0
                ? []
                : [presenceText.isFor(en.common.listOf(loaded.value.decidedFor))]),
              en.languageNames[loaded.value.agreement.language],
            ])}
          </p>
        )}
        {loaded.value === null ? null : (
          <>
            <div className="letter-text" lang={loaded.value.agreement.language}>
              <Markdown text={loaded.value.agreement.text} />
            </div>
            <SignForm
              key={loaded.value.agreement.textHash}
              sessionId={sessionId}
              personId={personId}
              agreement={loaded.value.agreement}
              isPending={agree.isPending || refuse.isPending}
              onAgree={(purposes, signed, witness) => void agree.run(purposes, signed, witness)}
              onDisagree={() => void refuse.run()}
            />
          </>
        )}
        {isUnreadable ? <p role="alert">{waysText.unreadable}</p> : null}
        {error === null ? null : (
          <Problem code={error.code}>
            {error.code === 'consent/agreement-changed' ? (
              <Button
                onPress={() => {
                  agree.forget();
                  refuse.forget();
                  loaded.reload();
                }}
              >
                {en.agreement.loadAgain}
              </Button>
            ) : null}
          </Problem>
        )}
      </article>
    </div>
  );
}
