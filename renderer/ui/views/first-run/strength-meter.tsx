import { useEffect, useState } from 'react';
import { minimumPassphraseLength } from '../../../../contract/limits.ts';
import { en } from '../../text/en.ts';

const highest = 4;

function strengthText(passphrase: string, score: number): string {
  if (passphrase === '') return en.strength.empty;
  const missing = minimumPassphraseLength - passphrase.length;
  return missing > 0 ? en.strength.tooShort(missing) : (en.strength.names[score] ?? '');
}

/** How hard the passphrase is to guess, in a word and a bar. */
export function StrengthMeter({ passphrase }: { readonly passphrase: string }) {
  const [score, setScore] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    void import('./passphrase-strength.ts').then(({ estimateStrength }) => {
      if (isCurrent) setScore(passphrase === '' ? 0 : estimateStrength(passphrase));
    });
    return () => {
      isCurrent = false;
    };
  }, [passphrase]);
  const isTooShort = passphrase.length < minimumPassphraseLength;
  const shown = isTooShort ? Math.min(score, 1) : score;
  const text = strengthText(passphrase, score);
  return (
    <div className="strength">
      <div
        className="strength-bars"
        role="meter"
        aria-label={en.strength.label}
        aria-valuemin={0}
        aria-valuemax={highest}
        aria-valuenow={shown}
        aria-valuetext={text}
      >
        {Array.from({ length: highest }, (_, index) => (
          <span key={index} className="strength-bar" data-reached={passphrase !== '' && index < shown} />
        ))}
      </div>
      <p className="field-hint">{text}</p>
    </div>
  );
}
