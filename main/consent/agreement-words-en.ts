import type { AgreementTerms, ClientCopy, Listeners, Ownership, TemplateField } from '../../contract/agreement.ts';
import type { Purpose } from '../../contract/consent.ts';
import type { Capacity } from '../../contract/session.ts';

/** What stands in an agreement in English where its template has a field: words of a document that people sign. */
const openings: Readonly<Record<Capacity, string>> = {
  self: 'You are asked whether this session may be recorded. Recording starts only when everyone present has agreed, each for themselves or by whoever decides for them.',
  guardian:
    'You are asked, as guardian of a person present, whether this session may be recorded. Your answer is for them and, if you take part, for your own voice. Recording starts only when everyone present has agreed, each for themselves or by whoever decides for them.',
  proxy:
    'You are asked, on behalf of a person present whom you represent, whether this session may be recorded. Your answer is for them and, if you take part, for your own voice. Recording starts only when everyone present has agreed, each for themselves or by whoever decides for them.',
};

const purposeWords: Readonly<Record<Purpose, string>> = {
  'own-use': 'The client’s own use: the client listens to the session again.',
  supervision: 'Supervision: the therapist goes through parts of it with their supervisor, to work better.',
  training: 'Training: parts of it are played to colleagues who are learning this work.',
  research: 'Research: it is studied in a research project, under the rules of that project.',
  transcription: 'Transcription: its words are written down, by a person or by a program on this computer.',
};

const listenerWords: Readonly<Record<Listeners, string>> = {
  'those-present': 'Only those who take part in the session may listen.',
  therapist: 'Only the therapist may listen.',
  'therapist-and-supervisor': 'Only the therapist and their supervisor may listen.',
  'therapist-and-team': 'Only the therapist and the team that they work in may listen.',
};

const ownershipWords: Readonly<Record<Ownership, string>> = {
  client: 'The recording belongs to the client.',
  practice: 'The recording belongs to the practice.',
  shared: 'The recording belongs to the client and the practice together.',
};

const copyWords: Readonly<Record<ClientCopy, string>> = {
  none: 'The client is given no copy.',
  'own-use':
    'The client may be given a copy. It is for their own use only, and is not passed on. What becomes of it is then in their hands.',
  'may-share':
    'The client may be given a copy, and may share it with those who care for them. It is not published. What becomes of it is then in their hands.',
};

/** The words of each field for these terms. Days and times are those of the place where the terms were chosen. */
export function fieldWordsEn(terms: AgreementTerms, capacity: Capacity): Readonly<Record<TemplateField, string>> {
  return {
    opening: openings[capacity],
    purposes: terms.purposes.map((purpose) => `- ${purposeWords[purpose]}`).join('\n'),
    listeners: listenerWords[terms.listeners],
    retention: retentionWords(terms),
    'destroy-by': destroyByWords(terms),
    ownership: ownershipWords[terms.ownership],
    'client-copy': copyWords[terms.clientCopy],
    record: terms.isInClinicalRecord
      ? 'The recording is part of the clinical record.'
      : 'The recording is not part of the clinical record.',
    'valid-until': validUntilWords(terms),
  };
}

function retentionWords({ retention }: AgreementTerms): string {
  switch (retention.rule) {
    case 'after-use':
      return 'The recording is kept until it has been used for the purposes that were granted, and is then destroyed.';
    case 'for':
      return `The recording is kept for ${retention.days === 1 ? 'one day' : `${retention.days} days`}, counted from the day on which these terms were set.`;
    case 'until':
      return 'The recording is kept until a day that has been set.';
    case 'keep':
      return 'The recording is kept until somebody destroys it.';
  }
}

function destroyByWords({ destroyByMs, destruction, retention, utcOffsetMinutes }: AgreementTerms): string {
  if (retention.rule === 'keep') return 'No day of destruction has been set.';
  const byHand = 'Whoever keeps the vault sees to that; the app does not do it by itself.';
  if (destroyByMs === null) {
    return `No day of destruction has been set beforehand: it is destroyed as soon as it has been used. ${byHand}`;
  }
  const day = dayWords(destroyByMs, utcOffsetMinutes);
  return destruction === 'automatic'
    ? `The app destroys it by itself when ${day} is over: at once if the vault is open then, and otherwise when it is opened next.`
    : `It is to be destroyed by the end of ${day}. ${byHand}`;
}

function validUntilWords({ validity, validUntilMs, utcOffsetMinutes }: AgreementTerms): string {
  const day = dayWords(validUntilMs, utcOffsetMinutes);
  if (validity.rule !== 'session') {
    return `Your agreement is for this session, and expires at the end of ${day}. After that nothing is recorded on the strength of it.`;
  }
  const time = timeWords(validUntilMs, utcOffsetMinutes);
  return `Your agreement is for this session only, and expires on ${day} at ${time}. After that nothing is recorded on the strength of it.`;
}

/** Written from the time as it was there, so that the words are the same wherever they are made. */
function dayWords(atMs: number, utcOffsetMinutes: number): string {
  const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' });
  return day.format(atMs + utcOffsetMinutes * 60_000);
}

function timeWords(atMs: number, utcOffsetMinutes: number): string {
  const time = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', timeZone: 'UTC' });
  return time.format(atMs + utcOffsetMinutes * 60_000);
}
