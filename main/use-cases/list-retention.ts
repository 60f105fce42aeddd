import type { RecordingId, SessionId } from '../../contract/ids.ts';
import { comingDays, maximumListedDestroyed } from '../../contract/limits.ts';
import type {
  DestroyedRecording,
  RecordingRetention,
  RetentionLists,
  SessionRetention,
} from '../../contract/retention.ts';
import { termsWhenBegan } from '../consent/chosen-agreement.ts';
import { dayMs } from '../consent/term-days.ts';
import { projectFate } from '../retention/fate.ts';
import { firstOfEach } from '../retention/first-of-each.ts';
import { projectNotesClass, projectRecordingClass } from '../retention/item-class.ts';
import { whyDue } from '../retention/rule.ts';
import { retentionRuleOf } from './end-retention.ts';
import { findHold } from './holds-of.ts';
import { isSpokenTake } from './kept-spoken-take.ts';
import { knownCopies, type CopiesOf } from './known-copies.ts';
import { projectNotes } from './project-notes.ts';
import { sessionOf } from './recordings-of-session.ts';
import { assertSessionStands } from './session-standing.ts';
import { isAnyDestroyed } from './tombstones.ts';
import type { Unlocked } from './unlocked.ts';
import { allWantedDestroyed, isWantedDestroyed } from './withdrawals-of.ts';

type Parts = Pick<Unlocked, 'log' | 'vault' | 'catalog' | 'clock'>;

/** What is to be destroyed and when, what is held, and what has been destroyed. What is about to go is left out. */
export function listRetention(parts: Parts): RetentionLists {
  const nowMs = parts.clock.nowMs();
  const copiesOf = knownCopies(parts);
  const wanted = allWantedDestroyed(parts);
  const all = parts.log
    .subjectIds('recording')
    .flatMap((id) => retentionOf(parts, id, copiesOf, (one) => wanted.has(one)))
    .sort((one, other) => (one.dueFromMs ?? one.recording.beganAtMs) - (other.dueFromMs ?? other.recording.beganAtMs));
  const free = all.filter(({ holds }) => holds.length === 0);
  const isComing = ({ dueFromMs }: RecordingRetention): boolean =>
    dueFromMs !== null && dueFromMs > nowMs && dueFromMs <= nowMs + comingDays * dayMs;
  return {
    ...firstOfEach({
      dueNow: free.filter(({ why }) => why !== null),
      coming: free.filter(isComing),
      untilUsed: free.filter(({ rule, why }) => rule === 'after-use' && why === null),
      held: all.filter(({ holds }) => holds.length > 0),
    }),
    destroyed: listDestroyed(parts),
    isAnyDestroyed: isAnyDestroyed(parts),
  };
}

/** What is kept how long in one session. @throws `request/not-found`. */
export function getSessionRetention(parts: Parts, sessionId: SessionId): SessionRetention {
  assertSessionStands(parts, sessionId);
  const events = parts.log.events({ kind: 'session', id: sessionId });
  const notes = projectNotes(events);
  const copiesOf = knownCopies(parts);
  return {
    recordings: parts.catalog.recordings
      .ofSession(sessionId)
      .flatMap(({ id }) => retentionOf(parts, id, copiesOf, (one) => isWantedDestroyed(parts, one))),
    notesClass: notes === null ? null : projectNotesClass(notes.notesId, events),
    hold: findHold(parts, { kind: 'session', id: sessionId }),
  };
}

function retentionOf(
  parts: Parts,
  id: RecordingId,
  copiesOf: CopiesOf,
  isWanted: (id: RecordingId) => boolean,
): RecordingRetention[] {
  const { log, catalog, clock } = parts;
  const events = log.events({ kind: 'recording', id });
  if (projectFate(events).kind !== 'stays' || isSpokenTake(parts, id)) return [];
  const stored = catalog.recordings.find(id);
  if (stored === null || stored.state === 'recording') return [];
  const { segmentCount: _, ...recording } = stored;
  const { sessionId } = recording;
  const sessionEvents = log.events({ kind: 'session', id: sessionId });
  if (projectFate(sessionEvents).kind !== 'stays') return [];
  const rule = retentionRuleOf(parts, id);
  const holds = [findHold(parts, { kind: 'recording', id }), findHold(parts, { kind: 'session', id: sessionId })];
  return [
    {
      recording,
      codes: catalog.participations.ofSession(sessionId).map(({ code }) => code),
      itemClass: projectRecordingClass(termsWhenBegan(sessionEvents, events), events),
      ...rule,
      why: whyDue(rule, clock.nowMs()),
      holds: holds.filter((hold) => hold !== null),
      isToBeDestroyed: isWanted(id),
      copies: copiesOf(id),
    },
  ];
}

/** Recordings of sessions into which sound had come. */
function listDestroyed(parts: Parts): DestroyedRecording[] {
  return parts.log
    .subjectIds('recording')
    .flatMap((recordingId): DestroyedRecording[] => {
      const events = parts.log.events({ kind: 'recording', id: recordingId });
      const over = events.find(({ body }) => body.kind === 'recording.destroyed');
      const sessionId = sessionOf(parts, recordingId);
      const [began] = events;
      if (over === undefined || began === undefined || sessionId === null || isSpokenTake(parts, recordingId))
        return [];
      const reasons = events.flatMap(({ body }) => (body.kind === 'recording.destroying' ? [body.reason] : []));
      if (reasons.includes('empty')) return [];
      const isAutomatic = reasons.includes('retention-ended');
      return [{ recordingId, sessionId, beganAtMs: began.atMs, destroyedAtMs: over.atMs, isAutomatic }];
    })
    .sort((one, other) => other.destroyedAtMs - one.destroyedAtMs)
    .slice(0, maximumListedDestroyed);
}
