import { useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import type { PersonId } from '../../../../contract/ids.ts';
import type { Receipt, ReceiptFormat } from '../../../../contract/receipt.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { savingText } from '../../text/withdrawing-text.ts';
import { useAction } from '../../use-action.ts';
import { vault } from '../../vault-client.ts';
import { ReceiptText } from './receipt-text.tsx';

interface SaveReceiptProps {
  readonly receipt: Receipt;
  readonly personId: PersonId;
}

/** Writes the receipt to a file of the person's choice. While it is printed the page is, on paper, the receipt alone. */
export function SaveReceipt({ receipt, personId }: SaveReceiptProps) {
  const announce = useAnnounce();
  const [isPrinting, setPrinting] = useState(false);
  const [isSaved, setSaved] = useState(false);
  const save = useAction(async (format: ReceiptFormat) => {
    flushSync(() => {
      setSaved(false);
      setPrinting(format === 'pdf');
    });
    try {
      const { outcome } = await vault.consent.saveReceipt({ personId, recordId: receipt.record_id, format });
      if (outcome === 'saved') {
        setSaved(true);
        announce(savingText.saved);
      }
    } finally {
      setPrinting(false);
    }
  });
  return (
    <div className="stack-small">
      <p className="quiet">{savingText.notEncrypted}</p>
      <div className="acts">
        <Button isBusy={save.isPending} onPress={() => void save.run('pdf')}>
          {savingText.pdf}
        </Button>
        <Button isBusy={save.isPending} onPress={() => void save.run('json')}>
          {savingText.json}
        </Button>
      </div>
      {isSaved ? <p>{savingText.saved}</p> : null}
      {save.error === null ? null : <Problem code={save.error.code} />}
      {isPrinting
        ? createPortal(
            <div className="on-paper">
              <ReceiptText receipt={receipt} />
            </div>,
            document.body,
          )
        : null}
    </div>
  );
}
