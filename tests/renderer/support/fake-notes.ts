import type { SottoApi } from '../../../contract/api.ts';
import type { Notes } from '../../../contract/notes.ts';
import type { Result } from '../../../contract/sotto-error.ts';
import { fixedNowMs, notesOf } from './fake-data.ts';

type Answer = <Value>(call: string, make: () => Value) => Promise<Result<Value>>;

/** The notes of a fake vault. */
export class FakeNotes {
  readonly #notes: Map<string, Notes>;

  constructor(notes: Readonly<Record<string, Notes>> = {}) {
    this.#notes = new Map(Object.entries(notes));
  }

  of(sessionId: string): Notes | null {
    return this.#notes.get(sessionId) ?? null;
  }

  /** Also by somebody else than the page. */
  change(sessionId: string, more: Partial<Notes>): Notes {
    const after = { ...(this.of(sessionId) ?? notesOf()), ...more };
    this.#notes.set(sessionId, after);
    return after;
  }

  api(answer: Answer, onBegun: (sessionId: string) => void): SottoApi['notes'] {
    return {
      get: ({ sessionId }) => answer('notes.get', () => this.of(sessionId)),
      begin: ({ sessionId }) =>
        answer('notes.begin', () => {
          onBegun(sessionId);
          return this.change(sessionId, {});
        }),
      save: ({ sessionId, basedOn, text }) =>
        answer('notes.save', () => {
          if (this.of(sessionId)?.version !== basedOn) return { outcome: 'stale' };
          const { version } = this.change(sessionId, { version: basedOn + 1, savedAtMs: fixedNowMs, text });
          return { outcome: 'saved', version, savedAtMs: fixedNowMs, isLogged: true };
        }),
      getEarlier: ({ version }) => answer('notes.getEarlier', () => `Version **${version}**`),
    };
  }
}
