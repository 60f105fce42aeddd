import { TriangleAlert } from 'lucide-react';
import { useRef, useState, type SubmitEvent } from 'react';
import { minimumPassphraseLength } from '../../../../contract/limits.ts';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Deriving } from '../../components/deriving.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { Problem } from '../../components/problem.tsx';
import { en } from '../../text/en.ts';
import { useAction } from '../../use-action.ts';
import { openVault } from '../../vault-client.ts';
import { VaultPlace } from './vault-place.tsx';
import { StrengthMeter } from './strength-meter.tsx';
import { WordSuggestion } from './word-suggestion.tsx';

/** First step of first run. It is left when the vault has been created and is open. */
export function ChoosePassphrase() {
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [isJudged, setJudged] = useState(false);
  const [expectedMs, setExpectedMs] = useState<number | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const create = useAction(async () => {
    try {
      await openVault('create', passphrase, setExpectedMs);
    } finally {
      setExpectedMs(null);
    }
  });

  const isLongEnough = passphrase.length >= minimumPassphraseLength;
  const isSame = passphrase === repeated;
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setJudged(true);
    if (isLongEnough && isSame) void create.run();
  };

  return (
    <>
      <p className="step">{en.firstRun.step(1, 2)}</p>
      <PageHeading title={en.firstRun.title} />
      <p className="lead">{en.firstRun.lead}</p>
      <form className="first-run-form" ref={form} onSubmit={submit}>
        <section className="stack">
          <h2>{en.firstRun.passphraseTitle}</h2>
          <p className="quiet">{en.firstRun.passphraseHint}</p>
          <WordSuggestion
            onUse={(words) => {
              setPassphrase(words);
              // Next they are typed once more.
              form.current?.querySelectorAll('input').item(1).focus();
            }}
            isDisabled={create.isPending}
          />
          <div>
            <PassphraseField
              label={en.passphrase.label}
              value={passphrase}
              onChange={setPassphrase}
              problem={isJudged && !isLongEnough ? en.passphrase.tooShort(minimumPassphraseLength) : null}
            />
            <StrengthMeter passphrase={passphrase} />
          </div>
          <PassphraseField
            label={en.passphrase.repeatLabel}
            value={repeated}
            onChange={setRepeated}
            problem={isJudged && isLongEnough && !isSame ? en.passphrase.doesNotMatch : null}
          />
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
        {expectedMs === null ? null : <Deriving expectedMs={expectedMs} />}
      </form>
    </>
  );
}
