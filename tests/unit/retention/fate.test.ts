import { describe, expect, it } from 'vitest';
import type { EventBodies, LoggedEvent } from '../../../main/log/events.ts';
import { projectFate } from '../../../main/retention/fate.ts';

const requested: EventBodies['recording'] = { kind: 'deletion.requested', reason: 'deleted' };
const undone: EventBodies['recording'] = { kind: 'deletion.undone' };
const destroying: EventBodies['recording'] = { kind: 'recording.destroying', reason: 'second-answer' };
const destroyed: EventBodies['recording'] = { kind: 'recording.destroyed', keyTableGeneration: 2 };

function chain(...bodies: EventBodies['recording'][]): LoggedEvent<'recording'>[] {
  return bodies.map((body, sequence) => ({ sequence, atMs: sequence * 1000, body, evidenceDigest: null }));
}

describe('a recording', () => {
  it.each([
    ['nobody asked for another', chain({ kind: 'recording.altered' })],
    ['its deletion was undone', chain(requested, undone)],
  ])('stays when %s', (_, events) => {
    expect(projectFate(events)).toEqual({ kind: 'stays' });
  });

  it('waits for its undo from the moment that its deletion was asked for', () => {
    const events = chain({ kind: 'recording.altered' }, requested);
    expect(projectFate(events)).toEqual({ kind: 'waits', requestedAtMs: 1000, reason: 'deleted' });
  });

  it('waits anew when it is asked for after an undo', () => {
    expect(projectFate(chain(requested, undone, requested))).toMatchObject({ requestedAtMs: 2000 });
  });

  it.each([
    ['its tombstone', chain(requested, destroying)],
    ['its tombstone, whatever comes after it', chain(destroying, requested, undone)],
  ])('is going from %s', (_, events) => {
    expect(projectFate(events)).toEqual({ kind: 'is-going' });
  });

  it('is gone from the end of its destruction', () => {
    expect(projectFate(chain(requested, destroying, destroyed, requested))).toEqual({ kind: 'is-gone' });
  });
});
