import { useCallback } from 'react';
import { Input, Label, RadioButton, RadioField, RadioGroup, TextField } from 'react-aria-components';
import type { LogGroup } from '../../../../contract/event-log.ts';
import type { PersonId, SessionId } from '../../../../contract/ids.ts';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { logText } from '../../text/log-text.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';

/** What a person has chosen to see; days as the fields have them, empty for none. */
export interface Chosen {
  readonly group: LogGroup | 'all';
  readonly personId: PersonId | null;
  readonly sessionId: SessionId | null;
  readonly from: string;
  readonly until: string;
}

const groups: readonly Chosen['group'][] = [
  ...(['all', 'recording', 'listening', 'consent', 'sessions', 'retention'] as const),
  ...(['deletion', 'vault', 'exports'] as const),
];

interface DayFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

function DayField({ label, value, onChange }: DayFieldProps) {
  return (
    <TextField className="field" value={value} onChange={onChange} type="date">
      <Label className="field-label">{label}</Label>
      <Input className="input" />
    </TextField>
  );
}

interface LogFilterProps {
  readonly chosen: Chosen;
  readonly onChange: (chosen: Chosen) => void;
}

/** Which entries are shown: what they are about as words, whom, and from when until when. */
export function LogFilter({ chosen, onChange }: LogFilterProps) {
  const { value: people } = useLoad(useCallback(() => vault.people.list({ query: '' }), []));
  const everyone = { value: 'everyone', text: logText.everyone };
  const persons = (people ?? []).map(({ id, code }) => ({ value: id, text: code }));
  return (
    <section className="log-filter" aria-label={logText.filterLabel}>
      <RadioGroup
        className="log-groups"
        value={chosen.group}
        onChange={(value) => onChange({ ...chosen, group: groups.find((group) => group === value) ?? 'all' })}
      >
        <Label className="field-label">{logText.groupsLabel}</Label>
        <div className="log-group-list">
          {groups.map((group) => (
            <RadioField key={group} value={group}>
              <RadioButton className="log-group">{logText.groups[group]}</RadioButton>
            </RadioField>
          ))}
        </div>
      </RadioGroup>
      <div className="log-fields">
        <SelectField<string>
          label={logText.person}
          value={chosen.personId ?? everyone.value}
          options={[everyone, ...persons]}
          onChange={(value) => {
            const personId = people?.find(({ id }) => id === value)?.id ?? null;
            onChange({ ...chosen, personId });
          }}
        />
        <DayField label={logText.from} value={chosen.from} onChange={(from) => onChange({ ...chosen, from })} />
        <DayField label={logText.until} value={chosen.until} onChange={(until) => onChange({ ...chosen, until })} />
      </div>
      {chosen.sessionId === null ? null : (
        <div className="log-only">
          <p>{logText.onlySession}</p>
          <Button onPress={() => onChange({ ...chosen, sessionId: null })}>{logText.showAll}</Button>
        </div>
      )}
    </section>
  );
}
