import { Check } from 'lucide-react';
import { CheckboxButton, CheckboxField, Text } from 'react-aria-components';
import type { Settings } from '../../../contract/methods.ts';
import type { MicrophoneCheck } from '../../../contract/recording.ts';
import { en } from '../text/en.ts';
import { soundText } from '../text/sound-text.ts';
import { SelectField, type SelectOption } from './select-field.tsx';

/** The value that stands for none; a label is never empty. */
const none = '';

/** Every input but the one that is the microphone. */
function computerOptions(check: MicrophoneCheck | null, settings: Settings): SelectOption<string>[] {
  const { microphone, computerSound } = settings;
  const labels = (check?.microphones ?? [])
    .filter(({ label, isDefault }) => label !== '' && label !== microphone && !(microphone === null && isDefault))
    .map(({ label }) => label);
  const unique = [...new Set(labels)];
  const options: SelectOption<string>[] = [{ value: none, text: soundText.computerNone }];
  options.push(...unique.map((label) => ({ value: label, text: label })));
  if (computerSound !== null && !unique.includes(computerSound)) {
    options.push({ value: computerSound, text: check === null ? computerSound : en.microphone.absent(computerSound) });
  }
  return options;
}

interface ComputerSoundProps {
  readonly settings: Settings;
  readonly check: MicrophoneCheck | null;
  readonly onChange: (settings: Settings) => void;
  readonly isDisabled: boolean;
}

/** The second input for a session by phone or video, and what helps when it is heard twice. */
export function ComputerSound({ settings, check, onChange, isDisabled }: ComputerSoundProps) {
  return (
    <div className="stack-small computer-sound">
      <SelectField
        label={soundText.computer}
        value={settings.computerSound ?? none}
        options={computerOptions(check, settings)}
        onChange={(value) => onChange({ ...settings, computerSound: value === none ? null : value })}
        isDisabled={isDisabled}
      />
      <p className="field-hint">{soundText.computerHint}</p>
      {settings.computerSound === null ? null : (
        <CheckboxField
          isSelected={settings.echoCancellation}
          isDisabled={isDisabled}
          onChange={(echoCancellation) => onChange({ ...settings, echoCancellation })}
        >
          <CheckboxButton className="checkbox">
            <span className="checkbox-box" aria-hidden="true">
              <Check />
            </span>
            {soundText.echo}
          </CheckboxButton>
          <Text slot="description" className="field-hint computer-sound-meaning">
            {soundText.echoMeaning}
          </Text>
        </CheckboxField>
      )}
    </div>
  );
}
