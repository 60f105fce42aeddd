import { useCallback, useEffect, useRef } from 'react';
import { changeWays } from '../../vault-client.ts';

/**
 * A sheet that was not confirmed when the view goes, by whichever way, opens nothing and is forgotten in the vault process
 * too; so is one that is still being made. Answers what is to be told whether one may wait there.
 */
export function useDroppedSheet(): (mayWait: boolean) => void {
  const waits = useRef(false);
  const tell = useCallback((mayWait: boolean) => {
    waits.current = mayWait;
  }, []);
  useEffect(
    () => () => {
      if (waits.current) void changeWays({ kind: 'drop-sheet' }, () => undefined).catch(() => undefined);
    },
    [],
  );
  return tell;
}
