import { useState } from 'react';
import { useAction, type Action } from './use-action.ts';
import type { OnDeriving } from './vault-client.ts';

export interface DerivingAction<Input extends readonly unknown[]> extends Action<Input> {
  /** How long the Argon2id that runs now is expected to take; null when none does. */
  readonly expectedMs: number | null;
}

/** An action that turns a passphrase into a key on its way. */
export function useDeriving<Input extends readonly unknown[]>(
  act: (onDeriving: OnDeriving, ...input: Input) => Promise<void>,
): DerivingAction<Input> {
  const [expectedMs, setExpectedMs] = useState<number | null>(null);
  const action = useAction(async (...input: Input) => {
    try {
      await act(setExpectedMs, ...input);
    } finally {
      setExpectedMs(null);
    }
  });
  return { ...action, expectedMs };
}
