import type { Capacity } from '../../../contract/session.ts';
import type { Decision, Participation } from '../../../contract/participation.ts';
import { formatDay } from './format.ts';

const decisionNames: Readonly<Record<Decision, string>> = {
  own: 'They themselves',
  'by-guardian': 'Their guardian',
  'by-proxy': 'Their proxy',
};

const presenceNames: Readonly<Record<Participation['presence'], string>> = {
  here: 'In the room',
  remote: 'From elsewhere',
  'not-present': 'Takes no part',
};

const decidedFor: Readonly<Record<Exclude<Capacity, 'self'>, string>> = {
  guardian: 'Add the person they decide for first, and choose “Their guardian” under “Who decides”.',
  proxy: 'Add the person they decide for first, and choose “Their proxy” under “Who decides”.',
};

export const presenceText = {
  decision: 'Who decides',
  presence: 'Takes part',
  place: 'They are in',
  placeNotChosen: 'Choose a place',
  placeMissing: 'Choose where they are.',
  decidesFor: 'Decides for',
  decidedForMissing: 'Tick at least one person.',
  nobodyToDecideFor: decidedFor,
  decisionNames,
  presenceNames,
  /** Beside a code, where it is other than usual. */
  isDecided: { 'by-guardian': 'A guardian decides', 'by-proxy': 'A proxy decides' },
  isFrom: (place: string) => `From ${place}`,
  isFor: (codes: string) => `For ${codes}`,
  takesNoPart: 'Takes no part',
  earlier: (code: string, atMs: number) => `${code} agreed on ${formatDay(atMs)} to this agreement: still so today?`,
  confirmToday: 'Confirm for today',
  notAskedButDecided: 'Not asked themselves',

  gate: {
    remoteMissing: (code: string) => `${code} takes part from elsewhere and has not agreed yet.`,
    uncovered: (code: string) => `Nobody who decides for ${code} has agreed yet.`,
    placeMissing: 'Say where this takes place.',
    ask: (code: string) => `Ask ${code}`,
    toWho: 'Go to “Who is here”',
    toPlace: 'Go to the place',
    toDuties: 'Go to what is asked for',
    toRecording: 'Go to the recording',
    toAgreed: 'Compare what was agreed',
    lookAgain: 'Look again',
  },
};
