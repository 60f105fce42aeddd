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
import { ReceiptText } from './receipt-text.tsx';

interface ReceiptsViewProps {
  readonly sessionId: SessionId;
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
        <Button look="plain" icon={<ArrowLeft aria-hidden="true" />} onPress={() => go({ name: 'session', sessionId })}>
          {en.common.back}
        </Button>
      </div>
      <div className="letter">
        <PageHeading title={en.receipts.title}>
          {code === undefined ? en.receipts.title : en.receipts.heading(code)}
        </PageHeading>
        <p>{en.receipts.lead}</p>
        {loaded.error === null ? null : <Problem code={loaded.error.code} />}
        {loaded.value?.length === 0 ? <p>{en.receipts.none}</p> : null}
        {loaded.value?.map((receipt) => (
          <ReceiptText key={receipt.record_id} receipt={receipt} />
        ))}
      </div>
    </div>
  );
}
