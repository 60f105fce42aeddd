import type { PersonId, SessionId, TextHash } from '../../contract/ids.ts';
import type { SessionDetail } from '../../contract/session.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { reconfirmableIn } from './earlier-consent.ts';
import { getSession, participantOf, type SessionFacts } from './get-session.ts';

/**
 * A person says that what they agreed to in an earlier session holds in this one too. In the log when it returns.
 *
 * @throws `consent/agreement-changed` when nothing stands any more that they could confirm, or it is another text than
 * `textHash`; `request/conflict` for somebody who has answered in this session; `request/not-found`.
 */
export async function reconfirmConsent(
  facts: SessionFacts,
  { sessionId, personId, textHash }: { sessionId: SessionId; personId: PersonId; textHash: TextHash },
): Promise<SessionDetail> {
  const participant = participantOf(await getSession(facts, sessionId), personId);
  if (participant.consent.state !== 'not-asked') throw new SottoError('request/conflict');
  const granted = reconfirmableIn(facts, sessionId, participant);
  if (granted?.body.textHash !== textHash) throw new SottoError('consent/agreement-changed');
  const grantedIn = { sessionId: granted.body.sessionId, sequence: granted.sequence };
  await facts.log.append({ kind: 'person', id: personId }, { kind: 'consent.reconfirmed', sessionId, grantedIn });
  return getSession(facts, sessionId);
}
