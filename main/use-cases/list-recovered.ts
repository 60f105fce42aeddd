import type { RecordingId } from '../../contract/ids.ts';
import type { RecoveredTake } from '../../contract/recovered.ts';
import { projectFate } from '../retention/fate.ts';
import { isSpokenTake } from './kept-spoken-take.ts';
import { projectRecovered } from './project-recovered.ts';
import type { Unlocked } from './unlocked.ts';
import { mayBeUsed } from './withdrawals-of.ts';

type Parts = Pick<Unlocked, 'log' | 'catalog'>;

/**
 * Takes that were recovered, or found altered, and that nobody has kept, oldest first. What is about to be destroyed, itself
 * or with its session, is decided; it comes back when that is undone. Spoken words are no takes of a session.
 */
export function listRecovered(parts: Parts): RecoveredTake[] {
  return parts.log
    .subjectIds('recording')
    .flatMap((id) => takeOf(parts, id))
    .sort((one, other) => one.beganAtMs - other.beganAtMs);
}

function takeOf(parts: Parts, id: RecordingId): RecoveredTake[] {
  const { log, catalog } = parts;
  const events = log.events({ kind: 'recording', id });
  const found = projectRecovered(events);
  if (found === null || projectFate(events).kind !== 'stays' || isSpokenTake(parts, id)) return [];
  const stored = catalog.recordings.find(id);
  if (stored === null) return [];
  const { sessionId, beganAtMs, durationMs } = stored;
  if (projectFate(log.events({ kind: 'session', id: sessionId })).kind !== 'stays') return [];
  const codes = catalog.participations.ofSession(sessionId).map(({ code }) => code);
  const siblings = catalog.recordings.ofSession(sessionId).filter((one) => !isSpokenTake(parts, one.id));
  const number = siblings.length === 1 ? null : siblings.findIndex((one) => one.id === id) + 1;
  const length = found.state === 'recovered' ? found : { durationMs, lostMs: null };
  const mayBePlayed = mayBeUsed(parts, id);
  return [
    {
      recordingId: id,
      sessionId,
      codes,
      beganAtMs,
      number,
      state: found.state,
      durationMs: length.durationMs,
      lostMs: length.lostMs,
      mayBePlayed,
    },
  ];
}
