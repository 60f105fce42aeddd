import { useCallback } from 'react';
import type { AgreementChoice } from '../../../../contract/agreement.ts';
import type { SessionDetail } from '../../../../contract/session.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { termsText } from '../../text/agreement-terms-text.ts';
import { useAction } from '../../use-action.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';

interface AgreementSectionProps {
  readonly session: SessionDetail | null;
  readonly onChange: (session: SessionDetail) => void;
}

/** What is chosen for the agreement of this session, in a line, and the way to choose it. */
export function AgreementSection({ session, onChange }: AgreementSectionProps) {
  const { go } = usePage();
  const loaded = useLoad(useCallback(() => vault.agreements.get({ sessionId: session?.id ?? null }), [session]));
  const again = useAction(async (choice: AgreementChoice) => {
    const { id: sessionId } = session ?? (await vault.sessions.create());
    onChange(await vault.agreements.choose({ sessionId, choice }));
  });
  const chosen = loaded.value?.chosen ?? null;
  const last = loaded.value?.last ?? null;
  const error = loaded.error ?? again.error;
  return (
    <section className="card stack" aria-label={termsText.section}>
      <h2>{termsText.section}</h2>
      {chosen === null ? (
        <p>{termsText.none}</p>
      ) : (
        <p>
          {termsText.line(chosen.terms.listeners, chosen.terms.retention)}{' '}
          {termsText.expires(chosen.terms.validUntilMs)}
        </p>
      )}
      {chosen === null && last !== null ? (
        <p className="quiet">{termsText.lastTime(termsText.line(last.listeners, last.retention))}</p>
      ) : null}
      <div className="acts">
        <Button
          isDisabled={loaded.value === null}
          onPress={() => go({ name: 'terms', sessionId: session?.id ?? null })}
        >
          {chosen === null ? termsText.choose : termsText.change}
        </Button>
        {chosen === null && last !== null ? (
          <Button isBusy={again.isPending} onPress={() => void again.run(last)}>
            {termsText.asLastTime}
          </Button>
        ) : null}
      </div>
      {error === null ? null : <Problem code={error.code} />}
    </section>
  );
}
