import type { GateReason } from '../../contract/consent.ts';
import type { RecordingId, SessionId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { projectFate } from '../retention/fate.ts';
import { beginRecording } from './begin-recording.ts';
import { getSession } from './get-session.ts';
import type { Unlocked } from './unlocked.ts';

export type StartAnswer =
  | { readonly outcome: 'started'; readonly recordingId: RecordingId }
  | { readonly outcome: 'refused'; readonly reasons: GateReason[] };

/**
 * The gate, then the recording of the session, as `beginRecording`.
 *
 * @throws `request/conflict` for a session that is being deleted; `capture/recorder-gone`, `storage/*`; then nothing of the recording is left.
 */
export async function startRecording(unlocked: Unlocked, sessionId: SessionId): Promise<StartAnswer> {
  const { gateReasons: reasons } = await getSession(unlocked, sessionId);
  if (projectFate(unlocked.log.events({ kind: 'session', id: sessionId })).kind !== 'stays') {
    throw new SottoError('request/conflict');
  }
  if (reasons.length > 0) return { outcome: 'refused', reasons };
  return { outcome: 'started', recordingId: await beginRecording(unlocked, { sessionId, spokenConsent: null }) };
}
