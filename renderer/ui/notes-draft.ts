import type { ErrorCode } from '../../contract/error-codes.ts';
import { maximumNotesLength } from '../../contract/limits.ts';
import type { Notes, NotesSave } from '../../contract/notes.ts';
import { toVaultError } from './vault-client.ts';

/** A save begins this long after the last key, and this long after the first that is not saved: two seconds are promised. */
const quietMs = 800;
const longestMs = 1500;
/** After a save that failed. */
const againMs = 5000;

export type DraftState =
  | { readonly kind: 'saving' }
  /** Null: nothing was written yet. */
  | { readonly kind: 'saved'; readonly atMs: number | null }
  | { readonly kind: 'failed'; readonly code: ErrorCode }
  | { readonly kind: 'too-long' }
  | { readonly kind: 'stale' };

export interface ShownDraft {
  readonly text: string;
  readonly state: DraftState;
}

/** One save of the whole text; rejects with a `VaultError`. */
export type SaveText = (save: { basedOn: number; text: string; isLeaving: boolean }) => Promise<NotesSave>;

/** The notes of one session while they are on the screen: saves them by itself, and says truthfully how they stand. */
export class NotesDraft {
  readonly #save: SaveText;
  readonly #listeners = new Set<() => void>();
  #shown: ShownDraft;
  #savedText: string;
  #savedAtMs: number | null;
  #version: number;
  /** Of notes that are only read there is nothing for the log to hear. */
  #isLogged = true;
  #firstUnsavedAtMs: number | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saves: Promise<void> = Promise.resolve();

  constructor(notes: Notes, save: SaveText) {
    this.#save = save;
    this.#savedText = notes.text;
    this.#savedAtMs = notes.savedAtMs;
    this.#version = notes.version;
    this.#shown = { text: notes.text, state: { kind: 'saved', atMs: notes.savedAtMs } };
  }

  readonly shown = (): ShownDraft => this.#shown;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Whether somebody looks at it. */
  get isShown(): boolean {
    return this.#listeners.size > 0;
  }

  get isSaved(): boolean {
    return this.#shown.text === this.#savedText;
  }

  type(text: string): void {
    if (this.#shown.state.kind === 'stale') this.#show({ text, state: this.#shown.state });
    else if (text.length > maximumNotesLength) {
      clearTimeout(this.#timer);
      this.#show({ text, state: { kind: 'too-long' } });
    } else {
      this.#show({ text, state: { kind: 'saving' } });
      this.#firstUnsavedAtMs ??= Date.now();
      this.#saveIn(Math.min(quietMs, this.#firstUnsavedAtMs + longestMs - Date.now()));
    }
  }

  /** Saves what is not saved yet, at once; resolves when that was tried, however it ended. */
  leave(): Promise<void> {
    return this.#saveInTurn(true);
  }

  #saveIn(delayMs: number): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#saveInTurn(false), Math.max(0, delayMs));
  }

  #saveInTurn(isLeaving: boolean): Promise<void> {
    this.#saves = this.#saves.then(() => this.#saveNow(isLeaving));
    return this.#saves;
  }

  async #saveNow(isLeaving: boolean): Promise<void> {
    const { text, state } = this.#shown;
    if (state.kind === 'too-long' || state.kind === 'stale') return;
    if (this.isSaved && (this.#isLogged || !isLeaving)) {
      this.#showSaved();
      return;
    }
    clearTimeout(this.#timer);
    this.#firstUnsavedAtMs = null;
    try {
      this.#take(text, await this.#save({ basedOn: this.#version, text, isLeaving }));
    } catch (error) {
      this.#show({ text: this.#shown.text, state: { kind: 'failed', code: toVaultError(error).code } });
      this.#saveIn(againMs);
    }
  }

  #take(text: string, answer: NotesSave): void {
    if (answer.outcome === 'stale') {
      this.#show({ text: this.#shown.text, state: { kind: 'stale' } });
      return;
    }
    this.#version = answer.version;
    this.#savedText = text;
    this.#savedAtMs = answer.savedAtMs;
    this.#isLogged = answer.isLogged;
    this.#showSaved();
  }

  /** What was typed meanwhile has its own turn, and its own word. */
  #showSaved(): void {
    if (this.isSaved) this.#show({ text: this.#savedText, state: { kind: 'saved', atMs: this.#savedAtMs } });
  }

  #show(shown: ShownDraft): void {
    this.#shown = shown;
    for (const listener of this.#listeners) listener();
  }
}
