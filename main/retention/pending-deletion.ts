import { undoWindowMs } from '../../contract/limits.ts';
import type { EventBodies, LoggedEvent } from '../log/events.ts';

export type DeletionRequest = Extract<EventBodies['recording'], { kind: 'deletion.requested' }>;

const endings: ReadonlySet<string> = new Set(['deletion.undone', 'recording.destroying', 'session.destroying']);

/**
 * The deletion that somebody asked for and nobody has undone, from the chain of a recording or a session; null when
 * there is none, or when it has been carried out or begun.
 */
export function projectDeletion(
  events: readonly LoggedEvent<'recording' | 'session'>[],
): { readonly requestedAtMs: number; readonly reason: DeletionRequest['reason'] } | null {
  let requested: ReturnType<typeof projectDeletion> = null;
  for (const { atMs, body } of events) {
    if (body.kind === 'deletion.requested') requested = { requestedAtMs: atMs, reason: body.reason };
    else if (endings.has(body.kind)) requested = null;
  }
  return requested;
}

/** How long it can still be undone. Never longer than the window, whatever was done to the clock. */
export function remainingUndoMs(requestedAtMs: number, nowMs: number): number {
  return Math.min(undoWindowMs, Math.max(0, requestedAtMs + undoWindowMs - nowMs));
}
