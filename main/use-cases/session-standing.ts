import type { DeletionSubject } from '../../contract/deletion.ts';
import type { SessionId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { projectFate } from '../retention/fate.ts';
import type { Unlocked } from './unlocked.ts';

/** Whether it has its tombstone, and so is gone for whoever asks, however far its destruction has come. */
export function isGoing({ log }: Pick<Unlocked, 'log'>, subject: DeletionSubject): boolean {
  const { kind } = projectFate(log.events(subject));
  return kind === 'is-going' || kind === 'is-gone';
}

/**
 * To be asked before anything is done in a session: what is put into one that is being destroyed would go with it.
 *
 * @throws `request/not-found` for no such session, or one that has its tombstone.
 */
export function assertSessionStands(parts: Pick<Unlocked, 'log' | 'catalog'>, sessionId: SessionId): void {
  const isThere = parts.catalog.sessions.find(sessionId) !== null;
  if (!isThere || isGoing(parts, { kind: 'session', id: sessionId })) throw new SottoError('request/not-found');
}
