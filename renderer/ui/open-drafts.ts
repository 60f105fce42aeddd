import { createContext } from 'react';
import type { SessionId } from '../../contract/ids.ts';
import type { Notes } from '../../contract/notes.ts';
import { NotesDraft } from './notes-draft.ts';
import { vault } from './vault-client.ts';

/** Locking waits no longer than this for a disk that does not answer. */
const lockWaitsMs = 1000;

/** The notes on this page, those on the screen and those that were left before they could be saved, and what else waits for a lock. */
export class OpenDrafts {
  readonly #drafts = new Map<SessionId, NotesDraft>();
  readonly #others = new Set<() => Promise<void>>();

  /** The draft of this session, which goes on where it was left unsaved; else one of `notes` as they are in the vault. */
  open(sessionId: SessionId, notes: Notes): NotesDraft {
    const left = this.#drafts.get(sessionId);
    if (left !== undefined) return left;
    const draft = new NotesDraft(notes, (save) => vault.notes.save({ sessionId, ...save }));
    this.#drafts.set(sessionId, draft);
    return draft;
  }

  /** Saves the draft; once it is saved it is forgotten, unless it was opened again meanwhile. */
  async leave(sessionId: SessionId, draft: NotesDraft): Promise<void> {
    await draft.leave();
    if (draft.isSaved && !draft.isShown && this.#drafts.get(sessionId) === draft) this.forget(sessionId);
  }

  forget(sessionId: SessionId): void {
    this.#drafts.delete(sessionId);
  }

  /** Something else that is to be said before the vault is locked, until what this gives back is called. */
  beforeLocking(act: () => Promise<void>): () => void {
    this.#others.add(act);
    return () => void this.#others.delete(act);
  }

  async saveAll(): Promise<void> {
    const saves = [
      ...Array.from(this.#drafts.values(), (draft) => draft.leave()),
      ...Array.from(this.#others, (act) => act()),
    ];
    await Promise.race([Promise.all(saves), new Promise((resolve) => setTimeout(resolve, lockWaitsMs))]);
  }
}

export const DraftsContext = createContext(new OpenDrafts());
