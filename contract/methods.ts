import { z } from 'zod';
import {
  agreementChoiceSchema,
  sessionAgreementSchema,
  templateIdSchema,
  templateSchema,
  templateSummarySchema,
  templateTextSchema,
  templateToSaveSchema,
} from './agreement.ts';
import { appStateSchema } from './app-state.ts';
import { connectedCopySchema, copyFinishedSchema } from './copies.ts';
import { deletionSubjectSchema, pendingDeletionSchema } from './deletion.ts';
import { dueListSchema } from './due.ts';
import {
  agreementSchema,
  gateReasonSchema,
  languageSchema,
  purposeSchema,
  secondAnswerSchema,
  signatureSchema,
  witnessSchema,
} from './consent.ts';
import {
  exportedEntriesSchema,
  logExportSchema,
  logFilterSchema,
  logFormatSchema,
  logPageSchema,
} from './event-log.ts';
import { dutySchema, placeCodeSchema, sessionJurisdictionSchema } from './jurisdiction.ts';
import {
  copyIdSchema,
  personIdSchema,
  recordingIdSchema,
  sessionIdSchema,
  slotIdSchema,
  textHashSchema,
} from './ids.ts';
import { defaultLockAfterMinutes, maximumBulk, maximumWaveformBars } from './limits.ts';
import { lockAfterMinutesSchema } from './lock-after.ts';
import { notesSaveSchema, notesSchema, notesTextSchema, notesVersionSchema } from './notes.ts';
import { participationSchema } from './participation.ts';
import { agreedTextSchema, personDetailSchema, personNameSchema, personSummarySchema } from './person.ts';
import {
  bitrateSchema,
  microphoneCheckSchema,
  readinessSchema,
  recordingStatusSchema,
  recordingSummarySchema,
  secondAnswerResultSchema,
  soundSourcesSchema,
  waveformSchema,
} from './recording.ts';
import { passageErasedSchema, passageSchema, passageWishSchema } from './passage.ts';
import { receiptFileSchema, receiptSchema } from './receipt.ts';
import {
  certificateFileSchema,
  classedItemSchema,
  holdToPlaceSchema,
  itemClassSchema,
  retentionListsSchema,
  sessionRetentionSchema,
  signedCertificateSchema,
} from './retention.ts';
import { recoveredTakeSchema } from './recovered.ts';
import { slotsCopySchema } from './rescue.ts';
import { scanPartSchema } from './scan.ts';
import { capacitySchema, codeSchema, roleSchema, sessionDetailSchema, sessionSummarySchema } from './session.ts';
import { wayNameSchema, waysSchema } from './ways.ts';
import { vaultCheckSchema } from './vault-check.ts';
import { vaultCopySchema } from './vault-copy.ts';
import { withdrawalSchema, withdrawnSchema } from './withdrawal.ts';

/** Who answers a call: main, which has no keys, or the vault process, which must be unlocked. */
export type Server = 'main' | 'vault';

export interface Method<Input extends z.ZodType, Output extends z.ZodType> {
  readonly server: Server;
  readonly input: Input;
  readonly output: Output;
}

function byMain<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Method<Input, Output> {
  return { server: 'main', input, output };
}

function byVault<Input extends z.ZodType, Output extends z.ZodType>(
  input: Input,
  output: Output,
): Method<Input, Output> {
  return { server: 'vault', input, output };
}

const nothing = z.null();
const inSession = z.object({ sessionId: sessionIdSchema });
const ofPerson = z.object({ sessionId: sessionIdSchema, personId: personIdSchema });
/** `sessionId` null: in all sessions that were not destroyed. */
const ofPersonAnywhere = z.object({ sessionId: sessionIdSchema.nullable(), personId: personIdSchema });
const ofRecording = z.object({ recordingId: recordingIdSchema });

export const settingsSchema = z.object({
  bitrateBps: bitrateSchema,
  /** Label of the microphone to use; null means the system's default. */
  microphone: z.string().max(200).nullable(),
  /** Without a key or a move of the mouse for so long the vault is locked. */
  lockAfterMinutes: lockAfterMinutesSchema.default(defaultLockAfterMinutes),
  /** It is locked as well when its window is hidden or minimised. */
  lockWhenHidden: z.boolean().default(false),
  /** A tone when a recording starts and when it has stopped. */
  startStopSound: z.boolean().default(false),
  /** A tone when nothing is heard, when the sound is cut off, and when it stands still. */
  warningSound: z.boolean().default(false),
  /** The recording sign fills the window when a recording starts. */
  recordingSign: z.boolean().default(false),
  /** Label of the input that hears what the computer plays, mixed in; null for none. */
  computerSound: z.string().max(200).nullable().default(null),
  /** Asks the system to take out of the microphone what the loudspeakers play. */
  echoCancellation: z.boolean().default(false),
});
export type Settings = z.infer<typeof settingsSchema>;

export const aboutSchema = z.object({
  sotto: z.string(),
  electron: z.string(),
  chromium: z.string(),
  node: z.string(),
});

/**
 * The whole border between a page and the rest of Sotto, read top down. The passphrase is not here: it goes by its own
 * port from the preload to the vault process (passphrase-messages.ts).
 */
export const methods = {
  app: {
    getState: byMain(nothing, appStateSchema),
    about: byMain(nothing, aboutSchema),
    /** Asks the person for an empty folder, with the system's dialog; null when they changed their mind. */
    chooseNewVaultFolder: byMain(nothing, appStateSchema.nullable()),
    /** Asks the person for the folder of a vault that exists. */
    openExistingVault: byMain(nothing, appStateSchema.nullable()),
    /** Looks again at a vault that could not be used: what stood in the way may have gone. */
    lookAgain: byMain(nothing, appStateSchema),
    /** Reads a saved copy of the slots, which the person picks with the system's dialog. */
    pickSlotsCopy: byMain(nothing, z.object({ slots: slotsCopySchema }).nullable()),
    lock: byMain(nothing, nothing),
  },
  sessions: {
    list: byVault(z.object({ query: z.string().max(200) }), z.array(sessionSummarySchema)),
    create: byVault(nothing, sessionDetailSchema),
    get: byVault(inSession, sessionDetailSchema),
    addParticipant: byVault(
      participationSchema.extend({
        sessionId: sessionIdSchema,
        code: codeSchema,
        role: roleSchema,
        capacity: capacitySchema,
      }),
      sessionDetailSchema,
    ),
    removeParticipant: byVault(ofPerson, sessionDetailSchema),
    /** Destroys the session and all that is in it, once the undo has run out. */
    delete: byVault(inSession, nothing),
  },
  consent: {
    /** The agreement as it will be shown to this person, with everything filled in. */
    getAgreement: byVault(ofPerson, agreementSchema),
    grant: byVault(
      ofPerson.extend({
        textHash: textHashSchema,
        language: languageSchema,
        purposes: z.array(purposeSchema),
        signature: signatureSchema,
        witness: witnessSchema.default(null),
      }),
      sessionDetailSchema,
    ),
    /** A scan goes ahead of its consent, in order; it is kept with the consent and in memory until then. */
    addScanPart: byVault(ofPerson.extend(scanPartSchema.shape), nothing),
    /** Records, for at most a minute, how this person agrees to this very text: a recording apart, with a key of its own. */
    beginSpoken: byVault(ofPerson.extend({ textHash: textHashSchema }), z.object({ recordingId: recordingIdSchema })),
    /** Ends and destroys what this person said, unless they have agreed by it. */
    discardSpoken: byVault(ofPerson, nothing),
    refuse: byVault(ofPerson.extend({ textHash: textHashSchema, language: languageSchema }), sessionDetailSchema),
    /** What they agreed to before holds today too: `textHash` is that of the agreement that both sessions ask for. */
    reconfirm: byVault(ofPerson.extend({ textHash: textHashSchema }), sessionDetailSchema),
    /** Stops a recording of that person, and destroys or shuts away what they withdraw. Nothing undoes it. */
    withdraw: byVault(ofPerson.extend({ withdrawal: withdrawalSchema }), withdrawnSchema),
    /** One for each answer that this person gave in this session, or for null in any, newest first. */
    getReceipts: byVault(ofPersonAnywhere, z.array(receiptSchema)),
    /** One of them, to be written to a file that is not encrypted: logged before it is answered. */
    exportReceipt: byVault(receiptFileSchema, receiptSchema),
    /** Asks for a place with the system's dialog and writes a receipt there; a PDF is the page as it prints itself. */
    saveReceipt: byMain(receiptFileSchema, z.object({ outcome: z.enum(['saved', 'cancelled']) })),
  },
  agreements: {
    /** For null: of the next session. */
    get: byVault(z.object({ sessionId: sessionIdSchema.nullable() }), sessionAgreementSchema),
    /** Whoever agreed to other terms before has to be asked again. */
    choose: byVault(inSession.extend({ choice: agreementChoiceSchema }), sessionDetailSchema),
  },
  templates: {
    /** The built-in one first, then by name. */
    list: byVault(nothing, z.array(templateSummarySchema)),
    /** For null: the newest version. */
    get: byVault(z.object({ id: templateIdSchema, version: z.number().int().min(1).nullable() }), templateSchema),
    /** Adds a version; those before stay as they are. */
    save: byVault(templateToSaveSchema, templateSchema),
    /** The text with terms filled in as an example. */
    preview: byVault(z.object({ text: templateTextSchema }), z.string()),
  },
  microphone: {
    /** Listens for ten seconds, in memory only; how loud it is comes as `microphoneCheck` events. */
    beginCheck: byVault(soundSourcesSchema, nothing),
    /** Ends the listening. For a minute at most, what was heard can be played. */
    endCheck: byMain(nothing, nothing),
    /** Plays what the last check heard, in the page that heard it. */
    playTest: byMain(nothing, nothing),
    /** Ends all of it: listening, playing, and what was heard. */
    dropTest: byMain(nothing, nothing),
  },
  recordings: {
    /** The gate decides in the vault process; a page cannot start a recording without everyone's consent. */
    start: byVault(
      inSession,
      z.discriminatedUnion('outcome', [
        z.object({ outcome: z.literal('started'), recordingId: recordingIdSchema }),
        z.object({ outcome: z.literal('refused'), reasons: z.array(gateReasonSchema) }),
      ]),
    ),
    /** These four also work while the vault is locked. */
    pause: byMain(nothing, nothing),
    resume: byMain(nothing, nothing),
    stop: byMain(nothing, nothing),
    /** Asks for a folder in which the recording goes on, where the disk of the vault takes no more. Works while locked. */
    keepElsewhere: byMain(nothing, z.object({ outcome: z.enum(['kept', 'cancelled']) })),
    /** Marks this moment of the running recording. */
    bookmark: byMain(nothing, nothing),
    /** What a long recording needs of the machine. */
    readiness: byMain(nothing, readinessSchema),
    /** Ends a take that is younger than a minute and deletes it. */
    throwAway: byVault(ofRecording, z.object({ outcome: z.enum(['deleting', 'too-late']) })),
    /** Destroys the recording by its key, once the undo has run out. */
    delete: byVault(ofRecording, nothing),
    get: byVault(ofRecording, recordingSummarySchema),
    /** For how long the page has played it, since it last said so. */
    noteListening: byVault(ofRecording.extend({ listenedMs: z.number().int().min(0) }), nothing),
    /** Takes that were recovered, or found altered, and about which nobody has decided yet; oldest first. */
    listRecovered: byVault(nothing, z.array(recoveredTakeSchema)),
    /** Keeps one of them, and takes it off the list. */
    keepRecovered: byVault(ofRecording, nothing),
    waveform: byVault(ofRecording.extend({ bars: z.number().int().min(1).max(maximumWaveformBars) }), waveformSchema),
    /** The second asking. `destroy` from any one person destroys the recording at once. */
    answer: byVault(
      ofRecording.extend({ personId: personIdSchema, answer: secondAnswerSchema }),
      secondAnswerResultSchema,
    ),
    /** Makes a passage silence for good. `wish`: who asked for it, when they were asked again or by withdrawing. */
    erasePassage: byVault(
      ofRecording.extend({ ...passageSchema.shape, wish: passageWishSchema.nullable() }),
      passageErasedSchema,
    ),
  },
  deletions: {
    /** Those that can still be undone. */
    list: byVault(nothing, z.array(pendingDeletionSchema)),
    undo: byVault(deletionSubjectSchema, z.object({ outcome: z.enum(['undone', 'too-late']) })),
  },
  notes: {
    /** Null until they were begun. */
    get: byVault(inSession, notesSchema.nullable()),
    /** Gives the session notes of its own, empty at first; those it has stay as they are. */
    begin: byVault(inSession, notesSchema),
    /** The whole text. `isLeaving` when the person leaves it, so that the log hears of the last word too. */
    save: byVault(
      inSession.extend({ basedOn: notesVersionSchema, text: notesTextSchema, isLeaving: z.boolean() }),
      notesSaveSchema,
    ),
    getEarlier: byVault(inSession.extend({ version: notesVersionSchema }), notesTextSchema),
  },
  jurisdiction: {
    /** For null: of the next session. */
    get: byVault(z.object({ sessionId: sessionIdSchema.nullable() }), sessionJurisdictionSchema),
    /** Where the room is. Where somebody remote is was said when they were added. */
    place: byVault(inSession.extend({ room: placeCodeSchema }), sessionDetailSchema),
    confirmDuty: byVault(inSession.extend({ duty: dutySchema, isConfirmed: z.boolean() }), sessionDetailSchema),
  },
  people: {
    list: byVault(z.object({ query: z.string().max(200) }), z.array(personSummarySchema)),
    get: byVault(z.object({ personId: personIdSchema }), personDetailSchema),
    /** Null takes the name away. */
    setName: byVault(
      z.object({ personId: personIdSchema, name: personNameSchema.nullable() }),
      z.object({ name: z.string().nullable() }),
    ),
    /** A text that somebody was asked to agree to, by the hash that their answer names. */
    getText: byVault(z.object({ textHash: textHashSchema }), agreedTextSchema),
  },
  due: {
    /** Recordings that wait for the second asking, oldest first. Those about to be destroyed are not asked about. */
    list: byVault(nothing, dueListSchema),
  },
  retention: {
    /** What is due, what will be, what is held and what was destroyed. */
    list: byVault(nothing, retentionListsSchema),
    ofSession: byVault(inSession, sessionRetentionSchema),
    /** Changes what something counts as, and no day. */
    classify: byVault(z.object({ item: classedItemSchema, itemClass: itemClassSchema }), nothing),
    /** What it was kept for is done. */
    markUsed: byVault(ofRecording, nothing),
    /** Nothing destroys it until the hold is lifted. */
    hold: byVault(holdToPlaceSchema, nothing),
    /** What somebody wanted destroyed meanwhile is destroyed. */
    liftHold: byVault(deletionSubjectSchema, nothing),
    /** Destroys all of these by their keys, once the undo has run out. */
    destroy: byVault(z.object({ recordingIds: z.array(recordingIdSchema).min(1).max(maximumBulk) }), nothing),
  },
  certificates: {
    get: byVault(ofRecording, signedCertificateSchema),
    /** To be written to files that are not encrypted: logged before it is answered. */
    export: byVault(certificateFileSchema, signedCertificateSchema),
    /** Asks for a place with the system's dialog and writes it there; as JSON with signature and public key beside it. */
    save: byMain(certificateFileSchema, z.object({ outcome: z.enum(['saved', 'cancelled']) })),
  },
  ways: {
    /** Every way into the vault, oldest first. What adds, changes or removes one goes by the passphrase port. */
    list: byVault(nothing, waysSchema),
    /** Null takes the name away. */
    rename: byVault(z.object({ slotId: slotIdSchema, name: wayNameSchema.nullable() }), waysSchema),
    /** The slots as they are, to be kept elsewhere: logged before it is answered. */
    exportSlots: byVault(nothing, z.object({ slots: slotsCopySchema })),
    /** Asks for a place with the system's dialog and writes the slots there. */
    saveSlots: byMain(nothing, z.object({ outcome: z.enum(['saved', 'cancelled']) })),
  },
  log: {
    /** Newest first, a page at a time. */
    list: byVault(z.object({ before: z.number().int().min(0).nullable(), filter: logFilterSchema }), logPageSchema),
    /** Somebody has been told of a possible rollback: it is told at every unlock until then. */
    seeRollback: byVault(nothing, nothing),
    /** Of all entries so far (docs/log-export.md), to be written to a file that is not encrypted: logged before it is answered. */
    beginExport: byVault(
      z.object({ format: logFormatSchema, shown: z.number().int().min(0).nullable() }),
      logExportSchema,
    ),
    exportPart: byVault(
      z.object({
        count: z.number().int().min(0),
        from: z.number().int().min(0),
        after: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .nullable(),
      }),
      exportedEntriesSchema,
    ),
    /** Asks for a place with the system's dialog; a PDF is the page as it prints itself, with `shown` entries on it. */
    save: byMain(
      z.object({ format: logFormatSchema, shown: z.number().int().min(0).nullable() }),
      z.object({ outcome: z.enum(['saved', 'cancelled']), digest: z.string().nullable() }),
    ),
  },
  check: {
    /** Looks at everything in the vault, beside whatever else is done; `isResumed`: from where it was stopped. */
    begin: byVault(z.object({ isResumed: z.boolean() }), vaultCheckSchema),
    stop: byVault(nothing, vaultCheckSchema),
    get: byVault(nothing, vaultCheckSchema),
  },
  copy: {
    /**
     * Asks for an empty folder with the system's dialog, and begins to copy there what the last check has found whole. The
     * folder is main's word to the vault process (vault-messages.ts): a page cannot name one.
     */
    begin: byMain(nothing, z.object({ outcome: z.enum(['begun', 'cancelled']) })),
    /** What was copied is removed. */
    stop: byVault(nothing, vaultCopySchema),
    get: byVault(nothing, vaultCopySchema),
  },
  copies: {
    /** Copies of this vault that are connected now, of those whose place is known. */
    list: byVault(nothing, z.array(connectedCopySchema)),
    /** Asks for the folder of a copy with the system's dialog; its place is known from then on. */
    choose: byMain(nothing, z.object({ outcome: z.enum(['chosen', 'cancelled']) })),
    /** Destroys in the copy what was destroyed here, and nothing else. */
    finish: byVault(z.object({ copyId: copyIdSchema }), copyFinishedSchema),
  },
  settings: {
    get: byVault(nothing, settingsSchema),
    set: byVault(settingsSchema, settingsSchema),
  },
} as const;

/** What main tells the pages unasked. */
export const events = {
  appState: appStateSchema,
  recordingStatus: recordingStatusSchema,
  microphoneCheck: microphoneCheckSchema,
  /** The vault is locked in a moment: what the page has not saved is to be saved now. */
  aboutToLock: z.null(),
} as const;

export type Methods = typeof methods;
export type Group = keyof Methods;
export type Call<G extends Group> = keyof Methods[G] & string;
/** `group.call`, as it crosses the border. */
export type MethodName = { [G in Group]: `${G}.${Call<G>}` }[Group];
export type EventName = keyof typeof events;
export type EventPayload<E extends EventName> = z.infer<(typeof events)[E]>;
