import type { z } from 'zod';
import type { EventName, EventPayload, Methods } from './methods.ts';
import type { PassphraseReply, PassphraseRequest } from './passphrase-messages.ts';
import type { Result } from './sotto-error.ts';

type Input<M> = M extends { input: infer I extends z.ZodType } ? z.input<I> : never;
type Output<M> = M extends { output: infer O extends z.ZodType } ? z.output<O> : never;
type Caller<M> =
  null extends Input<M> ? () => Promise<Result<Output<M>>> : (input: Input<M>) => Promise<Result<Output<M>>>;

/** What `window.sotto` offers the page: the table of methods.ts, the events, and the passphrase port. */
export type SottoApi = {
  readonly [G in keyof Methods]: { readonly [C in keyof Methods[G]]: Caller<Methods[G][C]> };
} & {
  /** Calls `listener` for each event from main until the returned function is called. */
  readonly on: <E extends EventName>(event: E, listener: (payload: EventPayload<E>) => void) => () => void;
  readonly passphrase: {
    /**
     * Straight to the vault process; never through main. `onReply` hears `deriving` any number of times, then one last
     * reply. Requests are carried out one after the other.
     */
    readonly send: (request: PassphraseRequest, onReply: (reply: PassphraseReply) => void) => void;
  };
};
