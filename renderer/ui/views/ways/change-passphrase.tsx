import { useState } from 'react';
import type { SlotId } from '../../../../contract/ids.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { useDeriving } from '../../use-deriving.ts';
import { changeWays } from '../../vault-client.ts';
import { useNewPassphrase } from '../first-run/new-passphrase.tsx';
import { WayAct } from './way-act.tsx';

/** A passphrase takes the place of the one that it proves. */
export function ChangePassphrase({ slotId }: { readonly slotId: SlotId }) {
  const { go } = usePage();
  const announce = useAnnounce();
  const [present, setPresent] = useState('');
  const [isJudged, setJudged] = useState(false);
  const change = useDeriving(async (onDeriving, newPassphrase: string) => {
    await changeWays({ kind: 'change-passphrase', slotId, passphrase: present, newPassphrase }, onDeriving);
    announce(en.ways.changeDone);
    go({ name: 'settings' });
  });
  const { passphrase, judge, fields } = useNewPassphrase(en.passphrase.newLabel, change.isPending);
  return (
    <WayAct
      title={en.ways.change}
      sentences={[en.ways.changeLead, en.ways.changeOldCopies]}
      act={en.ways.change}
      action={change}
      onSubmit={() => {
        setJudged(true);
        if (judge() && present !== '') void change.run(passphrase);
      }}
    >
      <PassphraseField
        label={en.passphrase.presentLabel}
        value={present}
        onChange={setPresent}
        problem={isJudged && present === '' ? en.ways.proofMissing : null}
      />
      {fields}
    </WayAct>
  );
}
