import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { maximumPassphraseLength } from '../../../contract/limits.ts';
import { en } from '../text/en.ts';
import { HeldButton } from './held-button.tsx';
import { TextField } from './text-field.tsx';

interface PassphraseFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  readonly problem?: string | null;
  readonly takesFocus?: boolean;
  readonly isDisabled?: boolean;
}

/** A field for a passphrase, hidden but while the person holds the button beside it. */
export function PassphraseField(props: PassphraseFieldProps) {
  const [isShown, setShown] = useState(false);
  const [isCapsLock, setCapsLock] = useState(false);
  return (
    <TextField
      {...props}
      isSecret={!isShown}
      maxLength={maximumPassphraseLength}
      onCapsLock={setCapsLock}
      notice={isCapsLock ? en.passphrase.capsLock : null}
      beside={
        <HeldButton label={en.passphrase.show} isHeld={isShown} onHeld={setShown}>
          {isShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
        </HeldButton>
      }
    />
  );
}
