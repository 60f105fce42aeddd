import type {
  ClientCopy,
  Listeners,
  Ownership,
  Retention,
  TemplateField,
  TemplateSummary,
  Validity,
} from '../../../contract/agreement.ts';
import type { DutyCode } from '../../../contract/place-codes.ts';
import type { ErrorDetails, Failure } from '../../../contract/sotto-error.ts';

export const listenerTexts: Readonly<Record<Listeners, string>> = {
  'those-present': 'Those who are present',
  therapist: 'The therapist only',
  'therapist-and-supervisor': 'The therapist and their supervisor',
  'therapist-and-team': 'The therapist and their team',
};

export const ownershipTexts: Readonly<Record<Ownership, string>> = {
  client: 'The client',
  practice: 'The practice',
  shared: 'Both together',
};

export const clientCopyTexts: Readonly<Record<ClientCopy, string>> = {
  none: 'No copy',
  'own-use': 'A copy for their own use only',
  'may-share': 'A copy that they may share with those who care for them',
};

export const recordTexts = {
  apart: 'No, it is kept apart from it',
  part: 'Yes, it is part of it',
} as const;

export const retentionTexts: Readonly<Record<Retention['rule'], string>> = {
  'after-use': 'Until it has been used',
  for: 'For a number of days',
  until: 'Until a day',
  keep: 'Until somebody destroys it',
};

export const validityTexts: Readonly<Record<Validity['rule'], string>> = {
  session: 'For this session only: 24 hours from now',
  for: 'For a number of days',
  until: 'Until a day',
};

function dayText(day: string): string {
  return new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' }).format(Date.parse(day));
}

function inDays(days: number): string {
  return days === 1 ? 'one day' : `${days} days`;
}

/** What is said of how long a recording is kept, in the line of a session. */
export function keptText(retention: Retention): string {
  switch (retention.rule) {
    case 'after-use':
      return 'kept until it has been used';
    case 'for':
      return `kept for ${inDays(retention.days)}`;
    case 'until':
      return `kept until ${dayText(retention.day)}`;
    case 'keep':
      return 'kept until somebody destroys it';
  }
}

export function templateName({ id, name }: Pick<TemplateSummary, 'id' | 'name'>): string {
  return id === 'built-in' ? 'Sotto’s own template' : name;
}

/** The duty of a place that the chosen terms go beyond. */
export function exceededText(duty: DutyCode): string {
  return duty === 'consent-expires-365-days'
    ? 'The agreement holds for longer than the place of this session allows. Choose 364 days or fewer.'
    : 'The place of this session asks that the recording is destroyed within one year. Choose a day within 365 days.';
}

/** What is wrong with a field of a template, and where. */
export function fieldProblemText(details: ErrorDetails | Failure['details']): string {
  const field = String(details['field'] ?? '');
  const line = Number(details['line'] ?? 0);
  switch (details['problem']) {
    case 'missing':
      return `The field {{${field}}} is missing. Write it where its words are to stand.`;
    case 'not-alone':
      return `In line ${line}, {{${field}}} has to stand alone: a list takes its place.`;
    default:
      return `In line ${line} there is a field that Sotto does not know, or braces that are not closed.`;
  }
}

export const fieldTexts: Readonly<Record<TemplateField, string>> = {
  opening: 'how the person is addressed, for themselves, as guardian or as proxy',
  purposes: 'the purposes as a list, alone in its line',
  listeners: 'who may listen',
  retention: 'how long the recording is kept',
  'destroy-by': 'the day by which it is destroyed',
  ownership: 'whose it is',
  'client-copy': 'whether the client is given a copy, and what they may do with it',
  record: 'whether it is part of the clinical record',
  'valid-until': 'when the agreement expires',
};

export const termsText = {
  section: 'Agreement',
  title: 'Terms of the agreement',
  none: 'No terms have been chosen yet. Choose them before you ask for consent.',
  line: (listeners: Listeners, retention: Retention) =>
    `${listenerTexts[listeners]} may listen; ${keptText(retention)}.`,
  expires: (atMs: number) =>
    `It expires on ${new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' }).format(atMs)}.`,
  choose: 'Choose terms',
  change: 'Change terms',
  asLastTime: 'As last time',
  lastTime: (line: string) => `Last time: ${line}`,
  lead: 'They are filled into the agreement that each person reads and signs. Whoever has agreed to other terms is asked again.',
  template: 'Template',
  purposes: 'Purposes that people are asked about',
  listeners: 'Who may listen',
  retention: 'How long the recording is kept',
  retentionHint: 'There is no default: this is for you to choose.',
  ownership: 'Who owns the recording',
  clientCopy: 'What the client is given',
  record: 'Is it part of the clinical record?',
  validity: 'How long the agreement holds',
  days: 'Days to keep it',
  day: 'Keep it until',
  validDays: 'Days that the agreement holds',
  validDay: 'The agreement holds until',
  dayHint: 'As year-month-day, such as 2027-03-31',
  use: 'Use these terms',
  missing: {
    retention: 'Choose how long the recording is kept.',
    days: 'Write a number of days from 1 to 36500.',
    day: 'Write the day as year-month-day, such as 2027-03-31.',
    purposes: 'Tick at least one purpose.',
  },
  agreementMissing: 'The terms of the agreement have not been chosen yet.',
  expired: (code: string) => `The consent of ${code} has expired. Choose the terms anew, and ask again.`,
  consentExpired: 'Their consent has expired',
  changedSince: 'The agreement changed since they agreed',
  expiredOn: (atMs: number) =>
    `Agreed, and expired on ${new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' }).format(atMs)}`,
};

export const templatesText = {
  title: 'Agreement templates',
  lead: 'The text of the agreement, with fields that the terms of a session fill. Each saving makes a new version; what somebody agreed to stays as it was.',
  list: 'Templates',
  edit: 'Edit',
  copy: 'Begin a new one from it',
  newName: 'New template',
  name: 'Name of the template',
  text: 'Text of the template',
  textHint: 'Headings, paragraphs and lists in Markdown. Fields stand in two braces.',
  fields: 'Fields that have to be in it',
  versions: 'Versions',
  version: (version: number) => `Version ${version}`,
  versionAt: (version: number, atMs: number) =>
    `Version ${version}, ${new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short' }).format(atMs)}`,
  builtIn: 'comes with Sotto and stays as it is',
  save: 'Save as a new version',
  preview: 'Preview',
  saved: (version: number) => `Saved as version ${version}.`,
  back: 'Back to settings',
  kept: 'The text is still on your screen, and every version saved before is as it was.',
  saveAgain: 'Then try again.',
};
