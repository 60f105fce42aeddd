import { useState } from 'react';
import type { Sheet } from '../../../../contract/passphrase-messages.ts';
import { CheckSheet } from './check-sheet.tsx';
import { PrintSheet } from './print-sheet.tsx';

interface SheetStepsProps {
  /** Which step of first run this is; null outside of it. */
  readonly step: string | null;
  readonly sheet: Sheet;
  readonly onMade: () => void;
  readonly onLater: () => void;
}

/** A sheet is printed and checked. Its words are in this page's memory until this goes. */
export function SheetSteps({ step, sheet, onMade, onLater }: SheetStepsProps) {
  const [isChecking, setChecking] = useState(false);
  const stepLine = step === null ? null : <p className="step">{step}</p>;
  return isChecking ? (
    <CheckSheet
      step={stepLine}
      positions={sheet.positions}
      onConfirmed={onMade}
      onSeeAgain={() => setChecking(false)}
      onLater={onLater}
    />
  ) : (
    <PrintSheet step={stepLine} sheet={sheet} onPrinted={() => setChecking(true)} onLater={onLater} />
  );
}
