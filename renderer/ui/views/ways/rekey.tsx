import { useState } from 'react';
import type { Proof } from '../../../../contract/passphrase-messages.ts';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { en } from '../../text/en.ts';
import { useDeriving } from '../../use-deriving.ts';
import { changeWays } from '../../vault-client.ts';
import { useProof } from './proof-field.tsx';
import { WayAct } from './way-act.tsx';

/** New keys for the vault. This page goes when it is done: the vault is locked then. */
export function Rekey({ passphrases }: { readonly passphrases: number }) {
  const [others, setOthers] = useState<readonly string[]>(() => Array<string>(Math.max(0, passphrases - 1)).fill(''));
  const rekey = useDeriving(async (onDeriving, proof: Proof) => {
    const kept = others.filter((one) => one !== '');
    await changeWays({ kind: 'rekey', proof, passphrases: kept }, onDeriving);
  });
  const proof = useProof(rekey.isPending);
  return (
    <WayAct
      title={en.ways.rekey}
      sentences={[
        en.ways.rekeyLead,
        en.ways.rekeyOldCopies,
        en.ways.rekeyDestroyed,
        en.ways.rekeySheet,
        en.ways.rekeyLocks,
      ]}
      act={en.ways.rekey}
      action={rekey}
      onSubmit={() => {
        const proved = proof.judge();
        if (proved !== null) void rekey.run(proved);
      }}
    >
      {proof.fields}
      {others.length === 0 ? null : (
        <section className="stack" aria-labelledby="other-passphrases">
          <h2 id="other-passphrases">{en.ways.others}</h2>
          <p className="field-hint">{en.ways.othersHint}</p>
          {others.map((typed, index) => (
            <PassphraseField
              key={index}
              label={en.ways.other(index + 1)}
              value={typed}
              onChange={(value) => setOthers(others.with(index, value))}
              isDisabled={rekey.isPending}
            />
          ))}
        </section>
      )}
    </WayAct>
  );
}
