import { UserPlus } from 'lucide-react';
import { useRef, useState, type SubmitEvent } from 'react';
import { maximumCodeLength } from '../../../../contract/limits.ts';
import type { Capacity, Role } from '../../../../contract/session.ts';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { en } from '../../text/en.ts';

const roleOrder: readonly Role[] = [
  'client',
  'therapist',
  'partner',
  'family-member',
  'guardian',
  'interpreter',
  'supervisor',
  'other',
];
const capacityOrder: readonly Capacity[] = ['self', 'guardian', 'proxy'];
const roleOptions = roleOrder.map((role) => ({ value: role, text: en.roleNames[role] }));
const capacityOptions = capacityOrder.map((capacity) => ({ value: capacity, text: en.capacityNames[capacity] }));

interface AddParticipantProps {
  readonly takenCodes: readonly string[];
  readonly isDisabled: boolean;
  /** Resolves to true when the participant was added. */
  readonly onAdd: (code: string, role: Role, capacity: Capacity) => Promise<boolean>;
}

/** The line at the foot of the list of participants in which the next one is entered. */
export function AddParticipant({ takenCodes, isDisabled, onAdd }: AddParticipantProps) {
  const [code, setCode] = useState('');
  const [role, setRole] = useState<Role>('client');
  const [capacity, setCapacity] = useState<Capacity>('self');
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const wanted = code.normalize('NFC').trim();
    const found =
      wanted === '' ? en.newSession.codeMissing : takenCodes.includes(wanted) ? en.newSession.codeTaken : null;
    setProblem(found);
    form.current?.querySelector('input')?.focus();
    if (found !== null) return;
    // Emptied at once: the next code may be typed before the vault has answered.
    setCode('');
    void onAdd(wanted, role, capacity).then((isAdded) => {
      if (!isAdded) setCode((typed) => (typed === '' ? wanted : typed));
    });
  };

  return (
    <form className="add-participant" ref={form} onSubmit={submit}>
      <TextField
        label={en.newSession.code}
        value={code}
        onChange={(value) => {
          setCode(value);
          setProblem(null);
        }}
        problem={problem}
        maxLength={maximumCodeLength}
      />
      <SelectField label={en.newSession.role} value={role} options={roleOptions} onChange={setRole} />
      <SelectField label={en.newSession.capacity} value={capacity} options={capacityOptions} onChange={setCapacity} />
      <Button type="submit" icon={<UserPlus aria-hidden="true" />} isBusy={isDisabled}>
        {en.newSession.add}
      </Button>
    </form>
  );
}
