import type { Retention } from '../../../contract/agreement.ts';
import type { Certificate, ItemClass, KnownCopy, RecordingRetention } from '../../../contract/retention.ts';
import { duration, formatDayAndTime, formatNamedDay } from './format.ts';

const days = (count: number): string => `${count} days`;

/** What is kept how long, what is held, and what was destroyed. */
export const retentionText = {
  askedTitle: 'To be asked again',
  dueTitle: 'Due now',
  dueLead:
    'Their last day has come, or what they were kept for is done, by what everyone agreed to. Nothing is destroyed before you say so, but for what Sotto destroys by itself, as it says there.',
  comingTitle: (count: number) => `Due within ${days(count)}`,
  untilUsedTitle: 'Kept until used',
  untilUsedLead: 'Say when what a recording was kept for is done. It is then due.',
  heldTitle: 'On hold',
  heldLead: 'Nothing destroys these until their hold is lifted.',
  unlisted: (count: number) =>
    count === 1
      ? 'There is one more. It is listed once these are fewer.'
      : `There are ${count} more. They are listed once these are fewer.`,
  destroyedTitle: 'Destroyed',
  gone: (beganAtMs: number, atMs: number) =>
    `Recorded ${formatDayAndTime(beganAtMs)}, destroyed ${formatDayAndTime(atMs)}`,

  classLabel: 'Counts as',
  classes: {
    'clinical-record': 'Clinical record',
    'kept-apart': 'Kept apart from the record',
    'clients-own': 'The client’s own',
    training: 'For training and supervision',
  } satisfies Record<ItemClass, string>,
  ruleLabel: 'Kept',
  rules: {
    'after-use': 'Until it has been used',
    for: 'For a number of days',
    until: 'Until a day',
    keep: 'Until somebody destroys it',
  } satisfies Record<Retention['rule'], string>,
  noRule: 'Nothing was agreed on how long',
  byDay: (rule: string, day: string) => `${rule}: to be destroyed by the end of ${formatNamedDay(day)}`,
  byItself: (rule: string, day: string) => `${rule}: Sotto destroys it by itself when ${formatNamedDay(day)} is over`,
  whyLabel: 'Why it is due',
  why: {
    'day-come': 'Its last day has come, as agreed',
    used: 'What it was kept for is done',
  } satisfies Record<NonNullable<RecordingRetention['why']>, string>,
  copiesLabel: 'Known copies',
  noCopies: 'None that Sotto knows of',
  copyOf: ({ kind, format, atMs, finishedAtMs }: KnownCopy) => {
    if (kind === 'receipt') return `Receipt as ${(format ?? '').toUpperCase()}, ${formatDayAndTime(atMs)}`;
    if (kind === 'vault-by-hand')
      return `Copy of the vault that Sotto did not make; destroyed there too, ${formatDayAndTime(atMs)}`;
    const copy = `Copy of the vault, begun ${formatDayAndTime(atMs)}`;
    return finishedAtMs === null ? copy : `${copy}; destroyed there too, ${formatDayAndTime(finishedAtMs)}`;
  },
  lengthAndTime: (atMs: number, durationMs: number) => `${formatDayAndTime(atMs)}, ${duration(durationMs)}`,

  goToRecording: 'Go to the recording',
  markUsed: 'It has been used',
  select: (who: string, atMs: number) => `Select ${who}, ${formatDayAndTime(atMs)}`,
  destroyOne: 'Destroy now',
  destroySelected: (count: number) => `Destroy ${count} selected`,
  destroyTitle: (count: number) => (count === 1 ? 'Destroy this recording?' : `Destroy these ${count} recordings?`),
  destroyText: 'Their keys are destroyed, then their files. You can undo it for half a minute.',
  destroyAct: 'Destroy',

  holdAct: 'Hold',
  holdSession: 'Hold the session',
  holdTitle: 'Hold it',
  holdLead:
    'Nothing destroys it until the hold is lifted: no day, no press, no wish. If somebody withdraws, it is not played any more, and is destroyed when the hold is lifted.',
  holdReason: 'Why it is held',
  holdBy: 'Who says so',
  holdMissing: 'Write why it is held, and who says so.',
  lift: 'Lift the hold',
  liftTitle: 'Lift the hold?',
  liftText: 'From then on it can be destroyed. What somebody wanted destroyed meanwhile is destroyed at once.',
  heldSince: (atMs: number) => `Held since ${formatDayAndTime(atMs)}`,
  heldWhy: (reason: string, by: string) => `${reason} (${by})`,
  heldUnknown: 'The words that it was held with are not in the index any more, or are not the same any more.',
  ofSession: 'The whole session is held.',
  waitsForHold:
    'Somebody wants this destroyed. It is on hold: nobody plays it, and it is destroyed when the hold is lifted.',

  sectionTitle: 'How long it is kept',
  recordingOf: (atMs: number, durationMs: number) => `Recording of ${formatDayAndTime(atMs)}, ${duration(durationMs)}`,
  notes: 'Notes',
  notesRule: 'Kept until the session is deleted',

  automatic: 'When its last day is over',
  automaticChoices: {
    ask: 'Due asks you, and nothing is destroyed before you say so',
    automatic: 'Sotto destroys it by itself; the agreement names the day',
  },
} as const;

/** The printable page. */
export const certificateText = {
  act: 'Certificate',
  title: 'Certificate',
  heading: 'Certificate of destruction',
  lead: 'This recording cannot be opened any more: its key was destroyed, in every copy of the table of keys that the vault has.',
  recording: 'Recording',
  session: 'Session',
  what: { session: 'Recording of a session', 'spoken-consent': 'Spoken consent' },
  began: 'Recorded',
  length: 'Length',
  unknownLength: 'Not known',
  reason: 'Why',
  destroyed: 'Destroyed',
  at: (time: string) => formatDayAndTime(Date.parse(time)),
  key: 'Key that was destroyed',
  absent: (generation: number) => `Not in table of keys number ${generation}, nor in any later one`,
  log: 'Entries in the log',
  entry: (name: string, sequence: number, time: string) => `${name}: number ${sequence}, ${certificateText.at(time)}`,
  entries: { began: 'Began', destruction_begun: 'Destruction begun', destroyed: 'Destroyed' },
  copies: 'Copies elsewhere that the log knows of',
  noCopies: 'None',
  notPromised: 'What cannot be promised',
  notPromisedTexts: {
    'copies-of-the-vault': 'Copies of the vault folder, such as backups of this computer, are not reached.',
    'copies-unknown-to-the-log':
      'Nor are copies that somebody made without Sotto, such as by recording what was played.',
    'blocks-left-on-flash':
      'A flash disk may keep blocks of old tables of keys. Somebody who reads them and also has the passphrase could open what they hold.',
  } satisfies Record<Certificate['not_promised'][number], string>,
  vault: 'Vault',
  app: 'Sotto',
  verify:
    'Saved as a file it comes with a signature (.minisig) and the vault’s public key (.pub). Anybody can check it with the tool minisign: minisign -V -p the.pub -m the.json -x the.minisig',
  publicKey: 'The vault’s public key',
  notEncrypted: 'A saved certificate is not encrypted. It has no names and no codes.',
  pdf: 'Save as PDF',
  json: 'Save with signature',
  saved: 'The certificate is saved.',
  reasonOf: (reason: string): string => reasonTexts[reason] ?? reason,
  automatic: 'by itself, as agreed',
} as const;

const reasonTexts: Readonly<Record<string, string>> = {
  deleted: 'Somebody deleted it',
  'thrown-away': 'It was thrown away in its first minute',
  'retention-ended': 'Its last day was over, and the agreement says that the app then destroys it',
  'retention-confirmed': 'It was due, and somebody confirmed it',
  'session-deleted': 'Its session was deleted',
  'second-answer': 'Somebody who was there answered so when asked again',
  withdrawn: 'Somebody who was there withdrew their consent',
  empty: 'No sound came into it',
  'not-everyone-agreed': 'No recording that everyone agreed to came of it',
  'spoken-again': 'It was said again',
};
