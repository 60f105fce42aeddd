import { Check } from 'lucide-react';
import { CheckboxButton, CheckboxField } from 'react-aria-components';
import { lockAfterMinutesChoices } from '../../../../contract/limits.ts';
import type { Settings } from '../../../../contract/methods.ts';
import { SelectField } from '../../components/select-field.tsx';
import { lockText } from '../../text/lock-text.ts';

interface LockSectionProps {
  /** Null until it is known. */
  readonly settings: Settings | null;
  readonly onChange: (settings: Settings) => void;
}

/** When the vault is locked without anybody asking for it. */
export function LockSection({ settings, onChange }: LockSectionProps) {
  const options = lockAfterMinutesChoices.map((minutes) => ({
    value: String(minutes),
    text: lockText.minutes(minutes),
  }));
  return (
    <section className="card stack">
      <h2>{lockText.title}</h2>
      <SelectField
        label={lockText.after}
        value={String(settings?.lockAfterMinutes ?? '')}
        options={options}
        isDisabled={settings === null}
        onChange={(chosen) => {
          if (settings !== null) onChange({ ...settings, lockAfterMinutes: Number(chosen) });
        }}
      />
      <CheckboxField
        className="purpose"
        isSelected={settings?.lockWhenHidden === true}
        isDisabled={settings === null}
        onChange={(lockWhenHidden) => {
          if (settings !== null) onChange({ ...settings, lockWhenHidden });
        }}
      >
        <CheckboxButton className="checkbox">
          <span className="checkbox-box" aria-hidden="true">
            <Check />
          </span>
          {lockText.whenHidden}
        </CheckboxButton>
      </CheckboxField>
      <p className="field-hint">{lockText.hint}</p>
    </section>
  );
}
