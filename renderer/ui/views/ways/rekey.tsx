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
  const [typedOnes, setTypedOnes] = useState<readonly string[]>(() => Array<string>(passphrases).fill(''));
  const rekey = useDeriving(async (onDeriving, by: Proof, kept: string[]) => {
    await changeWays({ kind: 'rekey', proof: by, passphrases: kept }, onDeriving);
  });
  const proof = useProof(rekey.isPending);
  // A passphrase that is the proof stays; where a sheet is, none stays of itself.
  const others = proof.by === 'sheet' ? typedOnes : typedOnes.slice(1);
  const first = typedOnes.length - others.length;
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
        const kept = others.filter((one) => one !== '');
        if (proved !== null) void rekey.run(proved, kept);
      }}
    >
      {proof.fields}
      {others.length === 0 ? null : (
        <section className="stack" aria-labelledby="other-passphrases">
          <h2 id="other-passphrases">{en.ways.others[proof.by]}</h2>
          <p className="field-hint">{en.ways.othersHint[proof.by]}</p>
          {others.map((typed, index) => (
            <PassphraseField
              key={index}
              label={en.ways.other[proof.by](index + 1)}
              value={typed}
              onChange={(value) => setTypedOnes(typedOnes.with(first + index, value))}
              isDisabled={rekey.isPending}
            />
          ))}
        </section>
      )}
    </WayAct>
  );
}
