/** Purposes are granted or refused one by one (docs/consent.md). */
export const purposeCodes = ['own-use', 'supervision', 'training', 'research', 'transcription'] as const;

/** Who may listen to a recording. */
export const listeners = ['those-present', 'therapist', 'therapist-and-supervisor', 'therapist-and-team'] as const;

/** How long a recording is kept. */
export const retentionRules = ['after-use', 'for', 'until', 'keep'] as const;

/** What happens on the day of destruction: somebody is asked, or the app destroys it by itself. */
export const destructions = ['ask', 'automatic'] as const;

/** What a recording or the notes of a session count as, for whoever has to keep records. */
export const itemClasses = ['clinical-record', 'kept-apart', 'clients-own', 'training'] as const;

export const ownerships = ['client', 'practice', 'shared'] as const;

/** Whether the client may have a copy, and what they may do with it. */
export const clientCopies = ['none', 'own-use', 'may-share'] as const;

export const builtInTemplateId = 'built-in';

/** What a template leaves open, written `{{retention}}`. Each has to be there. */
export const templateFields = [
  'opening',
  'purposes',
  'listeners',
  'retention',
  'destroy-by',
  'ownership',
  'client-copy',
  'record',
  'valid-until',
] as const;

/** Whose words a form on paper has: those of this very agreement, printed, or others, which only its scan tells. */
export const paperWords = ['this-text', 'other-form'] as const;
