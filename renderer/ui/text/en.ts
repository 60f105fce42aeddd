import type { OpeningNotice } from '../../../contract/app-state.ts';
import type { Language, Purpose } from '../../../contract/consent.ts';
import { maximumNotesLength } from '../../../contract/limits.ts';
import type { RecordingState } from '../../../contract/recording.ts';
import type { Capacity, Role } from '../../../contract/session.ts';
import {
  clock,
  duration,
  formatBriefly,
  formatDayAndTime,
  formatTime,
  megabytesAnHour,
  spokenDuration,
} from './format.ts';
import { passphraseText } from './passphrase-text.ts';
import { recoveredText } from './recovered-text.ts';
import { sheetText } from './sheet-text.ts';
import { signText } from './sign-text.ts';
import { dueText, peopleText, personText } from './people-text.ts';
import { waysText } from './ways-text.ts';
import { receiptsText, withdrawalText } from './withdrawal-text.ts';

const roleNames: Readonly<Record<Role, string>> = {
  client: 'Client',
  therapist: 'Therapist',
  partner: 'Partner',
  'family-member': 'Family member',
  guardian: 'Guardian',
  interpreter: 'Interpreter',
  supervisor: 'Supervisor',
  other: 'Someone else',
};

const capacityNames: Readonly<Record<Capacity, string>> = {
  self: 'For themselves',
  guardian: 'As guardian',
  proxy: 'As proxy',
};

const purposeTexts: Readonly<Record<Purpose, { readonly name: string; readonly meaning: string }>> = {
  'own-use': {
    name: 'The client’s own use',
    meaning: 'The client may listen to the session again, and may be given a copy.',
  },
  supervision: {
    name: 'Supervision',
    meaning: 'The therapist may listen to parts of it with their supervisor, to work better.',
  },
  training: {
    name: 'Training',
    meaning: 'Parts of it may be played to colleagues who are learning this work.',
  },
  research: {
    name: 'Research',
    meaning: 'It may be studied in a research project, under the rules of that project.',
  },
  transcription: {
    name: 'Transcription',
    meaning: 'Its words may be written down, by a person or by a program on this computer.',
  },
};

const languageNames: Readonly<Record<Language, string>> = { en: 'English' };

function inSeconds(seconds: number): string {
  return seconds === 0 ? 'now' : `in ${seconds} s`;
}

const noticeTexts: Readonly<Record<OpeningNotice, string>> = {
  'slots-copy-mended':
    'One of the two copies of the part that checks your passphrase was damaged. Sotto replaced it from the other one. You need do nothing.',
  'slots-restored':
    'The saved copy took the place of the damaged ways in. Every passphrase and sheet from when it was saved opens this vault again. If one of them should not, change or remove it in Settings, Ways in.',
  'index-rebuilt':
    'The list of sessions was made anew from the log. Codes, names, notes, signatures and settings from before are not in it. The old list is still in the vault folder, under a name that ends in “unreadable”.',
  'state-copy-mended':
    'One of the two copies of the vault’s state was damaged. Sotto replaced it from the other one. You need do nothing.',
  'possible-rollback':
    'Parts of this vault are older than others. This happens when a backup was put back, and also when someone replaced files. If nobody did the first, find out who had this computer.',
  'index-older':
    'The index of this vault, by which sessions are listed, is older than the vault’s log of events. This happens when an older copy of it was put back, and when the disk did not let Sotto write. Who consented and what was deleted was read from the log, and nothing was deleted because of this. Codes, names, settings and notes may be older than you left them.',
  'index-differs':
    'The index of this vault, by which sessions are listed, lacks something or says otherwise than the vault’s log of events. This happens when parts of an older copy were put back, when someone changed it, and when the disk did not let Sotto write. Who consented and what was deleted was read from the log, and nothing was deleted because of this.',
  'key-table-copy-mended':
    'One of the two copies of the table of keys was damaged. Sotto replaced it from the other one. You need do nothing.',
  'recording-recovered':
    'A recording was cut off before it was stopped. What had been saved is kept and marked “recovered”.',
  'recording-altered':
    'A recording is shorter than, or other than, Sotto remembers it. It is kept untouched and marked “altered”.',
  'recovery-postponed':
    'A recording that was cut off could not be looked at yet. It is kept as it is, and Sotto tries again at the next unlock.',
  'sound-elsewhere':
    'A part of a recording was kept in another folder, and that folder is not there now. Connect the disk it is on, then lock and unlock: Sotto brings it into the vault.',
  'destruction-postponed':
    'A recording was destroyed: nothing in this vault opens it any more. Its file could not be removed yet, and Sotto tries again at the next unlock.',
  'notes-destruction-postponed':
    'Notes are to be destroyed, and the disk did not allow it yet. Nobody can read them here, and Sotto tries again at the next unlock.',
};

const recordingStateTexts: Readonly<Record<Exclude<RecordingState, 'recording' | 'complete'>, string>> = {
  recovered: 'Recovered: it was cut off before it was stopped. What had been saved is kept and plays.',
  altered:
    'Altered outside Sotto: it is shorter than, or other than, Sotto remembers it. What can be vouched for still plays; nothing was changed. If you have a backup of the vault folder, compare with that.',
};

/** Every sentence and word that the window shows, but for the errors (error-text.ts) and units (format.ts). */
export const en = {
  appName: 'Sotto',
  windowTitle: (place: string) => `${place} – Sotto`,
  roleNames,
  capacityNames,
  purposeTexts,
  languageNames,
  noticeTexts,
  recordingStateTexts,

  common: {
    back: 'Back',
    dismiss: 'Dismiss',
    backToSessions: 'Back to sessions',
    listOf: (words: readonly string[]) => new Intl.ListFormat('en', { type: 'conjunction' }).format(words),
    beside: (words: readonly string[]) => words.join(' · '),
    noticesLabel: 'Notices',
  },

  shell: {
    places: 'Places',
    sessions: 'Sessions',
    people: 'People',
    due: 'Due',
    dueWaiting: (count: number) => `Due, ${count} waiting`,
    settings: 'Settings',
    lock: 'Lock',
    lockKeys: 'Ctrl+L',
    lockKeysMac: '⌘L',
  },

  passphrase: passphraseText,

  sheet: sheetText,

  ways: waysText,

  strength: {
    label: 'Strength',
    empty: 'Not entered yet',
    tooShort: (missing: number) => `Too short: ${missing} more ${missing === 1 ? 'character' : 'characters'}`,
    names: [
      'Very weak: among the first guesses',
      'Weak: guessed in little time',
      'Fair: holds for a while',
      'Good: hard to guess',
      'Strong: very hard to guess',
    ],
  },

  firstRun: {
    title: 'Welcome to Sotto',
    step: (step: number, of: number) => `Step ${step} of ${of}`,
    lead: 'Sotto records sessions into an encrypted vault on this computer. It never uses the internet.',
    passphraseTitle: 'Choose a passphrase',
    passphraseHint: 'A few unrelated words are easier to remember, and harder to guess, than a short riddle of signs.',
    suggest: 'Suggest seven words',
    suggestAgain: 'Suggest other words',
    suggestionTitle: 'Seven words drawn at random on this computer',
    suggestionHint: 'Write them down on paper now, then type them below. Sotto does not show them again.',
    useWords: 'Use these words',
    warningTitle: 'A forgotten passphrase cannot be recovered',
    warning:
      'Nobody can reset it: not Sotto, not a technician, not the people who made it. Without the passphrase and without the recovery sheet of the next step, everything in the vault stays closed for good. Keep it on paper in a safe place.',
    placeTitle: 'Where the vault lies',
    chooseAnother: 'Choose another place',
    create: 'Create vault',
    openExisting: 'Open an existing vault',
    doneTitle: 'Your vault is ready',
    doneLead: 'It is open now. Lock it whenever you leave the room: the Lock button is at the top right.',
    doneNext: 'Next, prepare a session: say who takes part, and ask each one for consent.',
    continue: 'Continue',
  },

  locked: {
    title: 'Locked',
    lead: 'Enter the passphrase to open this vault.',
    unlock: 'Unlock',
    forgotten: 'I have forgotten the passphrase',
    forgottenCannot:
      'Only a passphrase or the printed recovery sheet opens this vault. There is no reset, and nobody holds another key.',
    forgottenSheet:
      'If a recovery sheet was printed, choose “Use recovery sheet instead” and enter its 24 words. You then choose a new passphrase.',
    forgottenCan:
      'What you can do: look where you keep things on paper, try passphrases you have used, and mind capital letters, spaces and the keyboard language. You can try as often as you like; nothing is deleted.',
    forgottenNew:
      'You can also open another vault, or start a new one in another folder. This one stays where it is, closed, in case the passphrase comes back to you.',
    newKeys: 'The vault has new keys. Unlock it with a passphrase that you kept, or with the recovery sheet.',
    openAnother: 'Open another vault',
    newVault: 'Create a new vault elsewhere',
  },

  sessions: {
    title: 'Sessions',
    newSession: 'New session',
    search: 'Search',
    searchPlaceholder: 'Search for a code, such as K-12',
    clearSearch: 'Clear search',
    emptyTitle: 'No sessions yet',
    emptyLead: 'Start with a new session. You say who takes part, ask each one for consent, and then record.',
    nothingFound: (query: string) => `No session matches “${query}”.`,
    found: (count: number) => (count === 1 ? '1 session' : `${count} sessions`),
    nobody: 'Nobody added yet',
    notRecorded: 'Not recorded',
    notesOnly: 'Notes only',
    rollbackLabel: 'Older parts in this vault',
    rollbackSeen: 'I have seen this',
    withNotes: 'Notes',
    stateBriefly: { complete: '', recovered: 'recovered', altered: 'altered' },
    notRecoveredYet: 'cut off, not recovered yet',
    listLabel: 'Sessions, newest first',
    at: formatDayAndTime,
    brieflyAt: formatBriefly,
    length: duration,
  },

  newSession: {
    title: 'New session',
    seeAgreed: 'See what was agreed',
    titleAgain: 'Another recording',
    lead: 'Recording starts when everyone present has agreed, or whoever decides for them.',
    whoTitle: 'Who is here',
    nobody: 'Add everyone who is in the room or on the call, yourself included. Use codes rather than names.',
    code: 'Code',
    role: 'Role',
    capacity: 'Agrees',
    add: 'Add participant',
    codeMissing: 'Enter a code first.',
    codeTaken: 'This code is already in this session.',
    removeWho: (code: string) => `Remove ${code}`,
    ask: 'Ask for consent',
    askAgain: 'Ask again',
    consentNotAsked: 'Not asked yet',
    consentGranted: (purposes: string) => `Agreed: ${purposes}`,
    consentRefused: 'Did not agree',
    consentWithdrawn: 'Withdrew their consent',
    refusedHint: 'The session goes on without a recording, with notes if you like. Nothing else changes.',
    microphoneTitle: 'Microphone',
    placeTitle: 'Where the recording will live',
    placeText: 'In your encrypted vault on this computer, and nowhere else.',
    untilText: 'How long is in the agreement. After the session each person is asked again.',
    qualityText: (bitrateBps: number) =>
      `${bitrateBps / 1000} kbit/s, about ${megabytesAnHour(bitrateBps)} MB an hour. You can change this in Settings.`,
    start: 'Start recording',
    notesOnly: 'Notes only',
    mayStart: 'Everyone whose consent is needed has agreed. You can start.',
    whyNot: 'Before you can start:',
  },

  gate: {
    noParticipants: 'Add at least one participant.',
    consentMissing: (code: string) => `${code} has not been asked for consent yet.`,
    consentRefused: (code: string) => `${code} did not agree to be recorded.`,
    consentWithdrawn: (code: string) => `${code} has withdrawn their consent. Ask again, if they want to be asked.`,
    noCommonPurpose: 'There is no purpose that everyone has agreed to.',
    alreadyRecording: 'Another recording is running. Stop it first.',
    diskSpace: (freeMinutes: number) =>
      `Only ${duration(freeMinutes * 60_000)} of recording fit on this disk. Free some space first.`,
    someone: 'A participant',
  },

  microphone: {
    label: 'Microphone',
    systemDefault: 'The system’s default',
    absent: (label: string) => `${label} (last used)`,
    check: 'Check microphone',
    checkHint:
      'Listens for ten seconds, in memory only, lists the inputs that are connected, and lets you hear what was heard.',
    opening: 'Opening the microphone',
    listening: (label: string) => (label === '' ? 'Listening' : `Listening to ${label}`),
    endCheck: 'End check',
    heard: 'The microphone works.',
    heardNothing: 'Nothing was heard. Choose another microphone, or check that this one is not switched off.',
  },

  level: {
    label: 'Level',
    silent: 'No sound',
    quiet: 'Quiet',
    good: 'Good',
    loud: 'Too loud',
    history: 'Level over the last half minute',
  },

  agreement: {
    title: 'Agreement',
    purposesTitle: 'What the recording may be used for',
    purposesHint: 'Tick what you agree to. Each one stands on its own, and what you leave open is refused.',
    signatureTitle: 'Signature',
    typed: 'Type your name',
    drawn: 'Draw your signature',
    yourName: 'Your name',
    yourNameHint: 'Kept in the vault with this agreement, and shown nowhere else.',
    drawHere: 'Signature field: draw here with a finger, pen or mouse, or choose “Type your name” instead',
    clear: 'Clear',
    agree: 'I agree',
    disagree: 'I do not agree',
    disagreeHint: 'If you do not agree, nothing is recorded. Your session and your care do not change.',
    purposeMissing: 'Tick at least one purpose, or choose “I do not agree”.',
    nameMissing: 'Type your name to sign.',
    drawingMissing: 'Draw your signature to sign, or type your name.',
    noted: 'The answer is noted.',
    loadAgain: 'Show the agreement as it is now',
  },

  recording: {
    title: 'Recording',
    status: 'Recording',
    phases: {
      starting: 'Starting',
      recording: 'Recording',
      paused: 'Paused',
      stalled: 'No sound is being saved',
      stopping: 'Saving the last seconds',
      ended: 'Recording stopped',
      failed: 'Recording stopped',
    },
    endedWell: 'Recording stopped and saved',
    startingExplained: 'Opening the microphone. Nothing is recorded yet.',
    elapsed: 'Recorded time',
    clock,
    saved: (savedMs: number) => `Saved up to ${clock(savedMs)}`,
    savedExplained: 'What is saved survives a power cut.',
    pause: 'Pause',
    resume: 'Resume',
    stop: 'Stop recording',
    show: 'Show recording',
    goTo: 'Go to the recording',
    throwAway: 'Throw away',
    throwAwayHint: 'Started by mistake? For the first minute only:',
    throwAwayTitle: 'Throw this recording away?',
    throwAwayText: 'It stops now, and what was recorded is destroyed.',
    throwAwayConfirm: 'Throw away',
    goOn: 'Go on recording',
    tooLate: 'The first minute is over, so this recording was not thrown away. You can destroy it after you stop it.',
    thrownAway: 'The recording has stopped and will be destroyed.',
    none: 'No recording is running',
    failedTitle: 'The last recording ended early',
  },

  after: {
    title: 'After the session',
    heading: 'Ask once more',
    lead: 'Now that everyone knows what was said, ask each person again. If one person says no, the recording is destroyed.',
    summary: (atMs: number, durationMs: number) => `Recorded ${formatDayAndTime(atMs)}, ${duration(durationMs)}`,
    question: 'May the recording be kept?',
    listLabel: 'Answers',
    keep: 'Keep',
    destroy: 'Destroy',
    notAsked: 'Not asked yet',
    kept: 'Agreed to keep it',
    destroyed: 'Asked for it to be destroyed',
    later: 'Who is not asked now can be asked later: you find this question with the session.',
    allKept: 'Everyone has agreed to keep it.',
    done: 'Done',
    goToSession: 'Go to session',
    destroyTitle: 'Destroy this recording?',
    destroyText:
      'Sotto destroys its key, then its file. After that the recording can no longer be opened by anybody with this vault. If it is on hold, nobody plays it any more, and it is destroyed when the hold is lifted.',
    destroyCopies: 'Copies elsewhere, such as backups of the vault folder, are not reached by this.',
    goBack: 'Go back',
    destroyedTitle: 'The recording is destroyed',
    destroyedText: (atMs: number) =>
      `Its key was destroyed on ${formatDayAndTime(atMs)}. It can no longer be opened by anybody with this vault.`,
  },

  deletion: {
    label: 'About to be destroyed',
    ofRecording: (who: string, beganAtMs: number, seconds: number) =>
      `The recording of ${who}, ${formatBriefly(beganAtMs)}, will be destroyed ${inSeconds(seconds)}.`,
    ofSession: (who: string, beganAtMs: number, seconds: number) =>
      `The session with ${who}, ${formatBriefly(beganAtMs)}, will be destroyed ${inSeconds(seconds)}.`,
    undo: 'Undo',
    undone: 'Undone.',
    destroyed: 'It has been destroyed.',
    undoHint:
      'You can undo this for 30 seconds, also after locking. If Sotto is locked when they are over, it is destroyed at the next unlock.',
    recording: 'Delete recording',
    recordingTitle: 'Delete this recording?',
    recordingText:
      'Sotto destroys its key, then its file. After that the recording can no longer be opened by anybody with this vault.',
    recordingWaits: 'This recording is about to be destroyed. At the top of this page you can undo that.',
    session: 'Delete session',
    sessionTitle: 'Delete this session?',
    sessionText:
      'Sotto destroys its recordings by their keys, then its notes, who took part and what they signed. The log keeps that there was a session, without codes or words.',
  },

  session: {
    title: 'Session',
    heading: (codes: string) => (codes === '' ? 'Session' : codes),
    listen: 'Listen',
    notes: 'Notes',
    consent: 'Consent',
    sectionsLabel: 'Parts of this session',
    record: 'Prepare a recording',
    recordAgain: 'Prepare another recording',
    recordingsLabel: 'Recordings',
    recordingNumber: (number: number) => `Recording ${number}`,
    beganAt: (atMs: number) => formatTime(atMs),
    length: duration,
    lost: (lostMs: number) => `About ${duration(Math.max(1000, lostMs))} that were heard were not saved.`,
    waveform: (durationMs: number) => `Waveform of ${spokenDuration(durationMs)} of sound`,
    noWaveform: 'The waveform cannot be shown. That does not touch the sound itself.',
    notRecoveredYet:
      'This recording was cut off and could not be looked at yet. It is kept as it is, and Sotto tries again at the next unlock.',
    stillAsking: (count: number) =>
      count === 1 ? 'One person has not been asked again yet.' : `${count} people have not been asked again yet.`,
    askNow: 'Ask now',
    runningNow: 'This recording is running. You can listen to it once it has stopped.',
    noRecordings: 'This session has no recording.',
    agreedOn: (atMs: number) => `Agreed on ${formatDayAndTime(atMs)}`,
    refusedOn: (atMs: number) => `Did not agree, on ${formatDayAndTime(atMs)}`,
    withdrewOn: (atMs: number) => `Agreed, and withdrew that on ${formatDayAndTime(atMs)}`,
    notAsked: 'Not asked yet',
    language: 'Language of the text',
    methods: {
      typed: 'Signed with a typed name',
      drawn: 'Signed with a drawn signature',
      scan: 'Signed on paper, kept as a scan',
      spoken: 'Said aloud and recorded',
    },
    purposes: 'May be used for',
    fingerprint: 'Fingerprint of the text agreed to',
    afterwards: 'Asked again after the session',
  },

  recovered: recoveredText,

  sign: signText,

  withdrawal: withdrawalText,

  receipts: receiptsText,

  notes: {
    field: 'Notes',
    hint: 'Plain text, or Markdown: # for a heading, - for a list, ** around what is bold. Sealed in your vault by itself as you type.',
    none: 'This session has no notes yet.',
    begin: 'Write notes',
    status: 'Notes',
    empty: 'Nothing written yet',
    saving: 'Saving',
    saved: (atMs: number) => `Saved ${formatTime(atMs)}`,
    notSaved: 'Not saved',
    preview: 'Preview',
    tooLong: {
      happened: `These notes are longer than ${maximumNotesLength.toLocaleString('en-GB')} characters, so the last changes are not saved.`,
      safe: 'What was saved before stays saved, and what you typed is on the screen.',
      todo: 'Shorten the text; it is then saved by itself.',
    },
    stale: {
      happened: 'These notes were saved from elsewhere after you opened them, so the last changes here are not saved.',
      safe: 'The others are saved, and what you typed is on the screen.',
      todo: 'Copy what you want to keep, then load the newest notes and put it in.',
    },
    loadNewest: 'Load the newest',
    tryAgain: 'Save again',
    older:
      'These notes are older than the ones that were last saved here. This happens when a part of a backup was put back, and also when someone replaced files. If you have a backup of the vault folder, compare with that before you go on.',
    versions: 'Version',
    earlierAt: (atMs: number) => formatBriefly(atMs),
    now: 'Newest',
    reading: (atMs: number) =>
      `As they were on ${formatDayAndTime(atMs)}. You can read this and copy from it; the newest notes stay as they are.`,
  },

  player: {
    label: 'Player',
    play: 'Play',
    pause: 'Pause',
    skipBack: 'Skip back',
    skipForward: 'Skip forward',
    position: 'Position',
    positionSpoken: (atMs: number, ofMs: number) => `${spokenDuration(atMs)} of ${spokenDuration(ofMs)}`,
    speed: 'Speed',
    speedOf: (rate: number) => `${rate}×`,
    failed: {
      happened: 'The sound cannot be played from here on.',
      safe: 'Sotto plays no sound it cannot vouch for: this place may be damaged, or was changed outside Sotto. The recording itself was not touched.',
      todo: 'Press Play to try again, or go to another place with the slider. If you have a backup of the vault folder, compare with that.',
    },
    keys: 'Skip moves by 15 seconds. On the slider, the arrow keys move by 5 seconds, Page Up and Page Down by a minute, and the space bar plays and pauses.',
    memoryOnly: 'Sound is opened in memory only. Nothing unencrypted is written to the disk.',
    clock,
  },

  people: peopleText,

  person: personText,

  due: dueText,

  settings: {
    title: 'Settings',
    recordingTitle: 'Recording',
    bitrateTitle: 'Sound quality',
    bitrates: {
      24000: 'Small',
      32000: 'Clear',
      48000: 'Natural',
      64000: 'Best',
    },
    bitrateMeaning: (bitrateBps: number) =>
      `${bitrateBps / 1000} kbit/s, about ${megabytesAnHour(bitrateBps)} MB an hour`,
    bitrateHint: 'Applies to the next recording.',
    saved: 'Saved.',
    vaultTitle: 'Vault',
    vaultHint:
      'Everything Sotto keeps is in this folder, encrypted. To make a backup, close Sotto and copy the whole folder.',
    anotherVault: 'To open another vault, or make a new one, lock this one first.',
    aboutTitle: 'About',
    aboutText: 'Sotto never uses the internet. There are no accounts, no updates in the background and no reports.',
    versions: { sotto: 'Sotto', electron: 'Electron', chromium: 'Chromium', node: 'Node' },
  },

  broken: { title: 'This page cannot be shown', tryAgain: 'Try again' },
} as const;
