import { useState, type SubmitEvent } from 'react';
import { maximumSheetLength } from '../../../../contract/limits.ts';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextField } from '../../components/text-field.tsx';
import { TryWait, useTryWait } from '../../components/try-wait.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { useDeriving } from '../../use-deriving.ts';
import { openVault } from '../../vault-client.ts';

interface EnterSheetProps {
  readonly words: string;
  readonly onWords: (words: string) => void;
}

/** The 24 words in one field. */
export function EnterSheet({ words, onWords }: EnterSheetProps) {
  const { dispatch } = usePage();
  const [isJudged, setJudged] = useState(false);
  const wait = useTryWait();
  const open = useDeriving(async (onDeriving) => {
    await openVault({ kind: 'unlock-by-sheet', words }, onDeriving);
  });
  const isMissing = words.trim() === '';
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setJudged(true);
    if (!isMissing && wait.seconds === 0) void open.run();
  };
  return (
    <>
      <PageHeading title={en.sheet.enterTitle} takesFocus={false} />
      <p className="lead">{en.sheet.enterLead}</p>
      <form className="stack" onSubmit={submit}>
        <TextField
          label={en.sheet.words}
          value={words}
          onChange={onWords}
          problem={isJudged && isMissing ? en.sheet.wordsMissing : null}
          maxLength={maximumSheetLength}
          takesFocus
        />
        {open.error === null || open.isPending ? null : <Problem code={open.error.code} />}
        <TryWait {...wait} />
        <div className="acts">
          <Button type="submit" look="primary" size="large" isBusy={open.isPending} isDisabled={wait.seconds > 0}>
            {en.locked.unlock}
          </Button>
          <Button
            look="plain"
            size="large"
            isDisabled={open.isPending}
            onPress={() => dispatch({ type: 'sheet-entry', isOpen: false })}
          >
            {en.sheet.usePassphrase}
          </Button>
        </div>
      </form>
    </>
  );
}
