import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components';

export interface Choice {
  readonly value: string;
  readonly text: string;
  /** What comes of it. */
  readonly meaning?: string;
}

interface ChoiceGroupProps {
  readonly label: string;
  /** Null while nothing is chosen. */
  readonly value: string | null;
  readonly choices: readonly Choice[];
  readonly onChange: (value: string) => void;
}

/** One of a few, each with what it means below it. */
export function ChoiceGroup({ label, value, choices, onChange }: ChoiceGroupProps) {
  return (
    <RadioGroup className="choices" value={value} onChange={onChange}>
      <Label className="field-label">{label}</Label>
      {choices.map((choice) => (
        <RadioField key={choice.value} value={choice.value}>
          <RadioButton className="choice">
            <span className="radio-dot" aria-hidden="true" />
            <span>
              {choice.text}
              {choice.meaning === undefined ? null : <span className="quiet choice-meaning">{choice.meaning}</span>}
            </span>
          </RadioButton>
        </RadioField>
      ))}
    </RadioGroup>
  );
}
