import { UserPlus } from 'lucide-react';
import { useId, useRef, useState, type SubmitEvent } from 'react';
import { maximumCodeLength } from '../../../../contract/limits.ts';
import type { Participation } from '../../../../contract/participation.ts';
import { places, type PlaceCode } from '../../../../contract/place-codes.ts';
import type { Capacity, Participant, Role } from '../../../../contract/session.ts';
import { Button } from '../../components/button.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { en } from '../../text/en.ts';
import { placeNames } from '../../text/jurisdiction-text.ts';
import { presenceText } from '../../text/presence-text.ts';
import { DecidesFor } from './decides-for.tsx';

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

const decisionOrder: readonly Participation['decision'][] = ['own', 'by-guardian', 'by-proxy'];
const presenceOrder: readonly Participation['presence'][] = ['here', 'remote', 'not-present'];
const decisionOptions = decisionOrder.map((value) => ({ value, text: presenceText.decisionNames[value] }));
const presenceOptions = presenceOrder.map((value) => ({ value, text: presenceText.presenceNames[value] }));
const placeOptions = [
  { value: 'not-chosen' as const, text: presenceText.placeNotChosen },
  ...places.map((value) => ({ value, text: placeNames[value] })),
];
/** Of whom somebody else may decide; whoever is there by their work decides for themselves. */
const representable: ReadonlySet<Role> = new Set(['client', 'partner', 'family-member', 'other']);

export type Added = Participation & { readonly code: string; readonly role: Role; readonly capacity: Capacity };

interface AddParticipantProps {
  readonly participants: readonly Participant[];
  readonly isDisabled: boolean;
  /** Resolves to true when the participant was added. */
  readonly onAdd: (added: Added) => Promise<boolean>;
}

/** The line at the foot of the list of participants in which the next one is entered. */
export function AddParticipant({ participants, isDisabled, onAdd }: AddParticipantProps) {
  const [code, setCode] = useState('');
  const [role, setRole] = useState<Role>('client');
  const [capacity, setCapacity] = useState<Capacity>('self');
  const [decision, setDecision] = useState<Participation['decision']>('own');
  const [presence, setPresence] = useState<Participation['presence']>('here');
  const [place, setPlace] = useState<PlaceCode | 'not-chosen'>('not-chosen');
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [missing, setMissing] = useState<string | null>(null);
  const missingId = useId();
  const [problem, setProblem] = useState<string | null>(null);
  const form = useRef<HTMLFormElement>(null);

  const isDeciding = capacity !== 'self';
  const mayBeRepresented = !isDeciding && representable.has(role);
  const toDecideFor = participants.filter((one) => isDeciding && one.decision === `by-${capacity}`);
  const [only, ...others] = toDecideFor;
  const forPersonIds = (
    only !== undefined && others.length === 0 ? [only] : toDecideFor.filter((one) => ticked.includes(one.personId))
  ).map(({ personId }) => personId);
  const participation: Participation = {
    decision: mayBeRepresented ? decision : 'own',
    forPersonIds,
    presence: presence === 'not-present' && !isDeciding ? 'here' : presence,
    place: presence === 'remote' && place !== 'not-chosen' ? place : null,
  };

  const missingNow = (): string | null => {
    if (isDeciding && toDecideFor.length === 0) return presenceText.nobodyToDecideFor[capacity];
    if (isDeciding && forPersonIds.length === 0) return presenceText.decidedForMissing;
    return participation.presence === 'remote' && participation.place === null ? presenceText.placeMissing : null;
  };

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const wanted = code.normalize('NFC').trim();
    const isTaken = participants.some((participant) => participant.code === wanted);
    const found = wanted === '' ? en.newSession.codeMissing : isTaken ? en.newSession.codeTaken : null;
    setProblem(found);
    const lacking = missingNow();
    setMissing(lacking);
    if (found === null && lacking !== null) return;
    form.current?.querySelector('input')?.focus();
    if (found !== null) return;
    // Emptied at once: the next code may be typed before the vault has answered.
    setCode('');
    setDecision('own');
    setTicked([]);
    void onAdd({ code: wanted, role, capacity, ...participation }).then((isAdded) => {
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
      <SelectField
        label={presenceText.presence}
        value={participation.presence}
        options={presenceOptions.filter(({ value }) => isDeciding || value !== 'not-present')}
        onChange={setPresence}
      />
      {mayBeRepresented ? (
        <SelectField label={presenceText.decision} value={decision} options={decisionOptions} onChange={setDecision} />
      ) : null}
      {participation.presence === 'remote' ? (
        <SelectField label={presenceText.place} value={place} options={placeOptions} onChange={setPlace} />
      ) : null}
      {others.length > 0 ? <DecidesFor people={toDecideFor} ticked={ticked} onChange={setTicked} /> : null}
      {missing === null ? null : (
        <p className="field-hint" role="alert" id={missingId}>
          {missing}
        </p>
      )}
      <Button
        type="submit"
        icon={<UserPlus aria-hidden="true" />}
        isBusy={isDisabled}
        {...(missing === null ? {} : { 'aria-describedby': missingId })}
      >
        {en.newSession.add}
      </Button>
    </form>
  );
}
