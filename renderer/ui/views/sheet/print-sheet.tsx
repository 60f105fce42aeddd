import { Printer } from 'lucide-react';
import type { ReactNode } from 'react';
import { createPortal } from 'react-dom';
import type { Sheet } from '../../../../contract/passphrase-messages.ts';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { en } from '../../text/en.ts';
import { SheetPaper } from './sheet-paper.tsx';
import { SheetWords } from './sheet-words.tsx';

interface PrintSheetProps {
  readonly step: ReactNode;
  readonly sheet: Sheet;
  readonly onPrinted: () => void;
  readonly onLater: () => void;
}

/** The words, and the way to paper. On paper the page is the sheet alone. */
export function PrintSheet({ step, sheet, onPrinted, onLater }: PrintSheetProps) {
  return (
    <>
      {step}
      <PageHeading title={en.sheet.title} />
      <p>{en.sheet.keep}</p>
      <SheetWords words={sheet.words} />
      <p className="field-hint">{en.sheet.printHint}</p>
      <div className="acts">
        <Button look="primary" icon={<Printer aria-hidden="true" />} onPress={() => window.print()}>
          {en.sheet.print}
        </Button>
        <Button onPress={onPrinted}>{en.sheet.onPaper}</Button>
        <Button look="plain" onPress={onLater}>
          {en.sheet.later}
        </Button>
      </div>
      {createPortal(
        <div className="on-paper">
          <SheetPaper sheet={sheet} />
        </div>,
        document.body,
      )}
    </>
  );
}
