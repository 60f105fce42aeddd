import {
  personIdSchema,
  recordingIdSchema,
  sessionIdSchema,
  textHashSchema,
  type PersonId,
  type RecordingId,
  type SessionId,
} from '../../../contract/ids.ts';
import { purposes, type Agreement } from '../../../contract/consent.ts';
import type { Notes } from '../../../contract/notes.ts';
import type { RecordingStatus, RecordingSummary } from '../../../contract/recording.ts';
import { inTheRoom } from '../../../contract/participation.ts';
import type { Participant, SessionDetail } from '../../../contract/session.ts';

function hexOf(number: number): string {
  return number.toString(16).padStart(32, '0');
}

export function sessionIdOf(number: number): SessionId {
  return sessionIdSchema.parse(hexOf(number));
}
export function personIdOf(number: number): PersonId {
  return personIdSchema.parse(hexOf(number));
}
export function recordingIdOf(number: number): RecordingId {
  return recordingIdSchema.parse(hexOf(number));
}

export const agreementText = `# Agreement to an audio recording

You are asked whether this session may be recorded. Recording starts only when everyone present has agreed.

## What is recorded

The sound in the room while the recording sign is on the screen, by the microphone of this computer. No picture is made.

## Where it is kept

In an encrypted vault on this computer. It is encrypted before it is written to the disk.

- Whoever has the passphrase of the vault can listen.
- The app sends nothing to any network.

## Your rights

You may say no, without giving a reason and without any disadvantage; the session then goes on without recording.
`;

export const agreement: Agreement = {
  text: agreementText,
  textHash: textHashSchema.parse('ab'.repeat(32)),
  language: 'en',
  purposes: [...purposes],
};

export const fixedNowMs = Date.UTC(2026, 10, 23, 14, 5);

export function participantOf(number: number, code: string, more: Partial<Participant> = {}): Participant {
  return {
    personId: personIdOf(number),
    code,
    role: 'client',
    capacity: 'self',
    ...inTheRoom,
    consent: { state: 'not-asked' },
    earlierConsent: null,
    ...more,
  };
}

export const grantedConsent: Participant['consent'] = {
  state: 'granted',
  atMs: fixedNowMs,
  purposes: ['own-use', 'supervision'],
  textHash: agreement.textHash,
  language: 'en',
  method: 'typed',
  isWitnessed: false,
  paper: null,
  spokenIn: null,
  validUntilMs: fixedNowMs + 86_400_000,
};

export function recordingOf(number: number, session: number, more: Partial<RecordingSummary> = {}): RecordingSummary {
  return {
    id: recordingIdOf(number),
    sessionId: sessionIdOf(session),
    state: 'complete',
    beganAtMs: fixedNowMs,
    durationMs: 2_892_000,
    bitrateBps: 48_000,
    lostMs: null,
    ...more,
  };
}

export function sessionOf(number: number, more: Partial<SessionDetail> = {}): SessionDetail {
  return {
    id: sessionIdOf(number),
    createdAtMs: fixedNowMs - number * 86_400_000,
    participants: [],
    recordings: [],
    spokenConsents: [],
    hasNotes: false,
    secondAskings: [],
    withdrawals: [],
    erasedPassages: [],
    gateReasons: [],
    ...more,
  };
}

export function notesOf(more: Partial<Notes> = {}): Notes {
  return { version: 0, savedAtMs: null, text: '', isOlder: false, earlier: [], ...more };
}

export function statusOf(more: Partial<RecordingStatus> = {}): RecordingStatus {
  return {
    recordingId: recordingIdOf(900),
    sessionId: sessionIdOf(1),
    takeKind: 'session',
    phase: 'recording',
    elapsedMs: 0,
    savedMs: 0,
    pausedBy: null,
    missingMs: 0,
    bookmarkCount: 0,
    freeMinutes: 600,
    warning: null,
    level: { peak: 0.3, rms: 0.12 },
    error: null,
    tones: { startStop: false, warning: false },
    ...more,
  };
}
