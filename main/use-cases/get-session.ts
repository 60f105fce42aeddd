import type { PersonId, RecordingId, SessionId } from '../../contract/ids.ts';
import { minimumFreeMinutes, reservedBytes } from '../../contract/limits.ts';
import type { ErasedPassage } from '../../contract/passage.ts';
import type { EarlierConsent, Participant, SecondAsking, SessionDetail } from '../../contract/session.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { projectAgreement } from '../consent/chosen-agreement.ts';
import { gateReasons } from '../consent/gate.ts';
import { projectConsent, projectPresence, projectSecondAnswer, type Presence } from '../consent/projection.ts';
import { projectPlace, projectUnconfirmedDuties } from '../consent/jurisdictions/project-place.ts';
import { exceededDuties } from '../consent/terms-of-places.ts';
import { whoIsAskedAgain } from '../consent/second-asking.ts';
import { reconfirmableIn } from './earlier-consent.ts';
import { projectNotes } from './project-notes.ts';
import { assertSessionStands } from './session-standing.ts';
import { getSettings } from './settings.ts';
import type { Unlocked } from './unlocked.ts';
import { withdrawalsOf } from './withdrawals-of.ts';

export type SessionFacts = Pick<Unlocked, 'vault' | 'log' | 'catalog' | 'recorders' | 'disk' | 'clock'>;

/** The session as its page shows it, gate included. @throws `request/not-found`. */
export async function getSession(facts: SessionFacts, sessionId: SessionId): Promise<SessionDetail> {
  assertSessionStands(facts, sessionId);
  const session = facts.catalog.sessions.find(sessionId);
  if (session === null) throw new SottoError('request/not-found');
  const recordings = facts.catalog.recordings.ofSession(sessionId);
  const events = facts.log.events({ kind: 'session', id: sessionId });
  const chosen = projectAgreement(events);
  const now = { terms: chosen?.digest ?? null, nowMs: facts.clock.nowMs() };
  const participants = projectPresence(events).map((presence): Participant => {
    const said = facts.log.events({ kind: 'person', id: presence.personId });
    const consent = projectConsent(said, sessionId, presence, now);
    const isAsked = consent.state !== 'not-asked';
    const earlierConsent = isAsked ? null : earlierConsentOf(facts, sessionId, presence);
    return { ...presence, code: codeOf(facts, presence.personId), consent, earlierConsent };
  });
  const reasons = gateReasons({
    participants,
    isPlaced: projectPlace(events) !== null,
    unconfirmedDuties: projectUnconfirmedDuties(events),
    hasTerms: chosen !== null,
    exceededDuties: chosen === null ? [] : exceededDuties(chosen, projectPlace(events)),
    isRecording: facts.recorders.current() !== null,
    freeMinutes: await freeMinutes(facts),
    minimumFreeMinutes,
  });
  return {
    id: sessionId,
    createdAtMs: session.createdAtMs,
    participants,
    recordings: recordings.map(({ segmentCount: _, ...summary }) => summary),
    hasNotes: projectNotes(events) !== null,
    secondAskings: recordings.flatMap(({ id }) => secondAskings(facts, sessionId, id)),
    withdrawals: recordings.flatMap(({ id }) =>
      withdrawalsOf(facts, id).map((found) => ({ recordingId: id, code: codeOf(facts, found.personId), ...found })),
    ),
    erasedPassages: recordings.flatMap(({ id }) => erasedPassages(facts, id)),
    gateReasons: reasons,
  };
}

/** What this person may confirm here of what they agreed to before, by the words of `findReconfirmable`. */
function earlierConsentOf(facts: SessionFacts, sessionId: SessionId, presence: Presence): EarlierConsent | null {
  const found = reconfirmableIn(facts, sessionId, presence);
  if (found === null) return null;
  const { textHash, purposes } = found.body;
  return { atMs: found.atMs, textHash, purposes };
}

/** One line for each person who was there when the recording began, or decides for somebody who was; none while it still runs. */
export function secondAskings(
  facts: Pick<Unlocked, 'log' | 'catalog' | 'recorders'>,
  sessionId: SessionId,
  recordingId: RecordingId,
): SecondAsking[] {
  if (facts.recorders.current() === recordingId) return [];
  return whoIsAskedAgain(presentWhenBegan(facts, sessionId, recordingId)).map(({ personId }) => ({
    recordingId,
    personId,
    code: codeOf(facts, personId),
    answer: projectSecondAnswer(facts.log.events({ kind: 'person', id: personId }), recordingId),
  }));
}

function erasedPassages({ log }: Pick<Unlocked, 'log'>, recordingId: RecordingId): ErasedPassage[] {
  return log.events({ kind: 'recording', id: recordingId }).flatMap(({ atMs, body }) => {
    if (body.kind !== 'passage.erased') return [];
    const { fromMs, toMs } = body;
    return [{ recordingId, atMs, fromMs, toMs }];
  });
}

/** Who was there when the recording began, as the log has it. */
export function presentWhenBegan(
  { log }: Pick<Unlocked, 'log'>,
  sessionId: SessionId,
  recordingId: RecordingId,
): Presence[] {
  const began = log.events({ kind: 'recording', id: recordingId })[0];
  if (began === undefined) return [];
  return projectPresence(
    log.events({ kind: 'session', id: sessionId }).filter((event) => event.sequence < began.sequence),
  );
}

function codeOf({ catalog }: Pick<Unlocked, 'catalog'>, personId: PersonId): string {
  return catalog.persons.find(personId)?.code ?? '';
}

/** The participant with that id. @throws `request/not-found` when they are not in the session. */
export function participantOf(session: SessionDetail, personId: Participant['personId']): Participant {
  const participant = session.participants.find((candidate) => candidate.personId === personId);
  if (participant === undefined) throw new SottoError('request/not-found');
  return participant;
}

async function freeMinutes(facts: Pick<Unlocked, 'vault' | 'catalog' | 'disk'>): Promise<number> {
  const freeBytes = (await facts.disk.freeBytes(facts.vault.folder)) - reservedBytes;
  const bytesPerMinute = (getSettings(facts).bitrateBps / 8) * 60;
  return Math.max(0, freeBytes) / bytesPerMinute;
}
