import type { Withdrawn } from '../../../contract/withdrawal.ts';
import { duration, formatDayAndTime, formatTime, preciseClock } from './format.ts';

/** Withdrawing consent, and the receipts for what was answered. */
export const withdrawalText = {
  act: 'Withdraw consent',
  title: (code: string) => `${code} withdraws consent`,
  stopped: 'The recording is stopped. What was saved is kept until you have chosen, also if you go back.',
  scope: 'What is withdrawn',
  recording: (atMs: number, durationMs: number) => `The recording of ${formatTime(atMs)}, ${duration(durationMs)}`,
  recordingMeaning: 'To be recorded again in this session, the person has to be asked again.',
  all: 'Everything',
  allMeaning: 'Every recording in this vault that the person is in, in all sessions, and any that would come.',
  future: 'Only what is to come',
  futureMeaning: 'What exists may still be used. To be recorded again, the person has to be asked again.',
  effect: 'What happens to what exists',
  keepUnused: 'Keep it, but do not use it',
  keepUnusedMeaning:
    'It stays in the vault and nobody can play it there. It can still be destroyed, but not used again.',
  destroy: 'Destroy it now',
  destroyMeaning:
    'Its key is destroyed, then its file. Nothing undoes that, also for the others who are in the recording. What is on hold is not played any more, and is destroyed when the hold is lifted.',
  notReached: 'Copies elsewhere, such as backups of the vault folder, are not reached by this.',
  done: {
    done: 'The withdrawal is noted and carried out.',
    'waits-for-hold':
      'The withdrawal is noted. What is on hold is not played any more, and is destroyed when the hold is lifted.',
    'waits-for-disk':
      'The withdrawal is noted. The disk did not allow all of it to be destroyed yet; Sotto tries again, at the next unlock at the latest. Nobody plays it meanwhile.',
  } satisfies Record<Withdrawn['outcome'], string>,
  notUsed: 'This recording is not to be used',
  who: (code: string, atMs: number) => `${code} withdrew their consent on ${formatDayAndTime(atMs)}.`,
  keptUnused: 'It is kept in the vault, and nobody can play it there. You can still destroy it.',
  toBeDestroyed:
    'It is to be destroyed. Either it is on hold and goes when the hold is lifted, or the disk did not allow it yet and Sotto tries again at the next unlock.',
} as const;

export const receiptsText = {
  act: 'Receipts',
  title: 'Receipts',
  heading: (code: string) => `Receipts for ${code}`,
  lead: 'One for each answer in this session, newest first. They have codes and no names.',
  none: 'There is no answer yet.',
  partWithdrawn: 'A part withdrawn',
  states: { given: 'Consent given', refused: 'Consent refused', withdrawn: 'Consent withdrawn' },
  at: (time: string) => formatDayAndTime(Date.parse(time)),
  number: 'Number of this receipt',
  before: 'Fingerprint of what this person’s log held before',
  first: 'Nothing, this is the first',
  person: 'Person',
  granted: 'May be used for',
  refused: 'May not be used for',
  nothing: 'Nothing',
  signature: 'Signature',
  text: 'Fingerprint of the text',
  kept: 'Where it is kept',
  keptText: 'In an encrypted vault on one computer',
  retention: 'How long it was agreed to keep it',
  destroyBy: (rule: string, time: string | null) =>
    time === null ? rule : `${rule}, to be destroyed by ${formatDayAndTime(Date.parse(time))}`,
  validUntil: 'This consent holds until',
  listeners: 'Who may listen',
  owner: 'Whose the recording is',
  clientCopy: 'The client’s copy',
  record: 'Part of the clinical record',
  scope: 'Withdrawn',
  scopes: {
    all: 'Everything',
    recording: 'One recording',
    passage: 'A part of one recording',
    future: 'Only what is to come',
  },
  done: 'What was done',
  actions: {
    destroyed: 'destroyed by its key',
    'destruction-pending': 'to be destroyed as soon as the disk allows it',
    'waits-for-hold': 'on hold: not played any more, and destroyed when the hold is lifted',
    'kept-unused': 'kept, and not to be used',
    'passage-erased': 'that part of it destroyed by its key',
  },
  actionOn: (recording: string, action: string) => `Recording ${recording.slice(0, 8)}: ${action}`,
  passage: (fromMs: number, toMs: number) => `From ${preciseClock(fromMs)} to ${preciseClock(toMs)}`,
  restStays: 'The rest stays, and the consent to it too.',
  askedAnew: 'Nothing is recorded before the person has been asked again.',
  notReached: 'What Sotto cannot reach',
  notReachedTexts: {
    'copies-of-the-vault': 'Copies of the vault, such as backups',
    'blocks-left-on-flash': 'What a flash disk keeps of old tables of keys, for somebody who also has the passphrase',
  },
  json: 'The same for machines (JSON)',
} as const;
