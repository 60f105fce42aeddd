import type { PersonId, RecordingId, SessionId } from '../../contract/ids.ts';
import { inTheRoom, type Participation } from '../../contract/participation.ts';
import type { Capacity, Role } from '../../contract/session.ts';
import { getAgreement, grantConsent, refuseConsent } from '../../main/use-cases/ask-for-consent.ts';
import { addParticipant } from '../../main/use-cases/change-participants.ts';
import { chooseAgreement, getSessionAgreement } from '../../main/use-cases/choose-agreement.ts';
import { createSession } from '../../main/use-cases/create-session.ts';
import { getJurisdiction, placeSession } from '../../main/use-cases/place-session.ts';
import { settleRecording } from '../../main/use-cases/settle-recording.ts';
import { startRecording } from '../../main/use-cases/start-recording.ts';
import type { Unlocked } from '../../main/use-cases/unlocked.ts';
import { someChoice } from './chosen-terms.ts';
import type { UseCaseSetting } from './use-case-setting.ts';

interface OpenSetting {
  readonly unlocked: Unlocked;
}

/** Terms of the agreement, unless the session has some. */
export async function chooseTerms({ unlocked }: OpenSetting, sessionId: SessionId, choice = someChoice): Promise<void> {
  const { chosen } = await getSessionAgreement(unlocked, { sessionId });
  if (chosen === null) await chooseAgreement(unlocked, { sessionId, choice });
}

/** Adds a client in the room who decides for themselves, where nothing else is said, to a session whose terms are chosen. */
export async function addPerson(
  setting: OpenSetting,
  sessionId: SessionId,
  code: string,
  more: Partial<Participation & { readonly role: Role; readonly capacity: Capacity }> = {},
): Promise<PersonId> {
  await chooseTerms(setting, sessionId);
  const added = { code, role: 'client', capacity: 'self', ...inTheRoom, ...more } as const;
  const session = await addParticipant(setting.unlocked, sessionId, added);
  const person = session.participants.find((participant) => participant.code === code);
  if (person === undefined) throw new Error('not added');
  return person.personId;
}

export async function agree(setting: OpenSetting, sessionId: SessionId, personId: PersonId): Promise<void> {
  const { textHash, language } = await getAgreement(setting.unlocked, { sessionId, personId });
  const signature = { kind: 'typed', name: 'A. Name' } as const;
  const purposes = ['supervision'] as const;
  await grantConsent(setting.unlocked, { sessionId, personId, textHash, language, purposes, signature, witness: null });
}

export async function refuse(
  { unlocked }: OpenSetting,
  whose: { readonly sessionId: SessionId; readonly personId: PersonId },
): Promise<void> {
  const { textHash, language } = await getAgreement(unlocked, whose);
  await refuseConsent(unlocked, { ...whose, textHash, language });
}

/** An empty session of which somebody has said where it takes place: where the last one did, or else in Texas. */
export async function placedSession(setting: OpenSetting): Promise<SessionId> {
  const { id: sessionId } = await createSession(setting.unlocked);
  const { place } = await getJurisdiction(setting.unlocked, sessionId);
  if (place === null) await placeSession(setting.unlocked, { sessionId, room: 'US-TX' });
  return sessionId;
}

/** A placed session in which each of `codes` has agreed. */
export async function consentingSession(
  setting: OpenSetting,
  ...codes: string[]
): Promise<{ sessionId: SessionId; people: PersonId[] }> {
  const sessionId = await placedSession(setting);
  const people: PersonId[] = [];
  for (const code of codes) {
    const personId = await addPerson(setting, sessionId, code);
    await agree(setting, sessionId, personId);
    people.push(personId);
  }
  return { sessionId, people };
}

/** Starts a recording that the gate lets through. */
export async function begin(setting: OpenSetting, sessionId: SessionId): Promise<RecordingId> {
  const answer = await startRecording(setting.unlocked, sessionId);
  if (answer.outcome === 'refused') throw new Error(answer.reasons.map(({ code }) => code).join());
  return answer.recordingId;
}

/** A finished recording of so many seconds. */
export async function record(
  setting: UseCaseSetting,
  sessionId: SessionId,
  seconds: number,
  packetAt?: (index: number) => Uint8Array<ArrayBuffer>,
): Promise<RecordingId> {
  const recordingId = await begin(setting, sessionId);
  await setting.recorders.speak(recordingId, seconds, packetAt);
  await settleRecording(setting.unlocked, recordingId);
  return recordingId;
}
