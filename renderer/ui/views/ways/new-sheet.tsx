import { useState } from 'react';
import type { SlotId } from '../../../../contract/ids.ts';
import type { Proof, Sheet } from '../../../../contract/passphrase-messages.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { useDeriving } from '../../use-deriving.ts';
import { makeSheet } from '../../vault-client.ts';
import { SheetSteps } from '../sheet/sheet-steps.tsx';
import { useDroppedSheet } from '../sheet/use-dropped-sheet.ts';
import { useProof } from './proof-field.tsx';
import { WayAct } from './way-act.tsx';

/** A recovery sheet: the first one, or one that takes the place of another. */
export function NewSheet({ replaces }: { readonly replaces: SlotId | null }) {
  const { go } = usePage();
  const announce = useAnnounce();
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const sheetMayWait = useDroppedSheet();
  const make = useDeriving(async (onDeriving, by: Proof) => {
    sheetMayWait(true);
    setSheet(await makeSheet({ kind: 'make-sheet', proof: by, name: null, replaces }, onDeriving));
  });
  const proof = useProof(make.isPending);
  if (sheet !== null) {
    return (
      <div className="column column-narrow first-run">
        <SheetSteps
          step={null}
          sheet={sheet}
          onMade={() => {
            sheetMayWait(false);
            announce(en.sheet.confirmed);
            go({ name: 'settings' });
          }}
          onLater={() => go({ name: 'settings' })}
        />
      </div>
    );
  }
  return (
    <WayAct
      title={replaces === null ? en.sheet.title : en.ways.newSheet}
      sentences={replaces === null ? [en.sheet.lead, en.sheet.keep] : [en.ways.newSheetLead, en.sheet.keep]}
      act={en.sheet.make}
      action={make}
      onSubmit={() => {
        const proved = proof.judge();
        if (proved !== null) void make.run(proved);
      }}
    >
      {proof.fields}
    </WayAct>
  );
}
