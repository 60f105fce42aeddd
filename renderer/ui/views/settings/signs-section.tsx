import { Check } from 'lucide-react';
import { CheckboxButton, CheckboxField, CheckboxGroup, Label, Text } from 'react-aria-components';
import type { Settings } from '../../../../contract/methods.ts';
import { en } from '../../text/en.ts';

const choices = [
  { name: 'startStopSound', title: en.sign.startStop, meaning: en.sign.startStopMeaning },
  { name: 'warningSound', title: en.sign.warning, meaning: en.sign.warningMeaning },
  { name: 'recordingSign', title: en.sign.sign, meaning: en.sign.signMeaning },
] as const;

interface SignsSectionProps {
  /** Null until it is known. */
  readonly settings: Settings | null;
  readonly onChange: (settings: Settings) => void;
}

/** How a room is told that it is being recorded, beyond what the window always says. */
export function SignsSection({ settings, onChange }: SignsSectionProps) {
  return (
    <section className="card stack">
      <h2>{en.sign.settingsTitle}</h2>
      <CheckboxGroup
        className="purposes"
        value={choices.filter(({ name }) => settings?.[name] === true).map(({ name }) => name)}
        isDisabled={settings === null}
        onChange={(ticked) => {
          if (settings === null) return;
          const isTicked = (name: keyof Settings): boolean => ticked.includes(name);
          onChange({
            ...settings,
            startStopSound: isTicked('startStopSound'),
            warningSound: isTicked('warningSound'),
            recordingSign: isTicked('recordingSign'),
          });
        }}
      >
        <Label className="field-label">{en.sign.settingsLabel}</Label>
        {choices.map(({ name, title, meaning }) => (
          <CheckboxField key={name} value={name} className="purpose">
            <CheckboxButton className="checkbox">
              <span className="checkbox-box" aria-hidden="true">
                <Check />
              </span>
              {title}
            </CheckboxButton>
            <Text slot="description" className="duty-meaning">
              {meaning}
            </Text>
          </CheckboxField>
        ))}
        <p className="field-hint">{en.sign.hint}</p>
      </CheckboxGroup>
    </section>
  );
}
