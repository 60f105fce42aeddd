import type { PersonId, RecordingId, SessionId, TextHash } from '../../contract/ids.ts';
import type { AgreedText, PersonDetail, PersonInSession } from '../../contract/person.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { consentsGiven, receiptsGiven, secondAnswersGiven, withdrawalsSaid } from '../consent/answers.ts';
import type { EventBodies, LoggedEvent } from '../log/events.ts';
import { isSessionDestroyed } from './destroy-session.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'log' | 'catalog'>;
type Added = Extract<EventBodies['session'], { kind: 'participant.added' }>;

/**
 * Who they are in which session, and what they said: as the log has it. A session that was destroyed is left out, as
 * its deletion promised.
 *
 * @throws `request/not-found`.
 */
export function getPerson(parts: Parts, personId: PersonId): PersonDetail {
  const person = parts.catalog.persons.find(personId);
  if (person === null) throw new SottoError('request/not-found');
  const said = parts.log.events({ kind: 'person', id: personId });
  const sessions = parts.log
    .subjectIds('session')
    .filter((sessionId) => !isSessionDestroyed(parts, sessionId))
    .flatMap((sessionId) => inSession(parts, said, { sessionId, personId }));
  return {
    id: personId,
    code: person.code,
    name: parts.catalog.persons.findName(personId),
    sessions: sessions.sort((one, other) => other.createdAtMs - one.createdAtMs),
  };
}

/**
 * The very text that somebody was asked to agree to.
 *
 * @throws `request/not-found`; `integrity/record-unauthentic` when what is kept is another text.
 */
export function getAgreedText({ catalog }: Pick<Unlocked, 'catalog'>, textHash: TextHash): AgreedText {
  const kept = catalog.agreements.find(textHash);
  if (kept === null) throw new SottoError('request/not-found');
  return { language: kept.language, text: kept.text };
}

/** Also a session that they were taken out of again: what they said there was said. */
function inSession(
  parts: Parts,
  said: readonly LoggedEvent<'person'>[],
  { sessionId, personId }: { readonly sessionId: SessionId; readonly personId: PersonId },
): PersonInSession[] {
  const events = parts.log.events({ kind: 'session', id: sessionId });
  const added = events.flatMap(({ atMs, body }): (Added & { readonly atMs: number })[] =>
    body.kind === 'participant.added' && body.personId === personId ? [{ ...body, atMs }] : [],
  );
  const last = added.at(-1);
  if (last === undefined) return [];
  return [
    {
      sessionId,
      createdAtMs: parts.catalog.sessions.find(sessionId)?.createdAtMs ?? last.atMs,
      role: last.role,
      capacity: last.capacity,
      consents: consentsGiven(said, sessionId),
      secondAnswers: secondAnswersGiven(said, sessionId).map((answer) => ({
        ...answer,
        recordingBeganAtMs: beganAtMs(parts, answer.recordingId) ?? answer.atMs,
      })),
      receiptsGiven: receiptsGiven(said, sessionId),
      withdrawals: withdrawalsSaid(said, sessionId).map(({ atMs, withdrawal }) => ({
        atMs,
        scope: withdrawal.scope,
        effect: 'effect' in withdrawal ? withdrawal.effect : null,
        recordingBeganAtMs: 'recordingId' in withdrawal ? (beganAtMs(parts, withdrawal.recordingId) ?? null) : null,
      })),
    },
  ];
}

function beganAtMs({ log }: Pick<Parts, 'log'>, id: RecordingId): number | undefined {
  return log.events({ kind: 'recording', id })[0]?.atMs;
}
