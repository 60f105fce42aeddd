import { useState, type ReactNode, type SubmitEvent } from 'react';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextField } from '../../components/text-field.tsx';
import { en } from '../../text/en.ts';
import { useDeriving } from '../../use-deriving.ts';
import { changeWays } from '../../vault-client.ts';

interface CheckSheetProps {
  readonly step: ReactNode;
  readonly positions: readonly number[];
  readonly onConfirmed: () => void;
  readonly onSeeAgain: () => void;
  readonly onLater: () => void;
}

/** Three words typed back from the paper; from then on the sheet opens the vault. */
export function CheckSheet({ step, positions, onConfirmed, onSeeAgain, onLater }: CheckSheetProps) {
  const [typed, setTyped] = useState<readonly string[]>(() => positions.map(() => ''));
  const [isJudged, setJudged] = useState(false);
  const confirm = useDeriving(async (onDeriving, words: string[]) => {
    await changeWays({ kind: 'confirm-sheet', words }, onDeriving);
    onConfirmed();
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setJudged(true);
    if (typed.every((word) => word.trim() !== '')) void confirm.run([...typed]);
  };
  return (
    <>
      {step}
      <PageHeading title={en.sheet.checkTitle} />
      <p>{en.sheet.checkLead}</p>
      <form className="stack" onSubmit={submit}>
        <div className="sheet-check">
          {positions.map((position, index) => (
            <TextField
              key={position}
              label={en.sheet.word(position)}
              value={typed[index] ?? ''}
              onChange={(word) => setTyped(typed.with(index, word))}
              problem={isJudged && typed[index]?.trim() === '' ? en.sheet.wordMissing : null}
              maxLength={40}
            />
          ))}
        </div>
        {confirm.error === null ? null : <Problem code={confirm.error.code} />}
        <div className="acts">
          <Button type="submit" look="primary" isBusy={confirm.isPending}>
            {en.sheet.check}
          </Button>
          <Button isDisabled={confirm.isPending} onPress={onSeeAgain}>
            {en.sheet.seeAgain}
          </Button>
          <Button look="plain" isDisabled={confirm.isPending} onPress={onLater}>
            {en.sheet.later}
          </Button>
        </div>
      </form>
    </>
  );
}
