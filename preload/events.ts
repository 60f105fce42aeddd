import { eventNames } from '../contract/method-names.ts';

type Listener = (payload: unknown) => void;

/** Those who listen to main's events, by name. A name that the contract does not have has no listeners. */
export function createEvents(): {
  readonly on: (name: unknown, listener: Listener) => () => void;
  readonly tell: (name: unknown, payload: unknown) => void;
} {
  const listeners = new Map<unknown, Set<Listener>>(eventNames.map((name) => [name, new Set<Listener>()]));
  return {
    on: (name, listener) => {
      // Each call of `on` is heard and ended on its own, even with the same function.
      const own: Listener = (payload) => listener(payload);
      listeners.get(name)?.add(own);
      return () => listeners.get(name)?.delete(own);
    },
    tell: (name, payload) => {
      for (const listener of listeners.get(name) ?? []) listener(payload);
    },
  };
}
