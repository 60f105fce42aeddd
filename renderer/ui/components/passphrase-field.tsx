import { Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { ToggleButton } from 'react-aria-components';
import { maximumPassphraseLength } from '../../../contract/limits.ts';
import { en } from '../text/en.ts';
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

/** A field for a passphrase, hidden until the person asks to see it. */
export function PassphraseField(props: PassphraseFieldProps) {
  const [isShown, setShown] = useState(false);
  return (
    <TextField
      {...props}
      isSecret={!isShown}
      maxLength={maximumPassphraseLength}
      beside={
        <ToggleButton className="icon-button" isSelected={isShown} onChange={setShown} aria-label={en.passphrase.show}>
          {isShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
        </ToggleButton>
      }
    />
  );
}
