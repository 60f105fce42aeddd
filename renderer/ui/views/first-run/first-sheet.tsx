import { useState } from 'react';
import type { Sheet } from '../../../../contract/passphrase-messages.ts';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Deriving } from '../../components/deriving.tsx';
import { Problem } from '../../components/problem.tsx';
import { en } from '../../text/en.ts';
import { useDeriving } from '../../use-deriving.ts';
import { makeSheet } from '../../vault-client.ts';
import { SheetSteps } from '../sheet/sheet-steps.tsx';
import { useDroppedSheet } from '../sheet/use-dropped-sheet.ts';

interface FirstSheetProps {
  /** The one that was just chosen. */
  readonly passphrase: string;
  readonly onMade: () => void;
  readonly onLater: () => void;
}

/** Second step of first run: a recovery sheet, now or later. */
export function FirstSheet({ passphrase, onMade, onLater }: FirstSheetProps) {
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const sheetMayWait = useDroppedSheet();
  const make = useDeriving(async (onDeriving) => {
    const proof = { by: 'passphrase', passphrase } as const;
    sheetMayWait(true);
    setSheet(await makeSheet({ kind: 'make-sheet', proof, name: null, replaces: null }, onDeriving));
  });
  const step = en.firstRun.step(2, 3);
  if (sheet !== null) {
    const made = (): void => {
      sheetMayWait(false);
      onMade();
    };
    return <SheetSteps step={step} sheet={sheet} onMade={made} onLater={onLater} />;
  }
  return (
    <>
      <p className="step">{step}</p>
      <PageHeading title={en.sheet.title} />
      <p className="lead">{en.sheet.lead}</p>
      <p>{en.sheet.keep}</p>
      <p className="field-hint">{en.sheet.laterHint}</p>
      {make.error === null ? null : <Problem code={make.error.code} />}
      <div className="acts">
        <Button look="primary" size="large" isBusy={make.isPending} onPress={() => void make.run()}>
          {en.sheet.make}
        </Button>
        <Button look="plain" size="large" isDisabled={make.isPending} onPress={onLater}>
          {en.sheet.later}
        </Button>
      </div>
      {make.expectedMs === null ? null : <Deriving expectedMs={make.expectedMs} />}
    </>
  );
}
