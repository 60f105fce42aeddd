import { z } from 'zod';
import { agreementTermsSchema, templateVersionSchema } from '../../contract/agreement.ts';
import { consentMannerShape, languageSchema, purposeSchema, secondAnswerSchema } from '../../contract/consent.ts';
import { failedTriesSchema } from '../../contract/failed-tries.ts';
import {
  notesIdSchema,
  personIdSchema,
  recordingIdSchema,
  sessionIdSchema,
  slotIdSchema,
  termsDigestSchema,
  textHashSchema,
  type PersonId,
  type RecordingId,
  type SessionId,
  type VaultId,
} from '../../contract/ids.ts';
import { dutySchema, placeCodeSchema } from '../../contract/jurisdiction.ts';
import { logFormatSchema } from '../../contract/event-log.ts';
import { participationSchema } from '../../contract/participation.ts';
import { passageSchema, passageWishSchema, saidAsSchema } from '../../contract/passage.ts';
import { maximumLoggedGaps, maximumSegments, maximumWays } from '../../contract/limits.ts';
import { certificateFormatSchema, itemClassSchema } from '../../contract/retention.ts';
import { policySchema } from '../../contract/policy.ts';
import { bitrateSchema, gapSchema } from '../../contract/recording.ts';
import { receiptFormatSchema } from '../../contract/receipt.ts';
import { capacitySchema, roleSchema } from '../../contract/session.ts';
import { wayTypes } from '../../contract/ways.ts';
import { withdrawalSchema } from '../../contract/withdrawal.ts';

/**
 * The bodies of events, by what they happened to: what decides (consent, deletion, second answers) is read from these
 * and from nothing else. Bodies hold ids and enumerated words; what names or describes a person is evidence, kept
 * where it can be erased.
 */
const durationMs = z.number().int().min(0);
const digestSchema = z.string().regex(/^[0-9a-f]{64}$/);
const counted = z.number().int().min(0);

/**
 * What waits for its undo to run out, on the chain of what is to be deleted. `retention-ended`: the app asks by itself, as
 * the agreement says; `retention-confirmed`: a person saw it in Due.
 */
const deletionEventSchemas = [
  z.object({
    kind: z.literal('deletion.requested'),
    reason: z.enum(['deleted', 'thrown-away', 'retention-ended', 'retention-confirmed']),
  }),
  z.object({ kind: z.literal('deletion.undone') }),
] as const;

/** Left out where the vault was not opened by a slot. */
const openedBy = slotIdSchema.optional();

/** Seen at an unlock, after a change of which the log had not heard. */
const isFound = z.literal(true).optional();

/** On the chain of what is held. Its evidence is who placed it and why (docs/retention.md). */
const holdEventSchemas = [
  z.object({ kind: z.literal('hold.placed') }),
  z.object({ kind: z.literal('hold.lifted') }),
] as const;

const vaultEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('vault.created'), slotId: openedBy }),
  z.object({ kind: z.literal('vault.unlocked'), slotId: openedBy }),
  /** Tries before this unlock, as a plain file outside of the vault has them: nobody vouches for it. */
  z.object({ kind: z.literal('unlock.failed-before'), ...failedTriesSchema.shape }),
  z.object({ kind: z.literal('slot.added'), slotId: slotIdSchema, slotType: z.enum(wayTypes), isFound }),
  z.object({ kind: z.literal('slot.removed'), slotId: slotIdSchema, isFound }),
  z.object({ kind: z.literal('passphrase.changed'), slotId: slotIdSchema }),
  /** New keys for the vault; `removed`: the passphrases that did not come along. */
  z.object({ kind: z.literal('vault.rekeyed'), removed: z.array(slotIdSchema).max(maximumWays) }),
  /** The index could not be read, and another was made from this log; what it alone held before this entry is lost. */
  z.object({ kind: z.literal('index.rebuilt') }),
  /** A copy of the slots left for a place of the person's. */
  z.object({ kind: z.literal('slots.exported') }),
  /** Both copies of the slots were damaged, and a saved one took their place; what opened it then opens the vault again. */
  z.object({ kind: z.literal('slots.restored') }),
  /** At an unlock: parts of the vault may be older than others. Somebody is told until `rollback.seen`. */
  z.object({ kind: z.literal('rollback.noticed') }),
  z.object({ kind: z.literal('rollback.seen') }),
  /** The policy of the computer that it was opened on, where it is not as this log last said; before the first, none. */
  z.object({ kind: z.literal('policy.applied'), ...policySchema.shape }),
  /** How many things were looked at, and how many of them are not whole. */
  z.object({ kind: z.literal('vault.checked'), checked: counted, damaged: counted }),
  /** Before what is whole is copied, still encrypted, to a folder outside. */
  z.object({ kind: z.literal('vault.copied'), recordings: counted, leftOut: counted }),
  /** It came to nothing, and nothing of it is left there; `copied` is the place of its `vault.copied` in the log. */
  z.object({ kind: z.literal('vault.copy-removed'), copied: counted }),
  /**
   * Before it leaves. As JSON it is every entry before this one, and `digest` is the file's (docs/log-export.md); as PDF it
   * is what was shown.
   */
  z.object({
    kind: z.literal('log.exported'),
    format: logFormatSchema,
    entries: counted,
    digest: digestSchema.nullable(),
  }),
]);

const sessionEventSchema = z.discriminatedUnion('kind', [
  participationSchema.extend({
    kind: z.literal('participant.added'),
    personId: personIdSchema,
    role: roleSchema,
    capacity: capacitySchema,
  }),
  z.object({ kind: z.literal('participant.removed'), personId: personIdSchema }),
  ...deletionEventSchemas,
  ...holdEventSchemas,
  /** The tombstone, as `recording.destroying`. */
  z.object({ kind: z.literal('session.destroying') }),
  z.object({ kind: z.literal('session.destroyed') }),
  z.object({ kind: z.literal('notes.began'), notesId: notesIdSchema }),
  /** Its evidence is the text. Not every version has one: see docs/vault-format.md, Notes. */
  z.object({ kind: z.literal('notes.saved'), notesId: notesIdSchema, version: z.number().int().min(1) }),
  z.object({ kind: z.literal('notes.classed'), notesId: notesIdSchema, itemClass: itemClassSchema }),
  /** The tombstone, as that of a recording. */
  z.object({ kind: z.literal('notes.destroying'), notesId: notesIdSchema }),
  z.object({ kind: z.literal('notes.destroyed'), notesId: notesIdSchema }),
  z.object({ kind: z.literal('session.placed'), room: placeCodeSchema }),
  z.object({ kind: z.literal('duty.confirmed'), duty: dutySchema }),
  z.object({ kind: z.literal('duty.taken-back'), duty: dutySchema }),
  /** Takes the place of what was chosen before: who agreed to that has not agreed to this. */
  z.object({ kind: z.literal('agreement.chosen'), template: templateVersionSchema, terms: agreementTermsSchema }),
]);

const personEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('consent.granted'),
    sessionId: sessionIdSchema,
    textHash: textHashSchema,
    language: languageSchema,
    purposes: z.array(purposeSchema),
    ...consentMannerShape,
    /** As they were when the person agreed; a participant added again may have others. */
    role: roleSchema,
    capacity: capacitySchema,
    forPersonIds: z.array(personIdSchema),
    /** `termsDigest` of what was chosen for the session then, and when this consent expires. */
    terms: termsDigestSchema,
    validUntilMs: z.number().int(),
  }),
  /** Holds for `sessionId` what was granted in an earlier session, by its place in the log. */
  z.object({
    kind: z.literal('consent.reconfirmed'),
    sessionId: sessionIdSchema,
    grantedIn: z.object({ sessionId: sessionIdSchema, sequence: z.number().int().min(0) }),
  }),
  z.object({
    kind: z.literal('consent.refused'),
    sessionId: sessionIdSchema,
    textHash: textHashSchema,
    language: languageSchema,
  }),
  z.object({
    kind: z.literal('second-answer'),
    sessionId: sessionIdSchema,
    recordingId: recordingIdSchema,
    answer: secondAnswerSchema,
  }),
  /** That a passage be erased, with the times as they were asked for; it is there once the passage is. */
  z.object({
    kind: z.literal('passage.asked'),
    sessionId: sessionIdSchema,
    recordingId: recordingIdSchema,
    soundId: recordingIdSchema,
    saidAs: saidAsSchema,
    ...passageSchema.shape,
  }),
  /** `sessionId`: where it was said, and for one recording the session of that recording. */
  z.object({ kind: z.literal('consent.withdrawn'), sessionId: sessionIdSchema, withdrawal: withdrawalSchema }),
  /** Logged before the receipt leaves the vault process; `receiptSequence` is the place of the answer it is for. */
  z.object({
    kind: z.literal('receipt.exported'),
    sessionId: sessionIdSchema,
    receiptSequence: z.number().int().min(0),
    format: receiptFormatSchema,
  }),
]);

/** docs/vault-format.md, Erasing a passage. `soundId`: under which the sound without the passage is kept. */
const passageEventSchemas = [
  z.object({ kind: z.literal('passage.began'), soundId: recordingIdSchema }),
  /** The copy could not be made, and nothing of it is left. */
  z.object({ kind: z.literal('passage.given-up'), soundId: recordingIdSchema }),
  /** From here on the passage is gone, and what is left to do is done at the next unlock at the latest. */
  z.object({
    kind: z.literal('passage.erased'),
    soundId: recordingIdSchema,
    ...passageSchema.shape,
    asked: passageSchema,
    wish: passageWishSchema.nullable(),
    untouchedBefore: digestSchema,
    untouchedAfter: digestSchema,
    segments: z.array(
      z.object({
        segment: z.number().int().min(0),
        chunkCount: z.number().int().min(0),
        lastTag: z.string().regex(/^[0-9a-f]*$/),
        durationMs,
      }),
    ),
  }),
  z.object({ kind: z.literal('passage.finished'), soundId: recordingIdSchema }),
] as const;

/** What there is of a recording once it has ended. */
const recordingEndShape = {
  /** Numbers of the segments that hold sound. */
  segments: z.array(z.number().int().min(0)).min(1).max(maximumSegments),
  /** Pauses, sleeps and missing sound, as the levels mark them: the first of them, and how many there are. */
  gaps: z.array(gapSchema).max(maximumLoggedGaps),
  gapCount: z.number().int().min(0),
} as const;

const recordingEventSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('recording.began'),
    sessionId: sessionIdSchema,
    bitrateBps: bitrateSchema,
    /** Whose words these are and what they agree to; null for a recording of the session itself. */
    spokenConsent: z.object({ personId: personIdSchema, textHash: textHashSchema }).nullable(),
  }),
  z.object({ kind: z.literal('recording.completed'), durationMs, ...recordingEndShape }),
  z.object({
    kind: z.literal('recording.recovered'),
    durationMs,
    /** Sound that its recorder had and that is not in the files; null when nobody knows. */
    lostMs: durationMs.nullable(),
    ...recordingEndShape,
  }),
  z.object({ kind: z.literal('recording.altered') }),
  /** Somebody has looked at what was recovered, or altered, and keeps it. It is no answer of the second asking. */
  z.object({ kind: z.literal('recording.kept') }),
  z.object({ kind: z.literal('recording.classed'), itemClass: itemClassSchema }),
  /** What it was kept for is done: where it is kept until used, it is due from here on. */
  z.object({ kind: z.literal('recording.used') }),
  ...deletionEventSchemas,
  ...holdEventSchemas,
  /** The tombstone: from here on the recording is gone, and an interrupted destruction is resumed. */
  z.object({
    kind: z.literal('recording.destroying'),
    reason: z.enum([
      'deleted',
      'thrown-away',
      'retention-ended',
      'retention-confirmed',
      'session-deleted',
      'second-answer',
      'withdrawn',
      'empty',
      /** These two are of spoken words: no recording that everybody agreed to came of them, or they were said again. */
      'not-everyone-agreed',
      'spoken-again',
    ]),
  }),
  /** `keyTableGeneration`: that of a table of keys that has no key of it. */
  z.object({ kind: z.literal('recording.destroyed'), keyTableGeneration: z.number().int().min(0) }),
  /**
   * It was destroyed in a copy of the vault too. `copied`: the place of the `vault.copied` of that copy, null for one that was
   * made otherwise; `head`: of the recording's chain in the copy, with the end of its destruction.
   */
  z.object({ kind: z.literal('copy.finished'), copied: counted.nullable(), head: digestSchema }),
  /** Logged before the certificate of its destruction leaves the vault process. */
  z.object({ kind: z.literal('certificate.exported'), format: certificateFormatSchema }),
  /** The first time it is played after an unlock. */
  z.object({ kind: z.literal('recording.opened') }),
  /** For how long it has played since it was opened, or since the last such entry. */
  z.object({ kind: z.literal('recording.listened'), listenedMs: durationMs }),
  ...passageEventSchemas,
]);

export interface EventBodies {
  readonly vault: z.infer<typeof vaultEventSchema>;
  readonly session: z.infer<typeof sessionEventSchema>;
  readonly person: z.infer<typeof personEventSchema>;
  readonly recording: z.infer<typeof recordingEventSchema>;
}

/** Parses what an authentic entry says, by the kind of its subject. */
export const eventSchemas: { readonly [K in keyof EventBodies]: z.ZodType<EventBodies[K]> } = {
  vault: vaultEventSchema,
  session: sessionEventSchema,
  person: personEventSchema,
  recording: recordingEventSchema,
};

export interface EventSubjectIds {
  readonly vault: VaultId;
  readonly session: SessionId;
  readonly person: PersonId;
  readonly recording: RecordingId;
}

export type EventSubjectKind = keyof EventBodies;

/** Whose chain an event belongs to. */
export interface EventSubject<K extends EventSubjectKind> {
  readonly kind: K;
  readonly id: EventSubjectIds[K];
}

/** An event as the log holds it. */
export interface LoggedEvent<K extends EventSubjectKind> {
  /** Place in the whole log, from 0: orders events of different subjects. */
  readonly sequence: number;
  readonly atMs: number;
  readonly body: EventBodies[K];
  /** Digest of the evidence kept elsewhere, 32 bytes in lower-case hexadecimal; null when there is none. */
  readonly evidenceDigest: string | null;
}

/** An event of any subject, and whose it is. */
export interface LoggedLine {
  readonly subject: EventSubject<EventSubjectKind>;
  readonly event: LoggedEvent<EventSubjectKind>;
}
