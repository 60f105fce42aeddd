import type { ConnectedCopy } from '../../../contract/copies.ts';
import { formatDayAndTime } from './format.ts';

function many(count: number, one: string, more: string): string {
  return count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${more}`;
}

function held({ recordings, notes }: ConnectedCopy): string {
  const ofRecordings = many(recordings, 'recording', 'recordings');
  if (notes === 0) return ofRecordings;
  const ofNotes = many(notes, 'session’s notes', 'sessions’ notes');
  return recordings === 0 ? ofNotes : `${ofRecordings} and ${ofNotes}`;
}

function whichCopy({ madeAtMs }: ConnectedCopy): string {
  return madeAtMs === null ? 'A copy of this vault' : `A copy of this vault from ${formatDayAndTime(madeAtMs)}`;
}

/** What is said of copies of the vault that still hold what was destroyed here. */
export const copiesText = {
  title: 'Copies of this vault',
  lead: 'What you destroy here stays in every copy of the vault until it is destroyed there too. Connect a copy to finish that.',
  listLabel: 'Copies that are connected',
  none: 'No copy that Sotto knows of is connected.',
  holds: (copy: ConnectedCopy) =>
    `${whichCopy(copy)} is connected and still holds ${held(copy)} that ${copy.recordings + copy.notes === 1 ? 'was' : 'were'} destroyed here.`,
  unfinished: (copy: ConnectedCopy) =>
    `${whichCopy(copy)} is connected. Destroying there was begun and did not come to its end.`,
  holdsNone: (copy: ConnectedCopy) => `${whichCopy(copy)} is connected. It has no key of anything destroyed here.`,
  otherKeys: (copy: ConnectedCopy) =>
    `${whichCopy(copy)} is connected. This vault has other keys by now, so Sotto cannot look into the copy. Lock this vault, open the copy as a vault by a passphrase or sheet of that day, and delete there what was destroyed here. Or delete the whole copy.`,
  unreadable: (copy: ConnectedCopy) =>
    `${whichCopy(copy)} is connected and cannot be read: it is damaged, or a newer Sotto has written it. It may still hold what was destroyed here. Open it as a vault, or delete the whole copy.`,
  parts: (count: number) =>
    count === 1
      ? 'It also has 1 recording as it was before a part of it was erased here. That recording stays here, so it is left in the copy, with that part. Erase the part there, or delete the copy.'
      : `It also has ${many(count, 'recording', 'recordings')} as they were before parts of them were erased here. These recordings stay here, so they are left in the copy, with those parts. Erase the parts there, or delete the copy.`,
  folder: (folder: string) => `In ${folder}`,
  finish: 'Finish destroying there',
  finishTitle: 'Finish destroying in this copy?',
  finishLead: (copy: ConnectedCopy) =>
    `The keys of ${held(copy)} are destroyed in the copy, then the files. Everything else in the copy stays. This cannot be undone.`,
  finishAgainLead:
    'What is left of it is destroyed in the copy. Everything else in the copy stays. This cannot be undone.',
  finishAct: 'Destroy there',
  finished: (count: number) =>
    count === 0
      ? 'Done. The copy has no key left of what was destroyed here.'
      : `Done. ${many(count, 'recording was', 'recordings were')} destroyed in the copy.`,
  heldThere: (count: number) =>
    `${many(count, 'item is', 'items are')} on hold in the copy and stay there. Open the copy as a vault to lift the hold.`,
  choose: 'Choose a copy…',
  chooseHint:
    'For a copy that Sotto does not know of, such as a copy of the vault’s folder, or one that has been moved.',
} as const;
