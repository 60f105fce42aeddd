import type { WayChange } from '../../place.ts';
import { AddPassphrase } from './add-passphrase.tsx';
import { ChangePassphrase } from './change-passphrase.tsx';
import { NewSheet } from './new-sheet.tsx';
import { Rekey } from './rekey.tsx';
import { RemoveWay } from './remove-way.tsx';

/** A change to who comes into the vault, on a page of its own. */
export function WayView({ change }: { readonly change: WayChange }) {
  switch (change.act) {
    case 'change-passphrase':
      return <ChangePassphrase slotId={change.slotId} />;
    case 'add-passphrase':
      return <AddPassphrase />;
    case 'remove':
      return <RemoveWay slotId={change.slotId} wayName={change.wayName} />;
    case 'sheet':
      return <NewSheet replaces={change.replaces} />;
    case 'rekey':
      return <Rekey passphrases={change.passphrases} />;
  }
}
