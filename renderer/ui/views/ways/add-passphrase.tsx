import { useState } from 'react';
import { maximumWayNameLength } from '../../../../contract/limits.ts';
import type { Proof } from '../../../../contract/passphrase-messages.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { TextField } from '../../components/text-field.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { useDeriving } from '../../use-deriving.ts';
import { changeWays } from '../../vault-client.ts';
import { useNewPassphrase } from '../first-run/new-passphrase.tsx';
import { useProof } from './proof-field.tsx';
import { WayAct } from './way-act.tsx';

/** One more passphrase, beside those there are. */
export function AddPassphrase() {
  const { go } = usePage();
  const announce = useAnnounce();
  const [name, setName] = useState('');
  const add = useDeriving(async (onDeriving, proof: Proof, newPassphrase: string) => {
    const named = name.trim() === '' ? null : name;
    await changeWays({ kind: 'add-passphrase', proof, newPassphrase, name: named }, onDeriving);
    announce(en.ways.addDone);
    go({ name: 'settings' });
  });
  const proof = useProof(add.isPending);
  const { passphrase, judge, fields } = useNewPassphrase(en.passphrase.newLabel, add.isPending);
  return (
    <WayAct
      title={en.ways.add}
      sentences={[en.ways.addLead]}
      act={en.ways.add}
      action={add}
      onSubmit={() => {
        const proved = proof.judge();
        if (judge() && proved !== null) void add.run(proved, passphrase);
      }}
    >
      {proof.fields}
      <TextField
        label={en.ways.name}
        hint={en.ways.nameHint}
        value={name}
        onChange={setName}
        maxLength={maximumWayNameLength}
      />
      {fields}
    </WayAct>
  );
}
