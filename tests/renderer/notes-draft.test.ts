import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { maximumNotesLength } from '../../contract/limits.ts';
import type { NotesSave } from '../../contract/notes.ts';
import { NotesDraft, type SaveText } from '../../renderer/ui/notes-draft.ts';
import { VaultError } from '../../renderer/ui/vault-client.ts';
import { notesOf } from './support/fake-data.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const savedAtMs = 5000;

/** A draft over a vault that takes everything, and what it was given. */
function draftOver(answer?: SaveText) {
  const saves: string[] = [];
  let version = 0;
  const save: SaveText = (given) => {
    saves.push(given.text);
    if (answer !== undefined) return answer(given);
    version += 1;
    return Promise.resolve({ outcome: 'saved', version, savedAtMs, isLogged: given.isLeaving });
  };
  return { draft: new NotesDraft(notesOf(), save), saves };
}

describe('a draft', () => {
  it('is saved within two seconds of the first key, however fast the person types', async () => {
    const { draft, saves } = draftOver();
    for (let typed = 1; typed <= 20; typed += 1) {
      draft.type('a'.repeat(typed));
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(saves[0]).toBe('a'.repeat(15));
  });

  it('is saved in one piece once the person pauses', async () => {
    const { draft, saves } = draftOver();
    draft.type('a');
    draft.type('ab');
    await vi.advanceTimersByTimeAsync(1000);
    expect(saves).toEqual(['ab']);
    expect(draft.shown().state).toEqual({ kind: 'saved', atMs: savedAtMs });
  });

  it('says that it is saving, and not that it is saved, until all of it is', async () => {
    const answers: ((answer: NotesSave) => void)[] = [];
    const { draft } = draftOver(() => new Promise((resolve) => answers.push(resolve)));
    draft.type('one');
    await vi.advanceTimersByTimeAsync(1000);
    draft.type('one two');
    answers[0]?.({ outcome: 'saved', version: 1, savedAtMs, isLogged: true });
    await vi.advanceTimersByTimeAsync(1);
    expect(draft.shown().state.kind).toBe('saving');
    await vi.advanceTimersByTimeAsync(1000);
    answers[1]?.({ outcome: 'saved', version: 2, savedAtMs, isLogged: true });
    await vi.advanceTimersByTimeAsync(1);
    expect(draft.shown().state.kind).toBe('saved');
  });

  it('is saved at once when it is left', async () => {
    const { draft, saves } = draftOver();
    draft.type('last word');
    await draft.leave();
    expect(saves).toEqual(['last word']);
    expect(draft.isSaved).toBe(true);
  });

  it('is told to the log when it is left, once', async () => {
    const { draft, saves } = draftOver();
    draft.type('a');
    await vi.advanceTimersByTimeAsync(1000);
    await draft.leave();
    await draft.leave();
    expect(saves).toEqual(['a', 'a']);
  });

  it('saves nothing of notes that were only read', async () => {
    const { draft, saves } = draftOver();
    await draft.leave();
    expect(saves).toEqual([]);
  });

  it('stays unsaved when the disk refuses it, says so, and tries again by itself', async () => {
    let isFull = true;
    const { draft } = draftOver(() =>
      isFull
        ? Promise.reject(new VaultError({ code: 'storage/disk-full', details: {} }))
        : Promise.resolve({ outcome: 'saved', version: 1, savedAtMs, isLogged: true }),
    );
    draft.type('kept on the screen');
    await vi.advanceTimersByTimeAsync(1000);
    expect(draft.shown()).toEqual({
      text: 'kept on the screen',
      state: { kind: 'failed', code: 'storage/disk-full' },
    });
    isFull = false;
    await vi.advanceTimersByTimeAsync(5000);
    expect(draft.shown().state.kind).toBe('saved');
  });

  it('says that it is too long, sends nothing, and is saved once it is shorter', async () => {
    const { draft, saves } = draftOver();
    draft.type('a'.repeat(maximumNotesLength + 1));
    await vi.advanceTimersByTimeAsync(10_000);
    expect(draft.shown().state.kind).toBe('too-long');
    expect(saves).toEqual([]);
    draft.type('a'.repeat(maximumNotesLength));
    await vi.advanceTimersByTimeAsync(1000);
    expect(draft.shown().state.kind).toBe('saved');
  });

  it('saves over nobody: once it is stale it keeps its text and sends nothing more', async () => {
    const { draft, saves } = draftOver(() => Promise.resolve({ outcome: 'stale' }));
    draft.type('mine');
    await vi.advanceTimersByTimeAsync(1000);
    draft.type('mine, and more');
    await vi.advanceTimersByTimeAsync(10_000);
    expect(draft.shown()).toEqual({ text: 'mine, and more', state: { kind: 'stale' } });
    expect(saves).toEqual(['mine']);
  });
});
