import { useState, type SubmitEvent } from 'react';
import { maximumWayNameLength } from '../../../../contract/limits.ts';
import type { Way, Ways } from '../../../../contract/ways.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { TextField } from '../../components/text-field.tsx';
import { en } from '../../text/en.ts';
import { useAction } from '../../use-action.ts';
import { vault } from '../../vault-client.ts';

interface WayNameProps {
  readonly way: Way;
  readonly onSaved: (ways: Ways) => void;
  readonly onLeft: () => void;
}

/** The name of a way in. An empty one takes it away. */
export function WayName({ way, onSaved, onLeft }: WayNameProps) {
  const [typed, setTyped] = useState(way.name ?? '');
  const save = useAction(async () => {
    const name = typed.trim() === '' ? null : typed;
    onSaved(await vault.ways.rename({ slotId: way.slotId, name }));
  });
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    void save.run();
  };
  return (
    <form className="stack-small" onSubmit={submit}>
      <TextField
        label={en.ways.name}
        hint={en.ways.nameHint}
        value={typed}
        onChange={setTyped}
        maxLength={maximumWayNameLength}
        takesFocus
      />
      <div className="acts">
        <Button type="submit" isBusy={save.isPending}>
          {en.ways.saveName}
        </Button>
        <Button look="plain" onPress={onLeft}>
          {en.ways.cancel}
        </Button>
      </div>
      {save.error === null ? null : <Problem code={save.error.code} />}
    </form>
  );
}
