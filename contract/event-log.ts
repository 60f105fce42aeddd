import { z } from 'zod';
import { secondAnswerSchema } from './consent.ts';
import { lockRangeSchema } from './policy.ts';
import { personIdSchema, recordingIdSchema, sessionIdSchema, vaultIdSchema } from './ids.ts';
import { maximumExportedEntries } from './limits.ts';
import { roleSchema } from './session.ts';
import { withdrawalEffectSchema } from './withdrawal.ts';

/** What can happen, by what it is about: every `kind` of main/log/events.ts, and the words under which it is found. */
export const logGroupOf = {
  'vault.created': 'vault',
  'vault.unlocked': 'vault',
  'unlock.failed-before': 'vault',
  'slot.added': 'vault',
  'slot.removed': 'vault',
  'passphrase.changed': 'vault',
  'vault.rekeyed': 'vault',
  'index.rebuilt': 'vault',
  'slots.exported': 'exports',
  'slots.restored': 'vault',
  'rollback.noticed': 'vault',
  'rollback.seen': 'vault',
  'policy.applied': 'vault',
  'vault.checked': 'vault',
  'vault.copied': 'exports',
  'vault.copy-removed': 'exports',
  'log.exported': 'exports',
  'participant.added': 'sessions',
  'participant.removed': 'sessions',
  'session.placed': 'sessions',
  'duty.confirmed': 'sessions',
  'duty.taken-back': 'sessions',
  'agreement.chosen': 'consent',
  'deletion.requested': 'deletion',
  'deletion.undone': 'deletion',
  'session.destroying': 'deletion',
  'session.destroyed': 'deletion',
  'notes.began': 'sessions',
  'notes.saved': 'sessions',
  'notes.destroying': 'deletion',
  'notes.destroyed': 'deletion',
  'consent.granted': 'consent',
  'consent.reconfirmed': 'consent',
  'consent.refused': 'consent',
  'consent.withdrawn': 'consent',
  'second-answer': 'consent',
  'passage.asked': 'consent',
  'receipt.exported': 'exports',
  'recording.began': 'recording',
  'recording.completed': 'recording',
  'recording.recovered': 'recording',
  'recording.altered': 'recording',
  'recording.kept': 'recording',
  'recording.destroying': 'deletion',
  'recording.destroyed': 'deletion',
  'recording.classed': 'retention',
  'recording.used': 'retention',
  'notes.classed': 'retention',
  'hold.placed': 'retention',
  'hold.lifted': 'retention',
  'copy.finished': 'deletion',
  'certificate.exported': 'exports',
  'recording.opened': 'listening',
  'recording.listened': 'listening',
  'passage.began': 'deletion',
  'passage.given-up': 'deletion',
  'passage.erased': 'deletion',
  'passage.finished': 'deletion',
} as const;
export type LogKind = keyof typeof logGroupOf;

export const logGroups = [
  'recording',
  'listening',
  'consent',
  'sessions',
  'retention',
  'deletion',
  'vault',
  'exports',
] as const;
export const logGroupSchema = z.enum(logGroups);
export type LogGroup = z.infer<typeof logGroupSchema>;

export const logFormatSchema = z.enum(['json', 'pdf']);
export type LogFormat = z.infer<typeof logFormatSchema>;

/** What a sentence about an entry needs besides its kind; null where there is none. */
export const logFactsSchema = z.object({
  durationMs: z.number().int().min(0).nullable(),
  role: roleSchema.nullable(),
  answer: secondAnswerSchema.nullable(),
  effect: withdrawalEffectSchema.nullable(),
  /** The enumerated word of a reason, a scope, or a format. */
  word: z.string().max(40).nullable(),
  counts: z.object({ all: z.number().int().min(0), other: z.number().int().min(0) }).nullable(),
  /** At an unlock, after it had happened without the log. */
  isFound: z.boolean(),
  /** What a policy allows, in minutes. */
  range: lockRangeSchema.nullable(),
  /** Of spoken consent, and not of the session. */
  isSpokenConsent: z.boolean(),
});
export type LogFacts = z.infer<typeof logFactsSchema>;

/** Codes as the index has them now. */
export const logLineSchema = z.object({
  /** Place in the whole log, from 0. */
  sequence: z.number().int().min(0),
  atMs: z.number().int(),
  kind: z.custom<LogKind>((kind) => typeof kind === 'string' && Object.hasOwn(logGroupOf, kind)),
  facts: logFactsSchema,
  /** Null for who is in no session any more. */
  person: z.object({ id: personIdSchema, code: z.string() }).nullable(),
  /** Null once it is destroyed, and where the entry is about none. */
  session: z.object({ id: sessionIdSchema, codes: z.array(z.string()) }).nullable(),
  /** Null once it is destroyed. */
  recordingId: recordingIdSchema.nullable(),
});
export type LogLine = z.infer<typeof logLineSchema>;

/** Which entries; null for all of them. Times: from the first to before the second. */
export const logFilterSchema = z.object({
  groups: z.array(logGroupSchema).max(logGroups.length).nullable(),
  personId: personIdSchema.nullable(),
  sessionId: sessionIdSchema.nullable(),
  fromMs: z.number().int().nullable(),
  untilMs: z.number().int().nullable(),
});
export type LogFilter = z.infer<typeof logFilterSchema>;

/** `before`: the place that the page before ended at; null for the newest. */
export const logPageSchema = z.object({
  lines: z.array(logLineSchema),
  /** What to ask for next; null at the beginning of the log. */
  before: z.number().int().min(0).nullable(),
});
export type LogPage = z.infer<typeof logPageSchema>;

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** docs/log-export.md. What begins a file, and what ends it. */
export const logExportSchema = z.object({
  vaultId: vaultIdSchema,
  exportedAtMs: z.number().int(),
  count: z.number().int().min(0),
  digest,
  /** By the vault's signing key; both in hexadecimal. */
  signature: z.object({
    publicKey: z.string().regex(/^[0-9a-f]{64}$/),
    bytes: z.string().regex(/^[0-9a-f]{128}$/),
  }),
});
export type LogExport = z.infer<typeof logExportSchema>;

/** docs/log-export.md, Entry. */
export const exportedEntrySchema = z.object({
  n: z.number().int().min(0),
  time: z.number().int().min(0),
  subject: z.enum(['vault', 'person', 'recording', 'session']),
  id: z.string().regex(/^[0-9a-f]{32}$/),
  previous: digest,
  evidence: digest,
  head: digest,
  body: z.string(),
  link: digest,
});
export type ExportedEntry = z.infer<typeof exportedEntrySchema>;
export const exportedEntriesSchema = z.array(exportedEntrySchema).max(maximumExportedEntries);
