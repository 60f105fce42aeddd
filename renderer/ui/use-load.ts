import { useCallback, useEffect, useState } from 'react';
import { toVaultError, type VaultError } from './vault-client.ts';

export interface Loaded<Value> {
  readonly value: Value | null;
  readonly error: VaultError | null;
  /** Puts in a newer value that another call gave. */
  readonly setValue: (value: Value) => void;
  readonly reload: () => void;
}

/**
 * Loads a value whenever `load` changes (wrap it in useCallback). What was loaded before stays until the new value is
 * there, and an answer that comes late is dropped.
 */
export function useLoad<Value>(load: () => Promise<Value>): Loaded<Value> {
  const [value, setValue] = useState<Value | null>(null);
  const [error, setError] = useState<VaultError | null>(null);
  const [round, setRound] = useState(0);
  useEffect(() => {
    let isCurrent = true;
    load().then(
      (loaded) => {
        if (!isCurrent) return;
        setValue(() => loaded);
        setError(null);
      },
      (thrown: unknown) => {
        if (isCurrent) setError(toVaultError(thrown));
      },
    );
    return () => {
      isCurrent = false;
    };
  }, [load, round]);
  const put = useCallback((newer: Value) => setValue(() => newer), []);
  const reload = useCallback(() => setRound((count) => count + 1), []);
  return { value, error, setValue: put, reload };
}
