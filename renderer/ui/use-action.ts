import { useCallback, useEffect, useRef, useState } from 'react';
import { toVaultError, type VaultError } from './vault-client.ts';

export interface Action<Input extends readonly unknown[]> {
  /** Runs it unless it is running already; resolves when it is done, however it ended. */
  readonly run: (...input: Input) => Promise<void>;
  readonly isPending: boolean;
  readonly error: VaultError | null;
  readonly forget: () => void;
}

/** One thing a person does that takes a while and may fail. */
export function useAction<Input extends readonly unknown[]>(act: (...input: Input) => Promise<void>): Action<Input> {
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<VaultError | null>(null);
  const latest = useRef(act);
  const isRunning = useRef(false);
  useEffect(() => {
    latest.current = act;
  });
  const run = useCallback(async (...input: Input) => {
    if (isRunning.current) return;
    isRunning.current = true;
    setPending(true);
    setError(null);
    try {
      await latest.current(...input);
    } catch (thrown) {
      setError(toVaultError(thrown));
    } finally {
      isRunning.current = false;
      setPending(false);
    }
  }, []);
  const forget = useCallback(() => setError(null), []);
  return { run, isPending, error, forget };
}
