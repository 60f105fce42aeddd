import type { SessionId } from '../../contract/ids.ts';
import type { Notes, NotesSave } from '../../contract/notes.ts';
import { beginNotes } from '../../main/use-cases/begin-notes.ts';
import { createSession } from '../../main/use-cases/create-session.ts';
import { getNotes } from '../../main/use-cases/get-notes.ts';
import { saveNotes } from '../../main/use-cases/save-notes.ts';
import type { UseCaseSetting } from './use-case-setting.ts';

/** A session with notes of each of `texts`, one saved after the other. */
export async function notedSession(setting: UseCaseSetting, ...texts: string[]): Promise<SessionId> {
  const { id: sessionId } = await createSession(setting.unlocked);
  await beginNotes(setting.unlocked, sessionId);
  for (const text of texts) await write(setting, sessionId, text);
  return sessionId;
}

export function read(setting: UseCaseSetting, sessionId: SessionId): Notes {
  const notes = getNotes(setting.unlocked, sessionId);
  if (notes === null) throw new Error('the session has no notes');
  return notes;
}

/** Saves as the page does, on top of what there is. */
export function write(
  setting: UseCaseSetting,
  sessionId: SessionId,
  text: string,
  isLeaving = false,
): Promise<NotesSave> {
  const basedOn = read(setting, sessionId).version;
  return saveNotes(setting.unlocked, { sessionId, basedOn, text, isLeaving });
}
