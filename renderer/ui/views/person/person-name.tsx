import { useRef, useState, type SubmitEvent } from 'react';
import type { PersonId } from '../../../../contract/ids.ts';
import { maximumPersonNameLength } from '../../../../contract/limits.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextField } from '../../components/text-field.tsx';
import { en } from '../../text/en.ts';
import { useAction } from '../../use-action.ts';
import { vault } from '../../vault-client.ts';

interface PersonNameProps {
  readonly personId: PersonId;
  readonly name: string | null;
  readonly onSaved: (name: string | null) => void;
}

/** The name that may stand beside a code. */
export function PersonName({ personId, name, onSaved }: PersonNameProps) {
  const announce = useAnnounce();
  const [typed, setTyped] = useState(name ?? '');
  const [isMissing, setMissing] = useState(false);
  const form = useRef<HTMLFormElement>(null);
  const save = useAction(async (wanted: string | null) => {
    const saved = await vault.people.setName({ personId, name: wanted });
    onSaved(saved.name);
    setTyped(saved.name ?? '');
    announce(saved.name === null ? en.person.nameRemoved : en.person.nameSaved);
    // The button that removes it goes with the name.
    if (saved.name === null) form.current?.querySelector('input')?.focus();
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    const isBlank = typed.trim() === '';
    setMissing(isBlank);
    if (!isBlank) void save.run(typed);
  };
  return (
    <form className="card person-name" ref={form} onSubmit={submit}>
      <TextField
        label={en.person.name}
        hint={en.person.nameHint}
        value={typed}
        onChange={(value) => {
          setTyped(value);
          setMissing(false);
        }}
        problem={isMissing ? en.person.nameMissing : null}
        maxLength={maximumPersonNameLength}
      />
      <div className="acts">
        <Button type="submit" isBusy={save.isPending}>
          {en.person.saveName}
        </Button>
        {name === null ? null : (
          <Button look="plain" isBusy={save.isPending} onPress={() => void save.run(null)}>
            {en.person.removeName}
          </Button>
        )}
      </div>
      {save.error === null ? null : <Problem code={save.error.code} />}
    </form>
  );
}
