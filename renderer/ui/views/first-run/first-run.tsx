import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { ChoosePassphrase } from './choose-passphrase.tsx';

function Done() {
  const { dispatch } = usePage();
  return (
    <>
      <p className="step">{en.firstRun.step(2, 2)}</p>
      <PageHeading title={en.firstRun.doneTitle} />
      <p className="lead">{en.firstRun.doneLead}</p>
      <p className="lead">{en.firstRun.doneNext}</p>
      <Button look="primary" size="large" onPress={() => dispatch({ type: 'set-up-done' })}>
        {en.firstRun.continue}
      </Button>
    </>
  );
}

/** Making a vault: a passphrase, then done. */
export function FirstRun() {
  const { state } = usePage();
  return (
    <div className="column column-narrow first-run">
      {state.app?.phase === 'unlocked' ? <Done /> : <ChoosePassphrase />}
    </div>
  );
}
