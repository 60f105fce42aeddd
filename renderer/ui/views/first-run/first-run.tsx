import { useState } from 'react';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { ChoosePassphrase } from './choose-passphrase.tsx';
import { FirstSheet } from './first-sheet.tsx';

function Done({ hasSheet }: { readonly hasSheet: boolean }) {
  const { dispatch } = usePage();
  return (
    <>
      <p className="step">{en.firstRun.step(3, 3)}</p>
      <PageHeading title={en.firstRun.doneTitle} />
      <p className="lead">{en.firstRun.doneLead}</p>
      <p>{hasSheet ? en.sheet.confirmed : en.sheet.noneOnSessions}</p>
      <p className="lead">{en.firstRun.doneNext}</p>
      <Button look="primary" size="large" onPress={() => dispatch({ type: 'set-up-done' })}>
        {en.firstRun.continue}
      </Button>
    </>
  );
}

/** Making a vault: a passphrase, a recovery sheet, then done. */
export function FirstRun() {
  const { state } = usePage();
  // Kept until the sheet's step is left, so that nobody has to type it a third time.
  const [passphrase, setPassphrase] = useState('');
  const [sheet, setSheet] = useState<'open' | 'made' | 'later'>('open');
  const leave = (how: 'made' | 'later'): void => {
    setPassphrase('');
    setSheet(how);
  };
  return (
    <div className="column column-narrow first-run">
      {state.app?.phase !== 'unlocked' ? (
        <ChoosePassphrase onChosen={setPassphrase} />
      ) : sheet === 'open' ? (
        <FirstSheet passphrase={passphrase} onMade={() => leave('made')} onLater={() => leave('later')} />
      ) : (
        <Done hasSheet={sheet === 'made'} />
      )}
    </div>
  );
}
