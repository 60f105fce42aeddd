import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'log'>;

/** Where in the log something came to be, and where its destruction began. */
export interface Tombstone {
  readonly beganAt: number;
  readonly wentAt: number;
}

/** Of all sessions and recordings that were destroyed here, but for recordings into which no sound had come. */
export function tombstones({ log }: Parts): Tombstone[] {
  const sessions = log.subjectIds('session').flatMap((id) => {
    const events = log.events({ kind: 'session', id });
    return tombstoneIn(events[0]?.sequence, events.find(({ body }) => body.kind === 'session.destroying')?.sequence);
  });
  const recordings = log.subjectIds('recording').flatMap((id) => {
    const events = log.events({ kind: 'recording', id });
    const went = events.find(({ body }) => body.kind === 'recording.destroying' && body.reason !== 'empty');
    return tombstoneIn(events[0]?.sequence, went?.sequence);
  });
  return [...sessions, ...recordings];
}

/** Whether there is anything, a part of a recording too, that a copy of the vault may still have. */
export function isAnyDestroyed(parts: Parts): boolean {
  const { log } = parts;
  const isPartErased = log
    .subjectIds('recording')
    .some((id) => log.events({ kind: 'recording', id }).some(({ body }) => body.kind === 'passage.erased'));
  return isPartErased || tombstones(parts).length > 0;
}

function tombstoneIn(beganAt: number | undefined, wentAt: number | undefined): Tombstone[] {
  return beganAt === undefined || wentAt === undefined ? [] : [{ beganAt, wentAt }];
}
