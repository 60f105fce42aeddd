import type { CustomScheme, Session } from 'electron';
import { respond } from './respond.ts';
import type { RecordingSource } from './recording-source.ts';

export const recordingScheme = 'recording';

/** Media can be streamed and nothing else: no fetch, no cross-origin reading, no way round the page's policy. */
export const recordingPrivileges: CustomScheme = {
  scheme: recordingScheme,
  privileges: { standard: true, secure: true, stream: true },
};

/** Serves the player in the app window's session. */
export function serveRecordings(session: Session, source: RecordingSource): void {
  session.protocol.handle(recordingScheme, (request) => respond(request, source));
}
