import { TriangleAlert } from 'lucide-react';
import type { SubmitEvent } from 'react';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Deriving } from '../../components/deriving.tsx';
import { Problem } from '../../components/problem.tsx';
import { en } from '../../text/en.ts';
import { useDeriving } from '../../use-deriving.ts';
import { openVault } from '../../vault-client.ts';
import { useNewPassphrase } from './new-passphrase.tsx';
import { VaultPlace } from './vault-place.tsx';

interface ChoosePassphraseProps {
  /** Hears it before the vault is open, which is when this step goes. */
  readonly onChosen: (passphrase: string) => void;
}

/** First step of first run. It is left when the vault has been created and is open. */
export function ChoosePassphrase({ onChosen }: ChoosePassphraseProps) {
  const create = useDeriving(async (onDeriving, passphrase: string) => {
    onChosen(passphrase);
    await openVault({ kind: 'create', passphrase }, onDeriving);
  });
  const { passphrase, judge, fields } = useNewPassphrase(en.passphrase.label, create.isPending);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (judge()) void create.run(passphrase);
  };

  return (
    <>
      <p className="step">{en.firstRun.step(1, 3)}</p>
      <PageHeading title={en.firstRun.title} />
      <p className="lead">{en.firstRun.lead}</p>
      <form className="first-run-form" onSubmit={submit}>
        <section className="stack">
          <h2>{en.firstRun.passphraseTitle}</h2>
          <p className="quiet">{en.firstRun.passphraseHint}</p>
          {fields}
        </section>
        <div className="warning">
          <TriangleAlert aria-hidden="true" />
          <div>
            <h2>{en.firstRun.warningTitle}</h2>
            <p>{en.firstRun.warning}</p>
          </div>
        </div>
        <VaultPlace isDisabled={create.isPending} />
        {create.error === null ? null : <Problem code={create.error.code} />}
        <Button type="submit" look="primary" size="large" isBusy={create.isPending}>
          {en.firstRun.create}
        </Button>
        {create.expectedMs === null ? null : <Deriving expectedMs={create.expectedMs} />}
      </form>
    </>
  );
}
