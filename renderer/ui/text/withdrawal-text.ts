import { duration, formatDayAndTime, formatTime } from './format.ts';

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
    'Its key is destroyed, then its file. Nothing undoes that, also for the others who are in the recording.',
  notReached: 'Copies elsewhere, such as backups of the vault folder, are not reached by this.',
  done: 'The withdrawal is noted and carried out.',
  notUsed: 'This recording is not to be used',
  who: (code: string, atMs: number) => `${code} withdrew their consent on ${formatDayAndTime(atMs)}.`,
  keptUnused: 'It is kept in the vault, and nobody can play it there. You can still destroy it.',
  toBeDestroyed: 'It is to be destroyed, and the disk did not allow it yet. Sotto tries again at the next unlock.',
} as const;

export const receiptsText = {
  act: 'Receipts',
  title: 'Receipts',
  heading: (code: string) => `Receipts for ${code}`,
  lead: 'One for each answer in this session, newest first. They have codes and no names.',
  none: 'There is no answer yet.',
  states: { given: 'Consent given', refused: 'Consent refused', withdrawn: 'Consent withdrawn' },
  at: (time: string) => formatDayAndTime(Date.parse(time)),
  number: 'Number of this receipt',
  before: 'Number of the one before',
  first: 'None, this is the first',
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
  scope: 'Withdrawn',
  scopes: { all: 'Everything', recording: 'One recording', future: 'Only what is to come' },
  done: 'What was done',
  actions: {
    destroyed: 'destroyed by its key',
    'destruction-pending': 'to be destroyed as soon as the disk allows it',
    'kept-unused': 'kept, and not to be used',
  },
  actionOn: (recording: string, action: string) => `Recording ${recording.slice(0, 8)}: ${action}`,
  askedAnew: 'Nothing is recorded before the person has been asked again.',
  notReached: 'What Sotto cannot reach',
  notReachedTexts: {
    'copies-of-the-vault': 'Copies of the vault, such as backups',
    'blocks-left-on-flash': 'What a flash disk keeps of old tables of keys, for somebody who also has the passphrase',
  },
  json: 'The same for machines (JSON)',
} as const;
