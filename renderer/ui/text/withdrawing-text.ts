import { formatDayAndTime } from './format.ts';

/** Sentences about withdrawing while recording and from a person's page, and about receipts that leave the vault. */
export const withdrawingText = {
  somebody: 'Somebody withdraws',
  whom: 'Who withdraws? The recording stops at once.',
  goOn: 'Nobody, keep recording',
  withdrewOn: (atMs: number) => `Withdrew on ${formatDayAndTime(atMs)}`,
  what: {
    all: () => 'Everything',
    future: () => 'Only what is to come',
    recording: (beganAtMs: number | null) =>
      beganAtMs === null ? 'One recording' : `The recording of ${formatDayAndTime(beganAtMs)}`,
    passage: (beganAtMs: number | null) =>
      beganAtMs === null
        ? 'A part of one recording, which was erased'
        : `A part of the recording of ${formatDayAndTime(beganAtMs)}, which was erased`,
  },
  effects: { destroy: 'to be destroyed', 'keep-unused': 'kept, and not to be used' },
} as const;

export const savingText = {
  pdf: 'Save as PDF',
  json: 'Save as JSON',
  notEncrypted:
    'This file is not encrypted. Whoever has it can read it: the code, what was answered and when. Sotto cannot take it back.',
  saved: 'The receipt is saved.',
  given: (format: 'pdf' | 'json', atMs: number) =>
    `A receipt was saved as ${format === 'pdf' ? 'PDF' : 'JSON'} on ${formatDayAndTime(atMs)}, outside the vault.`,
  leadEverywhere: 'One for each answer in all sessions, newest first. They have codes and no names.',
} as const;
