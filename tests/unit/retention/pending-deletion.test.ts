import { describe, expect, it } from 'vitest';
import { undoWindowMs } from '../../../contract/limits.ts';
import type { EventBodies, LoggedEvent } from '../../../main/log/events.ts';
import { projectDeletion, remainingUndoMs } from '../../../main/retention/pending-deletion.ts';

const requested: EventBodies['recording'] = { kind: 'deletion.requested', reason: 'deleted' };
const undone: EventBodies['recording'] = { kind: 'deletion.undone' };
const destroying: EventBodies['recording'] = { kind: 'recording.destroying', reason: 'second-answer' };

function chain(...bodies: EventBodies['recording'][]): LoggedEvent<'recording'>[] {
  return bodies.map((body, sequence) => ({ sequence, atMs: sequence * 1000, body, evidenceDigest: null }));
}

describe('a deletion', () => {
  it('waits from the moment it was asked for', () => {
    expect(projectDeletion(chain({ kind: 'recording.altered' }, requested))).toEqual({
      requestedAtMs: 1000,
      reason: 'deleted',
    });
  });

  it.each([
    ['was never asked for', chain({ kind: 'recording.altered' })],
    ['was undone', chain(requested, undone)],
    ['has begun', chain(requested, destroying)],
  ])('does not wait when it %s', (_, events) => {
    expect(projectDeletion(events)).toBeNull();
  });

  it('waits anew when it is asked for after an undo', () => {
    expect(projectDeletion(chain(requested, undone, requested))?.requestedAtMs).toBe(2000);
  });
});

describe('the time for an undo', () => {
  it.each([
    [0, undoWindowMs],
    [undoWindowMs - 1, 1],
    [undoWindowMs, 0],
    [undoWindowMs + 86_400_000, 0],
    [-86_400_000, undoWindowMs],
  ])('%d ms after the asking is %d ms', (passedMs, remainingMs) => {
    expect(remainingUndoMs(1_000_000, 1_000_000 + passedMs)).toBe(remainingMs);
  });
});
