import { type z } from 'zod';
import { methods } from '../../contract/methods.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { answerSecondAsking } from '../use-cases/answer-second-asking.ts';
import { getAgreement, grantConsent, refuseConsent } from '../use-cases/ask-for-consent.ts';
import { chooseAgreement, getSessionAgreement } from '../use-cases/choose-agreement.ts';
import { getTemplate, listTemplates, previewTemplate, saveTemplate } from '../use-cases/templates.ts';
import { beginNotes } from '../use-cases/begin-notes.ts';
import { addParticipant, removeParticipant } from '../use-cases/change-participants.ts';
import { connectedCopies } from '../use-cases/connected-copies.ts';
import { createSession } from '../use-cases/create-session.ts';
import { drawWaveform } from '../use-cases/draw-waveform.ts';
import { getEarlierNotes, getNotes } from '../use-cases/get-notes.ts';
import { erasePassage } from '../use-cases/erase-passage.ts';
import { finishInCopy } from '../use-cases/finish-in-copy.ts';
import { getAgreedText, getPerson } from '../use-cases/get-person.ts';
import { beginLogExport, exportLogPart } from '../use-cases/export-log.ts';
import { exportReceipt } from '../use-cases/export-receipt.ts';
import { getReceipts } from '../use-cases/get-receipts.ts';
import { getRecording } from '../use-cases/get-recording.ts';
import { deleteRecording, deleteSession, undoDeletion } from '../use-cases/delete-later.ts';
import { listDeletions } from '../use-cases/list-deletions.ts';
import { listLog } from '../use-cases/list-log.ts';
import { classItem } from '../use-cases/class-item.ts';
import { destroyDue } from '../use-cases/end-retention.ts';
import { exportSlots } from '../use-cases/export-slots.ts';
import { exportCertificate, getCertificate } from '../use-cases/get-certificate.ts';
import { getSessionRetention, listRetention } from '../use-cases/list-retention.ts';
import { markUsed } from '../use-cases/mark-used.ts';
import { liftHold, placeHold } from '../use-cases/place-hold.ts';
import { listDue } from '../use-cases/list-due.ts';
import { keepRecovered } from '../use-cases/keep-recovered.ts';
import { listRecovered } from '../use-cases/list-recovered.ts';
import { listPeople } from '../use-cases/list-people.ts';
import { namePerson } from '../use-cases/name-person.ts';
import { getSession } from '../use-cases/get-session.ts';
import { listSessions } from '../use-cases/list-sessions.ts';
import { noteListening } from '../use-cases/note-listening.ts';
import { confirmDuty, getJurisdiction, placeSession } from '../use-cases/place-session.ts';
import { reconfirmConsent } from '../use-cases/reconfirm-consent.ts';
import { seeRollback } from '../use-cases/rollback-notice.ts';
import { saveNotes } from '../use-cases/save-notes.ts';
import { getSettings, setSettings } from '../use-cases/settings.ts';
import { beginSpokenConsent, discardSpokenConsent } from '../use-cases/speak-consent.ts';
import { startRecording } from '../use-cases/start-recording.ts';
import { throwAwayRecording } from '../use-cases/throw-away-recording.ts';
import type { Unlocked } from '../use-cases/unlocked.ts';
import { listWays } from '../use-cases/list-ways.ts';
import { renameWay } from '../use-cases/rename-way.ts';
import { withdrawConsent } from '../use-cases/withdraw-consent.ts';

type Answer = (unlocked: Unlocked, input: unknown) => Promise<unknown>;

/** Ties a call of the contract to its use case; the compiler holds the two to each other, the schema the message. */
function answer<Input extends z.ZodType, Output extends z.ZodType>(
  method: { readonly input: Input; readonly output: Output },
  act: (unlocked: Unlocked, input: z.output<Input>) => z.input<Output> | Promise<z.input<Output>>,
): Answer {
  return async (unlocked, input) => {
    const parsed = method.input.safeParse(input);
    if (!parsed.success) throw new SottoError('request/invalid');
    return act(unlocked, parsed.data);
  };
}

const {
  agreements,
  templates,
  sessions,
  consent,
  microphone,
  recordings,
  notes,
  deletions,
  jurisdiction,
  people,
  due,
  retention,
  certificates,
  ways,
  log,
  check,
  copy,
  copies,
  settings,
} = methods;

/** Every call that the vault process answers (contract/methods.ts, `byVault`). */
export const answers: ReadonlyMap<string, Answer> = new Map(
  Object.entries({
    'sessions.list': answer(sessions.list, (unlocked, { query }) => listSessions(unlocked, query)),
    'sessions.create': answer(sessions.create, (unlocked) => createSession(unlocked)),
    'sessions.get': answer(sessions.get, (unlocked, { sessionId }) => getSession(unlocked, sessionId)),
    'sessions.addParticipant': answer(sessions.addParticipant, (unlocked, { sessionId, ...added }) =>
      addParticipant(unlocked, sessionId, added),
    ),
    'sessions.removeParticipant': answer(sessions.removeParticipant, (unlocked, { sessionId, personId }) =>
      removeParticipant(unlocked, sessionId, personId),
    ),
    'sessions.delete': answer(sessions.delete, async (unlocked, { sessionId }) => {
      await deleteSession(unlocked, sessionId);
      return null;
    }),
    'consent.getAgreement': answer(consent.getAgreement, getAgreement),
    'consent.grant': answer(consent.grant, grantConsent),
    'consent.addScanPart': answer(consent.addScanPart, ({ scans }, part) => {
      scans.add(part);
      return null;
    }),
    'consent.beginSpoken': answer(consent.beginSpoken, beginSpokenConsent),
    'consent.discardSpoken': answer(consent.discardSpoken, async (unlocked, asked) => {
      await discardSpokenConsent(unlocked, asked);
      return null;
    }),
    'consent.refuse': answer(consent.refuse, refuseConsent),
    'consent.reconfirm': answer(consent.reconfirm, reconfirmConsent),
    'consent.withdraw': answer(consent.withdraw, withdrawConsent),
    'consent.getReceipts': answer(consent.getReceipts, getReceipts),
    'agreements.get': answer(agreements.get, getSessionAgreement),
    'agreements.choose': answer(agreements.choose, chooseAgreement),
    'templates.list': answer(templates.list, (unlocked) => listTemplates(unlocked)),
    'templates.get': answer(templates.get, getTemplate),
    'templates.save': answer(templates.save, saveTemplate),
    'templates.preview': answer(templates.preview, previewTemplate),
    'consent.exportReceipt': answer(consent.exportReceipt, exportReceipt),
    'microphone.beginCheck': answer(microphone.beginCheck, (unlocked, sources) => {
      unlocked.capture.armForCheck(sources);
      return null;
    }),
    'recordings.start': answer(recordings.start, (unlocked, { sessionId }) => startRecording(unlocked, sessionId)),
    'recordings.throwAway': answer(recordings.throwAway, (unlocked, { recordingId }) =>
      throwAwayRecording(unlocked, recordingId),
    ),
    'recordings.delete': answer(recordings.delete, async (unlocked, { recordingId }) => {
      await deleteRecording(unlocked, recordingId);
      return null;
    }),
    'recordings.get': answer(recordings.get, (unlocked, { recordingId }) => getRecording(unlocked, recordingId)),
    'recordings.noteListening': answer(recordings.noteListening, async (unlocked, listening) => {
      await noteListening(unlocked, listening);
      return null;
    }),
    'recordings.listRecovered': answer(recordings.listRecovered, (unlocked) => listRecovered(unlocked)),
    'recordings.keepRecovered': answer(recordings.keepRecovered, async (unlocked, { recordingId }) => {
      await keepRecovered(unlocked, recordingId);
      return null;
    }),
    'recordings.waveform': answer(recordings.waveform, drawWaveform),
    'recordings.answer': answer(recordings.answer, answerSecondAsking),
    'recordings.erasePassage': answer(recordings.erasePassage, erasePassage),
    'deletions.list': answer(deletions.list, (unlocked) => listDeletions(unlocked)),
    'deletions.undo': answer(deletions.undo, undoDeletion),
    'notes.get': answer(notes.get, (unlocked, { sessionId }) => getNotes(unlocked, sessionId)),
    'notes.begin': answer(notes.begin, (unlocked, { sessionId }) => beginNotes(unlocked, sessionId)),
    'notes.save': answer(notes.save, saveNotes),
    'notes.getEarlier': answer(notes.getEarlier, getEarlierNotes),
    'jurisdiction.get': answer(jurisdiction.get, (unlocked, { sessionId }) => getJurisdiction(unlocked, sessionId)),
    'jurisdiction.place': answer(jurisdiction.place, placeSession),
    'jurisdiction.confirmDuty': answer(jurisdiction.confirmDuty, confirmDuty),
    'people.list': answer(people.list, (unlocked, { query }) => listPeople(unlocked, query)),
    'people.get': answer(people.get, (unlocked, { personId }) => getPerson(unlocked, personId)),
    'people.setName': answer(people.setName, namePerson),
    'people.getText': answer(people.getText, (unlocked, { textHash }) => getAgreedText(unlocked, textHash)),
    'due.list': answer(due.list, (unlocked) => listDue(unlocked)),
    'retention.list': answer(retention.list, (unlocked) => listRetention(unlocked)),
    'retention.ofSession': answer(retention.ofSession, (unlocked, { sessionId }) =>
      getSessionRetention(unlocked, sessionId),
    ),
    'retention.classify': answer(retention.classify, async (unlocked, classed) => {
      await classItem(unlocked, classed);
      return null;
    }),
    'retention.markUsed': answer(retention.markUsed, async (unlocked, { recordingId }) => {
      await markUsed(unlocked, recordingId);
      return null;
    }),
    'retention.hold': answer(retention.hold, async (unlocked, hold) => {
      await placeHold(unlocked, hold);
      return null;
    }),
    'retention.liftHold': answer(retention.liftHold, async (unlocked, subject) => {
      await liftHold(unlocked, subject);
      return null;
    }),
    'retention.destroy': answer(retention.destroy, async (unlocked, { recordingIds }) => {
      await destroyDue(unlocked, recordingIds);
      return null;
    }),
    'certificates.get': answer(certificates.get, (unlocked, { recordingId }) => getCertificate(unlocked, recordingId)),
    'certificates.export': answer(certificates.export, exportCertificate),
    'ways.list': answer(ways.list, (unlocked) => listWays(unlocked)),
    'ways.rename': answer(ways.rename, renameWay),
    'ways.exportSlots': answer(ways.exportSlots, (unlocked) => exportSlots(unlocked)),
    'log.list': answer(log.list, listLog),
    'log.seeRollback': answer(log.seeRollback, async (unlocked) => {
      await seeRollback(unlocked);
      return null;
    }),
    'log.beginExport': answer(log.beginExport, beginLogExport),
    'log.exportPart': answer(log.exportPart, exportLogPart),
    'check.begin': answer(check.begin, (unlocked, { isResumed }) => unlocked.check.begin(isResumed)),
    'check.stop': answer(check.stop, (unlocked) => unlocked.check.askToStop()),
    'check.get': answer(check.get, (unlocked) => unlocked.check.state),
    'copy.stop': answer(copy.stop, (unlocked) => unlocked.copy.askToStop()),
    'copy.get': answer(copy.get, (unlocked) => unlocked.copy.state),
    'copies.list': answer(copies.list, (unlocked) => connectedCopies(unlocked)),
    'copies.finish': answer(copies.finish, (unlocked, { copyId }) => finishInCopy(unlocked, copyId)),
    'settings.get': answer(settings.get, (unlocked) => getSettings(unlocked)),
    'settings.set': answer(settings.set, setSettings),
  }),
);
