import type { ClassedItem, ItemClass } from '../../contract/retention.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { isSpokenTake } from './kept-spoken-take.ts';
import { projectNotes } from './project-notes.ts';
import { assertSessionStands, isGoing } from './session-standing.ts';
import type { Unlocked } from './unlocked.ts';

/** Says what a recording, or the notes of a session, are. It changes no day of destruction. @throws `request/not-found`. */
export async function classItem(
  parts: Pick<Unlocked, 'log' | 'catalog'>,
  { item, itemClass }: { readonly item: ClassedItem; readonly itemClass: ItemClass },
): Promise<void> {
  const { log, catalog } = parts;
  if (item.kind === 'recording') {
    const isThere = catalog.recordings.find(item.id) !== null && !isGoing(parts, item) && !isSpokenTake(parts, item.id);
    if (!isThere) throw new SottoError('request/not-found');
    await log.append(item, { kind: 'recording.classed', itemClass });
    return;
  }
  assertSessionStands(parts, item.sessionId);
  const subject = { kind: 'session', id: item.sessionId } as const;
  const notes = projectNotes(log.events(subject));
  if (notes === null) throw new SottoError('request/not-found');
  await log.append(subject, { kind: 'notes.classed', notesId: notes.notesId, itemClass });
}
