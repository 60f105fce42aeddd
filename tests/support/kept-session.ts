import type { AgreementChoice } from '../../contract/agreement.ts';
import type { PersonId, RecordingId, SessionId } from '../../contract/ids.ts';
import { addPerson, agree, chooseTerms, placedSession, record } from './consenting-session.ts';
import { someChoice } from './chosen-terms.ts';
import type { UseCaseSetting } from './use-case-setting.ts';

export const dayMs = 86_400_000;

/** A recording of two seconds, with one person, under these terms. */
export async function keptSession(
  setting: UseCaseSetting,
  more: Partial<AgreementChoice> = {},
  code = 'Ann',
): Promise<{ readonly sessionId: SessionId; readonly recordingId: RecordingId; readonly personId: PersonId }> {
  const sessionId = await placedSession(setting);
  await chooseTerms(setting, sessionId, { ...someChoice, ...more });
  const personId = await addPerson(setting, sessionId, code);
  await agree(setting, sessionId, personId);
  return { sessionId, personId, recordingId: await record(setting, sessionId, 2) };
}
