import { Check } from 'lucide-react';
import { CheckboxButton, CheckboxField, CheckboxGroup, Label, Text } from 'react-aria-components';
import type { JurisdictionReading } from '../../../../contract/jurisdiction.ts';
import type { DutyCode } from '../../../../contract/place-codes.ts';
import { dutyTexts, jurisdictionText } from '../../text/jurisdiction-text.ts';

interface DutyChecksProps {
  readonly duties: JurisdictionReading['duties'];
  readonly confirmed: readonly DutyCode[];
  readonly isDisabled: boolean;
  readonly onChange: (duty: DutyCode, isConfirmed: boolean) => void;
}

/** Duties that recording waits for: the vault refuses to start until each has been confirmed. */
export function DutyChecks({ duties, confirmed, isDisabled, onChange }: DutyChecksProps) {
  if (duties.length === 0) return null;
  return (
    <CheckboxGroup
      className="purposes"
      value={[...confirmed]}
      isReadOnly={isDisabled}
      onChange={(ticked) => {
        for (const { code } of duties) {
          const isTicked = ticked.includes(code);
          if (isTicked !== confirmed.includes(code)) onChange(code, isTicked);
        }
      }}
    >
      <Label className="duties-title">{jurisdictionText.checksTitle}</Label>
      <p className="quiet">{jurisdictionText.checksHint}</p>
      {duties.map(({ code, sources }) => (
        <CheckboxField key={code} value={code} className="purpose">
          <CheckboxButton className="checkbox">
            <span className="checkbox-box" aria-hidden="true">
              <Check />
            </span>
            {dutyTexts[code].name}
          </CheckboxButton>
          <Text slot="description" className="duty-meaning">
            {dutyTexts[code].meaning} ({sources.join('; ')})
          </Text>
        </CheckboxField>
      ))}
    </CheckboxGroup>
  );
}
