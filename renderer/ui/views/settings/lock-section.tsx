import { Check } from 'lucide-react';
import { CheckboxButton, CheckboxField } from 'react-aria-components';
import { lockAfterWithin, lockChoicesIn, widestLockRange } from '../../../../contract/limits.ts';
import type { Settings } from '../../../../contract/methods.ts';
import { PolicyNotice } from '../../components/policy-notice.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { usePage } from '../../page-context.ts';
import { lockText } from '../../text/lock-text.ts';
import { policyText } from '../../text/policy-text.ts';

interface LockSectionProps {
  /** Null until it is known. */
  readonly settings: Settings | null;
  readonly onChange: (settings: Settings) => void;
}

/** When the vault is locked without anybody asking for it. */
export function LockSection({ settings, onChange }: LockSectionProps) {
  const policy = usePage().state.app?.policy;
  const range = policy?.lockAfterMinutes ?? widestLockRange;
  const isNarrowed = range.minimum > widestLockRange.minimum || range.maximum < widestLockRange.maximum;
  const options = lockChoicesIn(range, settings?.lockAfterMinutes).map((minutes) => ({
    value: String(minutes),
    text: lockText.minutes(minutes),
  }));
  return (
    <section className="card stack">
      <h2>{lockText.title}</h2>
      <PolicyNotice />
      <SelectField
        label={lockText.after}
        value={settings === null ? '' : String(lockAfterWithin(range, settings.lockAfterMinutes))}
        options={options}
        isDisabled={settings === null}
        onChange={(chosen) => {
          if (settings !== null) onChange({ ...settings, lockAfterMinutes: Number(chosen) });
        }}
      />
      {policy?.standing === 'read' && isNarrowed ? <p>{policyText.range(range)}</p> : null}
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
