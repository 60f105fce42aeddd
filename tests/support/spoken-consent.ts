import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PersonId, RecordingId, SessionId } from '../../contract/ids.ts';
import { getAgreement, grantConsent } from '../../main/use-cases/ask-for-consent.ts';
import { settleRecording } from '../../main/use-cases/settle-recording.ts';
import { beginSpokenConsent } from '../../main/use-cases/speak-consent.ts';
import type { UseCaseSetting } from './use-case-setting.ts';

interface Whose {
  readonly sessionId: SessionId;
  readonly personId: PersonId;
}

/** Somebody begins to say that they agree, and has not ended. */
export async function beginToSpeak({ unlocked }: UseCaseSetting, whose: Whose): Promise<RecordingId> {
  const { textHash } = await getAgreement(unlocked, whose);
  return (await beginSpokenConsent(unlocked, { ...whose, textHash })).recordingId;
}

/** Somebody says for so many seconds that they agree, and has not pressed anything yet. */
export async function speakFor(setting: UseCaseSetting, whose: Whose, seconds = 3): Promise<RecordingId> {
  const recordingId = await beginToSpeak(setting, whose);
  await setting.recorders.speak(recordingId, seconds);
  await settleRecording(setting.unlocked, recordingId);
  return recordingId;
}

/** They press "I agree" by what they said. */
export async function agreeBy({ unlocked }: UseCaseSetting, whose: Whose, recordingId: RecordingId): Promise<void> {
  const { textHash, language } = await getAgreement(unlocked, whose);
  const signature = { kind: 'spoken', recordingId } as const;
  await grantConsent(unlocked, { ...whose, textHash, language, purposes: ['supervision'], signature, witness: null });
}

/** Of its key and its files. */
export function whatIsLeftOf({ rooms, folder }: UseCaseSetting, recordingId: RecordingId) {
  return {
    hasKey: rooms.vault.hasKey(recordingId),
    hasFiles: existsSync(join(folder, 'recordings', recordingId)),
    hasRow: rooms.catalog.recordings.find(recordingId) !== null,
  };
}

export const everything = { hasKey: true, hasFiles: true, hasRow: true };
export const nothing = { hasKey: false, hasFiles: false, hasRow: false };

/** Why it was destroyed, as the log has it. */
export function reasonsOf({ rooms }: UseCaseSetting, recordingId: RecordingId): string[] {
  return rooms.log
    .events({ kind: 'recording', id: recordingId })
    .flatMap(({ body }) => (body.kind === 'recording.destroying' ? [body.reason] : []));
}
