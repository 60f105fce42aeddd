import { ArrowLeft } from 'lucide-react';
import { useCallback } from 'react';
import type { PersonId, SessionId } from '../../../../contract/ids.ts';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';
import { savingText } from '../../text/withdrawing-text.ts';
import { ReceiptText } from './receipt-text.tsx';
import { SaveReceipt } from './save-receipt.tsx';

interface ReceiptsViewProps {
  /** Null for those of all sessions. */
  readonly sessionId: SessionId | null;
  readonly personId: PersonId;
}

/** What one person is given for each answer in a session. */
export function ReceiptsView({ sessionId, personId }: ReceiptsViewProps) {
  const { go } = usePage();
  const loaded = useLoad(useCallback(() => vault.consent.getReceipts({ sessionId, personId }), [sessionId, personId]));
  const code = loaded.value?.[0]?.pii_principal_id;
  return (
    <div className="letter-page">
      <div className="letter-top">
        <Button
          look="plain"
          icon={<ArrowLeft aria-hidden="true" />}
          onPress={() => go(sessionId === null ? { name: 'person', personId } : { name: 'session', sessionId })}
        >
          {en.common.back}
        </Button>
      </div>
      <div className="letter">
        <PageHeading title={en.receipts.title}>
          {code === undefined ? en.receipts.title : en.receipts.heading(code)}
        </PageHeading>
        <p>{sessionId === null ? savingText.leadEverywhere : en.receipts.lead}</p>
        {loaded.error === null ? null : <Problem code={loaded.error.code} />}
        {loaded.value?.length === 0 ? <p>{en.receipts.none}</p> : null}
        {loaded.value?.map((receipt) => (
          <ReceiptText key={receipt.record_id} receipt={receipt}>
            <SaveReceipt receipt={receipt} personId={personId} />
            <h3>{en.receipts.json}</h3>
            <pre className="receipt-json" tabIndex={0}>
              {JSON.stringify(receipt, null, 2)}
            </pre>
          </ReceiptText>
        ))}
      </div>
    </div>
  );
}
