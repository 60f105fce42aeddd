import { useState, type SubmitEvent } from 'react';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { SheetWordsField } from '../../components/sheet-words-field.tsx';
import { TryWait, useTryWait } from '../../components/try-wait.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { rescueText } from '../../text/rescue-text.ts';
import { useDeriving } from '../../use-deriving.ts';
import { openVault } from '../../vault-client.ts';
import { Rescue } from '../locked/rescue.tsx';
import { useLastDamage, useRescue } from '../locked/use-rescue.ts';

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
  const rescue = useRescue(() => ({ by: 'sheet', words }));
  const isMissing = words.trim() === '';
  const isBusy = open.isPending || rescue.isPending;
  const code = open.error?.code ?? rescue.error?.code ?? null;
  const damage = useLastDamage(code);
  // What is said is about what was done last.
  const rescueBy = (rebuildsIndex: boolean): void => {
    open.forget();
    void rescue.run(rebuildsIndex);
  };
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    setJudged(true);
    if (isMissing || wait.seconds > 0) return;
    rescue.forget();
    void open.run();
  };
  return (
    <>
      <PageHeading title={en.sheet.enterTitle} takesFocus={false} />
      <p className="lead">{en.sheet.enterLead}</p>
      <form className="stack" onSubmit={submit}>
        <SheetWordsField
          value={words}
          onChange={onWords}
          problem={isJudged && isMissing ? en.sheet.wordsMissing : null}
          takesFocus
        />
        {code === null || isBusy ? null : <Problem code={code} />}
        <TryWait {...wait} />
        <div className="acts">
          <Button type="submit" look="primary" size="large" isBusy={isBusy} isDisabled={wait.seconds > 0}>
            {en.locked.unlock}
          </Button>
          <Button
            look="plain"
            size="large"
            isDisabled={isBusy}
            onPress={() => dispatch({ type: 'sheet-entry', isOpen: false })}
          >
            {en.sheet.usePassphrase}
          </Button>
        </div>
      </form>
      <Rescue
        code={damage}
        missing={isMissing ? rescueText.enterWords : null}
        mayTry={wait.seconds === 0}
        isBusy={isBusy}
        onRebuildIndex={() => rescueBy(true)}
        onRestoreSlots={() => rescueBy(false)}
      />
    </>
  );
}
