import { useRef, useState, type ReactNode } from 'react';
import { minimumPassphraseLength } from '../../../../contract/limits.ts';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { en } from '../../text/en.ts';
import { keyboardNote } from './keyboard-note.ts';
import { StrengthMeter } from './strength-meter.tsx';
import { WordSuggestion } from './word-suggestion.tsx';

export interface NewPassphrase {
  readonly passphrase: string;
  /** Shows what is wrong from now on; true when nothing is. */
  readonly judge: () => boolean;
  readonly fields: ReactNode;
}

/** Choosing a passphrase: suggested or one's own, judged, and typed twice. */
export function useNewPassphrase(label: string, isDisabled: boolean): NewPassphrase {
  const [passphrase, setPassphrase] = useState('');
  const [repeated, setRepeated] = useState('');
  const [isJudged, setJudged] = useState(false);
  const again = useRef<HTMLDivElement>(null);
  const isLongEnough = passphrase.length >= minimumPassphraseLength;
  const isSame = passphrase === repeated;
  const note = keyboardNote(passphrase);
  const fields = (
    <>
      <WordSuggestion
        onUse={(words) => {
          setPassphrase(words);
          // Next they are typed once more.
          again.current?.querySelector('input')?.focus();
        }}
        isDisabled={isDisabled}
      />
      <div>
        <PassphraseField
          label={label}
          value={passphrase}
          onChange={setPassphrase}
          problem={isJudged && !isLongEnough ? en.passphrase.tooShort(minimumPassphraseLength) : null}
        />
        <StrengthMeter passphrase={passphrase} />
        {note === null ? null : <p className="field-hint">{note}</p>}
      </div>
      <div ref={again}>
        <PassphraseField
          label={en.passphrase.repeatLabel}
          value={repeated}
          onChange={setRepeated}
          problem={isJudged && isLongEnough && !isSame ? en.passphrase.doesNotMatch : null}
        />
      </div>
    </>
  );
  const judge = (): boolean => {
    setJudged(true);
    return isLongEnough && isSame;
  };
  return { passphrase, judge, fields };
}
