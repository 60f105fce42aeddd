import { useState, type ReactNode } from 'react';
import type { Proof } from '../../../../contract/passphrase-messages.ts';
import { Button } from '../../components/button.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { SheetWordsField } from '../../components/sheet-words-field.tsx';
import { en } from '../../text/en.ts';

export interface ProofEntry {
  /** Shows from now on what is missing; null when something is. */
  readonly judge: () => Proof | null;
  readonly by: Proof['by'];
  readonly fields: ReactNode;
}

/** Shows that whoever sits here may change who comes in: by a passphrase, or by the words of the sheet. */
export function useProof(isDisabled: boolean): ProofEntry {
  const [isBySheet, setBySheet] = useState(false);
  const [typed, setTyped] = useState('');
  const [isJudged, setJudged] = useState(false);
  // White space is a passphrase like any other: it opens the vault, and so it is a proof.
  const isMissing = (isBySheet ? typed.trim() : typed) === '';
  const common = { value: typed, onChange: setTyped, isDisabled };
  const fields = (
    <div className="stack-small">
      {isBySheet ? (
        <SheetWordsField
          {...common}
          hint={en.sheet.enterLead}
          problem={isJudged && isMissing ? en.sheet.wordsMissing : null}
        />
      ) : (
        <PassphraseField
          {...common}
          label={en.passphrase.presentLabel}
          hint={en.ways.proofHint}
          problem={isJudged && isMissing ? en.ways.proofMissing : null}
        />
      )}
      <div className="acts">
        <Button
          look="plain"
          isDisabled={isDisabled}
          onPress={() => {
            setTyped('');
            setJudged(false);
            setBySheet(!isBySheet);
          }}
        >
          {isBySheet ? en.sheet.usePassphrase : en.sheet.instead}
        </Button>
      </div>
    </div>
  );
  const judge = (): Proof | null => {
    setJudged(true);
    if (isMissing) return null;
    return isBySheet ? { by: 'sheet', words: typed } : { by: 'passphrase', passphrase: typed };
  };
  return { judge, by: isBySheet ? 'sheet' : 'passphrase', fields };
}
