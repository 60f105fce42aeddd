import type { LogFacts, LogGroup, LogKind, LogLine } from '../../../contract/event-log.ts';
import { duration, formatDayAndTime } from './format.ts';
import { rangeInWords } from './policy-text.ts';

const roles: Readonly<Record<NonNullable<LogFacts['role']>, string>> = {
  client: 'client',
  therapist: 'therapist',
  partner: 'partner',
  'family-member': 'family member',
  guardian: 'guardian',
  interpreter: 'interpreter',
  supervisor: 'supervisor',
  other: 'someone else',
};

const destroyedBecause: Readonly<Record<string, string>> = {
  deleted: 'as somebody deleted it',
  'thrown-away': 'as it was thrown away',
  'session-deleted': 'as its session was deleted',
  'second-answer': 'as somebody who was there said no afterwards',
  'retention-ended': 'as the agreement says, its time having come',
  'retention-confirmed': 'as its time had come and somebody confirmed it',
  withdrawn: 'as somebody withdrew their consent',
  empty: 'as nothing was in it',
  'not-everyone-agreed': 'as not everyone agreed',
  'spoken-again': 'as the words were said again',
};

const classes: Readonly<Record<string, string>> = {
  'clinical-record': 'clinical record',
  'kept-apart': 'kept apart',
  'clients-own': 'the client’s own',
  training: 'for training',
};

const withdrew: Readonly<Record<string, string>> = {
  all: 'consent to everything',
  recording: 'consent to one recording',
  future: 'consent to what is to come',
};

const howGranted: Readonly<Record<string, string>> = {
  drawn: 'with a drawn signature',
  typed: 'with a typed name',
  spoken: 'aloud',
  scan: 'on paper',
};

function whom({ person }: LogLine): string {
  return person?.code ?? 'Somebody who is in no session any more';
}

function what({ facts }: LogLine): string {
  return facts.isSpokenConsent ? 'A spoken consent' : 'A recording';
}

function heldThing({ recordingId }: LogLine): string {
  return recordingId === null ? 'A session' : 'A recording';
}

function lengthOf({ facts }: LogLine): string {
  return facts.durationMs === null ? '' : ` (${duration(facts.durationMs)})`;
}

function many(count: number, one: string, more: string): string {
  return count === 1 ? `1 ${one}` : `${count.toLocaleString('en')} ${more}`;
}

/** What happened, as a sentence. A kind of event without one does not compile. */
export const logSentences: Readonly<Record<LogKind, (line: LogLine) => string>> = {
  'vault.created': () => 'The vault was created.',
  'vault.unlocked': () => 'The vault was unlocked.',
  'unlock.failed-before': ({ facts: { counts } }) =>
    `Before this, ${many(counts?.all ?? 0, 'try', 'tries')} to open the vault did not succeed. This was counted while it was locked, in a file that anybody can change.`,
  'slot.added': ({ facts }) => {
    const way = facts.word === 'sheet' ? 'recovery sheet' : 'passphrase';
    if (facts.isFound) return `A ${way} was found that opens the vault and that this log had not told of.`;
    return facts.word === 'sheet' ? 'A recovery sheet was made for the vault.' : 'A passphrase was added to the vault.';
  },
  'slot.removed': ({ facts }) =>
    facts.isFound
      ? 'A way into the vault was found to be gone, and this log had not told of it.'
      : 'A way into the vault was removed.',
  'passphrase.changed': () => 'A passphrase was changed.',
  'vault.rekeyed': ({ facts: { counts } }) =>
    counts === null || counts.all === 0
      ? 'The vault was given new keys.'
      : `The vault was given new keys. ${many(counts.all, 'passphrase', 'passphrases')} did not come along.`,
  'index.rebuilt': () =>
    'The list of sessions could not be read and was made anew from this log. Codes, names, notes and signatures from before are not in it.',
  'slots.exported': () => 'A copy of the ways in was saved outside the vault.',
  'slots.restored': () =>
    'A saved copy of the ways in took the place of damaged ones. What opened it then opens the vault again.',
  'rollback.noticed': () => 'Parts of the vault were found to be older than others, as when an older copy is put back.',
  'rollback.seen': () => 'Somebody said that they had seen that parts of the vault are older than others.',
  'policy.applied': ({ facts }) => {
    if (facts.range === null || facts.word === 'none')
      return 'No policy was found on the computer: what is chosen in Settings counts.';
    const locks = `The time before a lock is ${rangeInWords(facts.range)}.`;
    if (facts.word === 'read') return `A policy of the computer counts from here on. ${locks}`;
    const why = facts.word === 'unguarded' ? 'can be changed by others than its administrator' : 'could not be read';
    return `The policy file of the computer ${why}. ${locks}`;
  },
  'vault.checked': ({ facts: { counts } }) => {
    const checked = `The vault was checked: ${many(counts?.all ?? 0, 'thing', 'things')} looked at`;
    return counts === null || counts.other === 0 ? `${checked}, all whole.` : `${checked}, ${counts.other} not whole.`;
  },
  'vault.copied': ({ facts: { counts } }) => {
    const copied = `What is whole was copied to another folder, encrypted: ${many(counts?.all ?? 0, 'recording', 'recordings')}`;
    return counts === null || counts.other === 0 ? `${copied}.` : `${copied}, ${counts.other} left out.`;
  },
  'vault.copy-removed': () => 'The copy to another folder did not come to its end. What there was of it was removed.',
  'log.exported': ({ facts }) =>
    `This log was saved outside the vault, not encrypted, as ${facts.word === 'pdf' ? 'PDF' : 'JSON'}: ${many(facts.counts?.all ?? 0, 'entry', 'entries')}.`,
  'participant.added': (line) =>
    `${whom(line)} was added to a session${line.facts.role === null ? '' : ` as ${roles[line.facts.role]}`}.`,
  'participant.removed': (line) => `${whom(line)} was taken out of a session.`,
  'session.placed': () => 'It was said where a session takes place.',
  'duty.confirmed': () => 'A duty under the law of the place was confirmed.',
  'duty.taken-back': () => 'The confirmation of a duty was taken back.',
  'agreement.chosen': () => 'The terms of the agreement were chosen for a session.',
  'deletion.requested': ({ recordingId }) =>
    recordingId === null ? 'A deletion was asked for.' : 'The deletion of a recording was asked for.',
  'deletion.undone': () => 'A deletion was undone.',
  'session.destroying': () => 'The destruction of a session began.',
  'session.destroyed': () => 'A session was destroyed, with everything in it.',
  'notes.began': () => 'Notes of a session were begun.',
  'notes.saved': () => 'Notes of a session were saved.',
  'notes.destroying': () => 'The destruction of notes began.',
  'notes.destroyed': () => 'Notes of a session were destroyed.',
  'consent.granted': (line) =>
    `${whom(line)} agreed to being recorded${line.facts.word === null ? '' : `, ${howGranted[line.facts.word] ?? ''}`}.`,
  'consent.reconfirmed': (line) => `${whom(line)} confirmed what they agreed to before.`,
  'consent.refused': (line) => `${whom(line)} did not agree to being recorded.`,
  'consent.withdrawn': (line) => {
    const { word, effect } = line.facts;
    const scope = withdrew[word ?? ''] ?? 'consent';
    if (effect === null) return `${whom(line)} withdrew ${scope}.`;
    return `${whom(line)} withdrew ${scope}: ${effect === 'destroy' ? 'to be destroyed' : 'kept, and not to be used'}.`;
  },
  'second-answer': (line) =>
    line.facts.answer === 'destroy'
      ? `${whom(line)} was asked again and asked for the recording to be destroyed.`
      : `${whom(line)} was asked again and agreed to keep the recording.`,
  'passage.asked': (line) => `${whom(line)} asked for a part of a recording to be erased.`,
  'receipt.exported': (line) =>
    `A receipt of ${whom(line)} was saved outside the vault, as ${line.facts.word === 'pdf' ? 'PDF' : 'JSON'}.`,
  'recording.began': (line) => `${what(line)} began.`,
  'recording.completed': (line) => `${what(line)} ended${lengthOf(line)}.`,
  'recording.recovered': (line) => `${what(line)} that was cut off was recovered${lengthOf(line)}.`,
  'recording.altered': (line) => `${what(line)} was found to be altered outside Sotto. It was left untouched.`,
  'recording.kept': () => 'A recording that was recovered or altered was kept.',
  'recording.destroying': (line) => {
    const why = destroyedBecause[line.facts.word ?? ''];
    return `The destruction of ${line.facts.isSpokenConsent ? 'a spoken consent' : 'a recording'} began${why === undefined ? '' : `, ${why}`}.`;
  },
  'recording.destroyed': (line) => `${what(line)} was destroyed.`,
  'recording.classed': ({ facts }) => `A recording was classed as ${classes[facts.word ?? ''] ?? 'something else'}.`,
  'notes.classed': ({ facts }) => `Notes were classed as ${classes[facts.word ?? ''] ?? 'something else'}.`,
  'recording.used': () => 'What a recording was kept for was said to be done.',
  'hold.placed': (line) => `${heldThing(line)} was put on hold: it is not destroyed until the hold is lifted.`,
  'hold.lifted': (line) => `The hold on ${heldThing(line).toLowerCase()} was lifted.`,
  'copy.finished': (line) =>
    `${what(line)} that was destroyed is destroyed in a copy of the vault too${line.facts.word === 'by-hand' ? ', one that Sotto did not make' : ''}.`,
  'certificate.exported': ({ facts }) =>
    `A certificate of destruction was saved outside the vault, as ${facts.word === 'pdf' ? 'PDF' : 'JSON'}.`,
  'recording.opened': (line) => `${what(line)} was opened to be listened to.`,
  'recording.listened': (line) =>
    `${what(line)} was listened to${line.facts.durationMs === null ? '' : ` for ${duration(line.facts.durationMs)}`}.`,
  'passage.began': () => 'The erasing of a part of a recording began.',
  'passage.given-up': () => 'A part of a recording could not be erased. The recording is as it was.',
  'passage.erased': (line) => `A part of a recording was erased${lengthOf(line)}.`,
  'passage.finished': () => 'What had the erased part was destroyed.',
};

const groups: Readonly<Record<LogGroup | 'all', string>> = {
  all: 'Everything',
  recording: 'Recording',
  listening: 'Listening',
  consent: 'Consent',
  sessions: 'Sessions and notes',
  retention: 'Retention',
  deletion: 'Deletion',
  vault: 'Vault',
  exports: 'Exports',
};

/** The place Log. */
export const logText = {
  rail: 'Log',
  title: 'Log',
  lead: 'Everything that was done in this vault, the newest first. Nobody can change an entry without Sotto noticing at the next unlock.',
  filterLabel: 'Which entries',
  groupsLabel: 'About',
  groups,
  person: 'Person',
  everyone: 'Everyone',
  from: 'From',
  until: 'Until',
  onlySession: 'Only what is about one session is shown.',
  showAll: 'Show everything',
  listLabel: (day: string) => `Entries of ${day}`,
  nothing: 'No entry is like that.',
  earlier: 'Show earlier entries',
  toPerson: (code: string) => code,
  toPersonLabel: (code: string) => `Go to ${code}`,
  toSession: 'Session',
  toSessionLabel: (codes: readonly string[]) =>
    codes.length === 0 ? 'Go to the session' : `Go to the session with ${new Intl.ListFormat('en').format(codes)}`,
  toRecording: 'Recording',
  toRecordingLabel: 'Go to the recording',
  exportTitle: 'Save the log',
  pdfHint: (count: number) => `As PDF: the ${many(count, 'entry that is', 'entries that are')} shown, with codes.`,
  jsonHint: 'As JSON: every entry, with ids in place of codes, in a form that others can check.',
  notEncrypted:
    'These files are not encrypted. Whoever has one can read when what was recorded, heard and destroyed. Sotto cannot take it back.',
  pdf: 'Save as PDF',
  json: 'Save as JSON',
  saved: 'The log is saved.',
  digest:
    'This number stands for the file. Give it to whoever is to check the file, by another way than the file. The vault keeps it too.',
  paperTitle: 'Log of the vault',
  paperNow: (atMs: number) => `As shown on ${formatDayAndTime(atMs)}`,
  ofSession: 'Log of this session',
  ofPerson: 'Log of this person',
} as const;
