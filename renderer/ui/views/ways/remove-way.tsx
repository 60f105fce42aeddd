import type { SlotId } from '../../../../contract/ids.ts';
import type { Proof } from '../../../../contract/passphrase-messages.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { useDeriving } from '../../use-deriving.ts';
import { changeWays } from '../../vault-client.ts';
import { useProof } from './proof-field.tsx';
import { WayAct } from './way-act.tsx';

/** One way in less. The last one is not offered for it. */
export function RemoveWay({ slotId, wayName }: { readonly slotId: SlotId; readonly wayName: string }) {
  const { go } = usePage();
  const announce = useAnnounce();
  const remove = useDeriving(async (onDeriving, proof: Proof) => {
    await changeWays({ kind: 'remove-way', proof, slotId }, onDeriving);
    announce(en.ways.removeDone);
    go({ name: 'settings' });
  });
  const proof = useProof(remove.isPending);
  return (
    <WayAct
      title={en.ways.removeTitle}
      sentences={[en.ways.removeLead(wayName), en.ways.removeOldCopies]}
      act={en.ways.remove}
      action={remove}
      onSubmit={() => {
        const proved = proof.judge();
        if (proved !== null) void remove.run(proved);
      }}
    >
      {proof.fields}
    </WayAct>
  );
}
