import type { ConsentState } from '../../contract/consent.ts';
import type { PersonId, RecordingId, SessionId } from '../../contract/ids.ts';
import { minimumFreeMinutes, minutesThatFit, reservedBytes } from '../../contract/limits.ts';
import type { ErasedPassage } from '../../contract/passage.ts';
import type { RecordingSummary } from '../../contract/recording.ts';
import type {
  EarlierConsent,
  Participant,
  SecondAsking,
  SessionDetail,
  SpokenConsent,
} from '../../contract/session.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { StoredRecording } from '../catalog/recording-store.ts';
import { projectAgreement } from '../consent/chosen-agreement.ts';
import { gateReasons } from '../consent/gate.ts';
import { projectConsent, projectPresence, projectSecondAnswer, type Presence } from '../consent/projection.ts';
import { projectPlace, projectUnconfirmedDuties } from '../consent/jurisdictions/project-place.ts';
import { exceededDuties } from '../consent/terms-of-places.ts';
import { whoIsAskedAgain } from '../consent/second-asking.ts';
import { isBeingDestroyed } from './destroy-recording.ts';
import { reconfirmableIn } from './earlier-consent.ts';
import { projectNotes } from './project-notes.ts';
import { assertSessionStands } from './session-standing.ts';
import { getSettings } from './settings.ts';
import { findSpokenTake, isKept, isSpokenTake } from './kept-spoken-take.ts';
import { listSpokenTakes } from './spoken-takes.ts';
import type { Unlocked } from './unlocked.ts';
import { withdrawalsOf } from './withdrawals-of.ts';

export type SessionFacts = Pick<Unlocked, 'vault' | 'log' | 'catalog' | 'recorders' | 'disk' | 'clock'>;

/** The session as its page shows it, gate included. @throws `request/not-found`. */
export async function getSession(facts: SessionFacts, sessionId: SessionId): Promise<SessionDetail> {
  assertSessionStands(facts, sessionId);
  const session = facts.catalog.sessions.find(sessionId);
  if (session === null) throw new SottoError('request/not-found');
  const all = facts.catalog.recordings.ofSession(sessionId);
  const recordings = all.filter(({ id }) => !isSpokenTake(facts, id));
  const events = facts.log.events({ kind: 'session', id: sessionId });
  const chosen = projectAgreement(events);
  const now = { terms: chosen?.digest ?? null, nowMs: facts.clock.nowMs() };
  const participants = projectPresence(events).map((presence): Participant => {
    const said = facts.log.events({ kind: 'person', id: presence.personId });
    const consent = withItsWords(facts, sessionId, projectConsent(said, sessionId, presence, now));
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
    recordings: recordings.map(summaryOf),
    spokenConsents: keptConsents(facts, sessionId, all),
    hasNotes: projectNotes(events) !== null,
    secondAskings: recordings.flatMap(({ id }) => secondAskings(facts, sessionId, id)),
    withdrawals: all.flatMap(({ id }) =>
      withdrawalsOf(facts, id).map((found) => ({ recordingId: id, code: codeOf(facts, found.personId), ...found })),
    ),
    erasedPassages: recordings.flatMap(({ id }) => erasedPassages(facts, id)),
    gateReasons: reasons,
  };
}

/** Whoever said that they agree is asked anew once nothing is left of how they said it. */
function withItsWords(facts: SessionFacts, sessionId: SessionId, consent: ConsentState): ConsentState {
  if (consent.state !== 'granted' && consent.state !== 'expired') return consent;
  if (consent.spokenIn === null || !isBeingDestroyed(facts, consent.spokenIn)) return consent;
  // Of an earlier session, and confirmed for this one: the words go with that session, as a signature does.
  const isOfThis = findSpokenTake(facts, consent.spokenIn)?.sessionId === sessionId;
  return isOfThis ? { state: 'not-asked', why: 'words-destroyed' } : consent;
}

/** Spoken words that a recording of the session rests on. */
function keptConsents(facts: SessionFacts, sessionId: SessionId, stored: readonly StoredRecording[]): SpokenConsent[] {
  return listSpokenTakes(facts, sessionId)
    .filter((take) => isKept(facts, take))
    .flatMap(({ id, personId }) => {
      const recording = stored.find((one) => one.id === id);
      return recording === undefined
        ? []
        : [{ recording: summaryOf(recording), personId, code: codeOf(facts, personId) }];
    });
}

function summaryOf({ segmentCount: _, ...summary }: StoredRecording): RecordingSummary {
  return summary;
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
  return minutesThatFit(freeBytes, getSettings(facts).bitrateBps);
}
