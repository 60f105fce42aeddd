import type { EventBodies, LoggedEvent } from '../log/events.ts';

export type DeletionRequest = Extract<EventBodies['recording'], { kind: 'deletion.requested' }>;

const tombstones: ReadonlySet<string> = new Set(['recording.destroying', 'session.destroying']);
const ends: ReadonlySet<string> = new Set(['recording.destroyed', 'session.destroyed']);

/** What becomes of a recording or a session, from its own chain. */
export type Fate =
  | { readonly kind: 'stays' }
  /** Somebody asked for it, and it can still be undone. */
  | { readonly kind: 'waits'; readonly requestedAtMs: number; readonly reason: DeletionRequest['reason'] }
  /** It has its tombstone, and its destruction has not come to its end. */
  | { readonly kind: 'is-going' }
  | { readonly kind: 'is-gone' };

export function projectFate(events: readonly LoggedEvent<'recording' | 'session'>[]): Fate {
  let fate: Fate = { kind: 'stays' };
  for (const { atMs, body } of events) {
    if (ends.has(body.kind)) fate = { kind: 'is-gone' };
    else if (tombstones.has(body.kind)) fate = { kind: 'is-going' };
    else if (fate.kind === 'is-going' || fate.kind === 'is-gone') continue;
    else if (body.kind === 'deletion.requested') fate = { kind: 'waits', requestedAtMs: atMs, reason: body.reason };
    else if (body.kind === 'deletion.undone') fate = { kind: 'stays' };
  }
  return fate;
}
