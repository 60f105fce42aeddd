import { Check } from 'lucide-react';
import { CheckboxButton, CheckboxField, CheckboxGroup, Label } from 'react-aria-components';
import type { Participant } from '../../../../contract/session.ts';
import { presenceText } from '../../text/presence-text.ts';

interface DecidesForProps {
  readonly people: readonly Participant[];
  readonly ticked: readonly string[];
  readonly onChange: (ticked: readonly string[]) => void;
}

/** For whom of several a guardian or proxy decides. */
export function DecidesFor({ people, ticked, onChange }: DecidesForProps) {
  return (
    <CheckboxGroup className="decides-for" value={[...ticked]} onChange={onChange}>
      <Label className="field-label">{presenceText.decidesFor}</Label>
      {people.map(({ personId, code }) => (
        <CheckboxField key={personId} value={personId}>
          <CheckboxButton className="checkbox">
            <span className="checkbox-box" aria-hidden="true">
              <Check />
            </span>
            {code}
          </CheckboxButton>
        </CheckboxField>
      ))}
    </CheckboxGroup>
  );
}
