import { useState } from 'react';
import type { PersonDetail } from '../../../../contract/person.ts';
import { Button } from '../../components/button.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { WithdrawConsent } from '../session/withdraw-consent.tsx';

interface PersonActsProps {
  readonly person: PersonDetail;
  readonly onWithdrawn: () => void;
}

/** Withdrawing over all sessions, noted in the newest, and the receipts of all of them. */
export function PersonActs({ person, onWithdrawn }: PersonActsProps) {
  const { go } = usePage();
  const [isAsking, setAsking] = useState(false);
  const newest = person.sessions[0];
  const said = person.sessions.flatMap(({ consents, withdrawals }) => [...consents, ...withdrawals]);
  if (newest === undefined) return null;
  return (
    <div className="acts">
      <Button onPress={() => setAsking(true)}>{en.withdrawal.act}</Button>
      {said.length === 0 ? null : (
        <Button look="plain" onPress={() => go({ name: 'receipts', sessionId: null, personId: person.id })}>
          {en.receipts.act}
        </Button>
      )}
      {isAsking ? (
        <WithdrawConsent
          sessionId={newest.sessionId}
          participant={{ personId: person.id, code: person.code }}
          recordings={[]}
          hasStopped={false}
          onClose={() => setAsking(false)}
          onWithdrawn={() => {
            setAsking(false);
            onWithdrawn();
          }}
        />
      ) : null}
    </div>
  );
}
