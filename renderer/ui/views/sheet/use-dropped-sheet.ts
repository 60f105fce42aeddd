import { useEffect } from 'react';
import { changeWays } from '../../vault-client.ts';

/**
 * A sheet that was not confirmed when the view goes, by whichever way, opens nothing and is forgotten in the vault process
 * too; so is one that was still being made. Where there is none, nothing happens.
 */
export function useDroppedSheet(): void {
  useEffect(
    () => () => {
      void changeWays({ kind: 'drop-sheet' }, () => undefined).catch(() => undefined);
    },
    [],
  );
}
