import { ArrowLeft } from 'lucide-react';
import { useCallback } from 'react';
import type { SessionId } from '../../../../contract/ids.ts';
import type { AgreementChoice } from '../../../../contract/agreement.ts';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { termsText } from '../../text/agreement-terms-text.ts';
import { en } from '../../text/en.ts';
import { useAction } from '../../use-action.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';
import { draftOf } from './terms-draft.ts';
import { TermsForm } from './terms-form.tsx';

/** The terms of one session's agreement, chosen before anybody is asked. */
export function TermsView({ sessionId }: { readonly sessionId: SessionId | null }) {
  const { go } = usePage();
  const loaded = useLoad(
    useCallback(async () => {
      const [agreement, templates] = await Promise.all([vault.agreements.get({ sessionId }), vault.templates.list()]);
      return { agreement, templates };
    }, [sessionId]),
  );
  const choose = useAction(async (choice: AgreementChoice) => {
    const id = sessionId ?? (await vault.sessions.create()).id;
    await vault.agreements.choose({ sessionId: id, choice });
    go({ name: 'new-session', sessionId: id });
  });
  const builtIn = loaded.value?.templates[0];
  const error = loaded.error ?? choose.error;
  return (
    <div className="column">
      <div className="back">
        <Button
          look="plain"
          icon={<ArrowLeft aria-hidden="true" />}
          onPress={() => go({ name: 'new-session', sessionId })}
        >
          {en.common.back}
        </Button>
      </div>
      <PageHeading title={termsText.title} />
      <p className="lead">{termsText.lead}</p>
      {loaded.value === null || builtIn === undefined ? null : (
        <TermsForm
          templates={loaded.value.templates}
          draftBefore={draftOf(loaded.value.agreement.chosen?.choice ?? loaded.value.agreement.last, builtIn.id)}
          isPending={choose.isPending}
          onUse={(choice) => void choose.run(choice)}
        />
      )}
      {error === null ? null : <Problem code={error.code} />}
    </div>
  );
}
