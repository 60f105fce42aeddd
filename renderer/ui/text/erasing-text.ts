import { formatDayAndTime, preciseClock } from './format.ts';

/** Erasing a passage of a recording. */
export const erasingText = {
  act: 'Erase a part',
  title: 'Erase a part',
  heading: (code: string | null) => (code === null ? 'Erase a part' : `${code} wants a part erased`),
  lead: 'That part becomes silence of the same length, for good. A little more than you name goes with it, at least 80 milliseconds at each end. Everything else stays as it is.',
  locked: 'This recording may not be used, so it cannot be heard here. Give the times.',
  from: 'From',
  to: 'To',
  hint: 'Minutes and seconds, such as 1:05 or 1:05.5',
  startHere: 'Start where the player is',
  endHere: 'End where the player is',
  who: 'Who asks for it',
  nobody: 'Nobody who was recorded',
  unreadable: 'Give a time such as 1:05.',
  order: 'The end has to be after the start.',
  beyond: (lengthMs: number) => `The recording ends at ${preciseClock(lengthMs)}.`,
  confirmTitle: 'Erase this part?',
  confirm: (fromMs: number, toMs: number) =>
    `From ${preciseClock(fromMs)} to ${preciseClock(toMs)}. Sotto makes the recording anew without it, and then destroys the key and the files that still had it. Nothing undoes that.`,
  notReached:
    'Copies that were made before, such as backups of the vault folder or a copy that the client has, still have that part.',
  working: 'The recording is being made anew without that part.',
  done: 'The part is erased.',
  finishing:
    'That part is silence now. The disk did not let go yet of the files that still have it; Sotto tries again, at the next unlock at the latest.',
  erased: (fromMs: number, toMs: number, atMs: number) =>
    `From ${preciseClock(fromMs)} to ${preciseClock(toMs)} there is silence: that part was erased on ${formatDayAndTime(atMs)}.`,
  restKept: 'Everyone has answered, and the rest is kept.',
  partErased: 'Had a part of it erased',
  partErasedOn: (atMs: number) => `Had a part of it erased on ${formatDayAndTime(atMs)}`,
  scope: (time: string) => `A part of the recording of ${time}`,
  scopeMeaning:
    'You choose the part on the next page. The rest stays, and the consent to it too. While it is on hold no part can be erased; to withdraw the recording shuts it off at once.',
  choosePart: 'Choose the part',
} as const;
