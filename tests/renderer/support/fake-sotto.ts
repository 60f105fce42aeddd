import type { SottoApi } from '../../../contract/api.ts';
import type { AppState } from '../../../contract/app-state.ts';
import type { GateReason } from '../../../contract/consent.ts';
import type { ErrorCode } from '../../../contract/error-codes.ts';
import { settingsSchema, type EventName, type EventPayload, type Settings } from '../../../contract/methods.ts';
import type { Notes } from '../../../contract/notes.ts';
import { noPolicy } from '../../../contract/policy.ts';
import type { RecordingStatus } from '../../../contract/recording.ts';
import { personIdSchema, recordingIdSchema, sessionIdSchema, type RecordingId } from '../../../contract/ids.ts';
import type { SessionDetail } from '../../../contract/session.ts';
import type { PassphraseReply } from '../../../contract/passphrase-messages.ts';
import type { RetentionLists } from '../../../contract/retention.ts';
import type { Result } from '../../../contract/sotto-error.ts';
import { agreement, fixedNowMs, participantOf, recordingIdOf, sessionOf, statusOf } from './fake-data.ts';
import { FakeAgreements } from './fake-agreements.ts';
import { confirmedIn } from './fake-reconfirmation.ts';
import { FakeDeletions } from './fake-deletions.ts';
import { FakeJurisdiction } from './fake-jurisdiction.ts';
import { FakeCheck } from './fake-check.ts';
import { FakeCopies } from './fake-copies.ts';
import { FakeCopy } from './fake-copy.ts';
import { FakeLog } from './fake-log.ts';
import { FakeNotes } from './fake-notes.ts';
import { FakePeople } from './fake-people.ts';
import { FakeRetention, nothingKept } from './fake-retention.ts';
import { FakeRecovered } from './fake-recovered.ts';
import { FakeWays } from './fake-ways.ts';
import { withdrawalReceipt, withdrawnIn } from './fake-withdrawal.ts';

type Listeners = { [E in EventName]: Set<(payload: EventPayload<E>) => void> };

export interface FakeSotto {
  readonly api: SottoApi;
  /** What was called, as `group.call`, in order. */
  readonly calls: string[];
  /** What was withdrawn, as the page put it. */
  readonly withdrawals: unknown[];
  /** As they were sent. */
  readonly rescues: unknown[];
  /** The sessions it holds, newest first; change it to script a state. */
  readonly sessions: SessionDetail[];
  readonly emit: <E extends EventName>(event: E, payload: EventPayload<E>) => void;
  /** Makes a call answer with this error until told otherwise (null). */
  readonly fail: (call: string, code: ErrorCode | null) => void;
  readonly setState: (more: Partial<AppState>) => void;
  /** From now on a recording that is started says nothing of itself until it is told to (`setStatus`). */
  readonly startsSilently: () => void;
  readonly log: FakeLog;
  readonly check: FakeCheck;
  readonly copy: FakeCopy;
  readonly copies: FakeCopies;
  readonly notes: FakeNotes;
  readonly retention: FakeRetention;
  readonly newestRecording: () => RecordingId;
  readonly setStatus: (more: Partial<RecordingStatus>) => void;
}

interface FakeOptions {
  readonly retention?: Partial<RetentionLists>;
  readonly state?: Partial<AppState>;
  readonly sessions?: readonly SessionDetail[];
  readonly passphrase?: string;
  /** By session. */
  readonly notes?: Readonly<Record<string, Notes>>;
  /** Replies to the passphrase only when told so by `emit('appState', …)`: shows the progress. */
  readonly holdsPassphrase?: boolean;
  /** What somebody wants destroyed waits for its hold to be lifted. */
  readonly isHeld?: boolean;
  /** So many more wait for the second asking than one answer names. */
  readonly unlistedDue?: number;
  /** As many as one answer names. */
  readonly listedDue?: number;
}

/** As the vault's gate: in tests of the page only its sentences matter. */
function gateOf(session: SessionDetail): GateReason[] {
  if (session.participants.length === 0) return [{ code: 'no-participants' }];
  return session.participants.flatMap(({ personId, consent }): GateReason[] => {
    if (consent.state === 'granted') return [];
    return [{ code: consent.state === 'refused' ? 'consent-refused' : 'consent-missing', personId }];
  });
}

/** An in-memory `window.sotto`: enough of a vault to walk through every view. */
export function createFakeSotto(options: FakeOptions = {}): FakeSotto {
  let state: AppState = {
    phase: 'unlocked',
    vaultFolder: '/home/therapist/.local/share/Sotto/vault',
    vaultPlace: 'plain',
    policy: noPolicy,
    problem: null,
    tryAgainInMs: 0,
    hasNewKeys: false,
    notices: [],
    recording: null,
    ...options.state,
  };
  let settings: Settings = {
    bitrateBps: 48_000,
    microphone: null,
    lockAfterMinutes: 5,
    lockWhenHidden: false,
    startStopSound: false,
    warningSound: false,
    recordingSign: false,
    computerSound: null,
    echoCancellation: false,
  };
  let passphrase = options.passphrase ?? null;
  let nextId = 500;
  let isSilent = false;
  const sessions = [...(options.sessions ?? [])];
  const deletions = new FakeDeletions();
  const notes = new FakeNotes(options.notes);
  const agreements = new FakeAgreements();
  const jurisdiction = new FakeJurisdiction(sessions);
  const people = new FakePeople(sessions, options.unlistedDue ?? 0, options.listedDue ?? Infinity);
  const fakeLog = new FakeLog();
  const fakeCheck = new FakeCheck();
  const fakeCopy = new FakeCopy();
  const fakeCopies = new FakeCopies();
  const recovered = new FakeRecovered(sessions);
  const ways = new FakeWays(passphrase);
  const retention = new FakeRetention({ ...nothingKept, ...options.retention });
  const calls: string[] = [];
  const withdrawals: unknown[] = [];
  const rescues: unknown[] = [];
  const failures = new Map<string, ErrorCode>();
  const listeners: Listeners = {
    appState: new Set(),
    recordingStatus: new Set(),
    microphoneCheck: new Set(),
    aboutToLock: new Set(),
  };

  const emit: FakeSotto['emit'] = (event, payload) => {
    for (const listener of listeners[event]) listener(payload);
  };
  const setState: FakeSotto['setState'] = (more) => {
    state = { ...state, ...more };
    emit('appState', state);
  };
  const setStatus: FakeSotto['setStatus'] = (more) => {
    const status = { ...(state.recording ?? statusOf()), ...more };
    state = { ...state, recording: status.phase === 'ended' || status.phase === 'failed' ? null : status };
    emit('recordingStatus', status);
  };

  function answer<Value>(call: string, make: () => Value): Promise<Result<Value>> {
    calls.push(call);
    const code = failures.get(call);
    if (code !== undefined) return Promise.resolve({ ok: false, error: { code, details: {} } });
    return Promise.resolve({ ok: true, value: make() });
  }
  function findWhere(isWanted: (session: SessionDetail) => boolean): SessionDetail {
    const session = sessions.find(isWanted);
    if (session === undefined) throw new Error('the fake holds no such session');
    return session;
  }
  const find = (sessionId: string) => findWhere(({ id }) => id === sessionId);
  function change(sessionId: string, make: (session: SessionDetail) => Partial<SessionDetail>): SessionDetail {
    const before = find(sessionId);
    const merged = { ...before, ...make(before) };
    const after = { ...merged, gateReasons: [...gateOf(merged), ...jurisdiction.reasons(merged.id)] };
    sessions.splice(sessions.indexOf(before), 1, after);
    return after;
  }
  function endRecording(isKept: boolean): null {
    const status = state.recording;
    if (status === null) return null;
    const { recordingId, sessionId, elapsedMs } = status;
    change(sessionId, (session) => ({
      recordings: isKept
        ? session.recordings.map((one) =>
            one.id === recordingId ? { ...one, state: 'complete', durationMs: elapsedMs } : one,
          )
        : session.recordings.filter((one) => one.id !== recordingId),
      secondAskings: isKept
        ? [
            ...session.secondAskings,
            ...session.participants.map(({ personId, code }) => ({ recordingId, personId, code, answer: null })),
          ]
        : session.secondAskings,
    }));
    setStatus({ phase: 'ended' });
    return null;
  }

  const api: SottoApi = {
    app: {
      getState: () => answer('app.getState', () => state),
      about: () =>
        answer('app.about', () => ({ sotto: '0.1.0', electron: '45.4.1', chromium: '150.0.1', node: '24.21.0' })),
      pickSlotsCopy: () => answer('app.pickSlotsCopy', () => ({ slots: '00' })),
      chooseNewVaultFolder: () =>
        answer('app.chooseNewVaultFolder', () => {
          setState({ phase: 'no-vault', vaultFolder: '/media/stick/vault', problem: null });
          return state;
        }),
      openExistingVault: () =>
        answer('app.openExistingVault', () => {
          setState({ phase: 'locked', vaultFolder: '/media/stick/practice', problem: null });
          return state;
        }),
      lookAgain: () => answer('app.lookAgain', () => state),
      lock: () =>
        answer('app.lock', () => {
          setState({ phase: 'locked' });
          return null;
        }),
    },
    sessions: {
      list: ({ query }) =>
        answer('sessions.list', () =>
          sessions
            .map(({ id, createdAtMs, participants, recordings, hasNotes }) => ({
              id,
              createdAtMs,
              recordings,
              hasNotes,
              codes: participants.map(({ code }) => code),
            }))
            .filter(({ codes }) => query === '' || codes.some((code) => code.includes(query))),
        ),
      create: () =>
        answer('sessions.create', () => {
          const session = sessionOf(nextId++, { createdAtMs: fixedNowMs, gateReasons: [{ code: 'no-participants' }] });
          sessions.unshift(session);
          return session;
        }),
      get: ({ sessionId }) => answer('sessions.get', () => find(sessionId)),
      addParticipant: ({ sessionId, code, role, capacity, decision, forPersonIds, presence, place }) =>
        answer('sessions.addParticipant', () =>
          change(sessionId, ({ participants }) => ({
            participants: [
              ...participants,
              participantOf(nextId++, code, {
                role,
                capacity,
                decision,
                forPersonIds: forPersonIds.map((id) => personIdSchema.parse(id)),
                presence,
                place,
              }),
            ],
          })),
        ),
      delete: (input) =>
        answer('sessions.delete', () => {
          const id = sessionIdSchema.parse(input.sessionId);
          return deletions.request({ kind: 'session', id }, find(id));
        }),
      removeParticipant: ({ sessionId, personId }) =>
        answer('sessions.removeParticipant', () =>
          change(sessionId, ({ participants }) => ({
            participants: participants.filter((one) => one.personId !== personId),
          })),
        ),
    },
    consent: {
      getAgreement: () => answer('consent.getAgreement', () => agreement),
      addScanPart: () => answer('consent.addScanPart', () => null),
      beginSpoken: () => answer('consent.beginSpoken', () => ({ recordingId: recordingIdOf(900) })),
      discardSpoken: () => answer('consent.discardSpoken', () => null),
      grant: ({ sessionId, personId, purposes, signature, witness, language }) =>
        answer('consent.grant', () =>
          change(sessionId, ({ participants }) => ({
            participants: participants.map((one) =>
              one.personId === personId
                ? {
                    ...one,
                    consent: {
                      state: 'granted',
                      atMs: fixedNowMs,
                      purposes,
                      textHash: agreement.textHash,
                      language,
                      method: signature.kind,
                      isWitnessed: (witness ?? null) !== null,
                      paper: signature.kind === 'scan' ? signature.paper : null,
                      spokenIn: signature.kind === 'spoken' ? recordingIdSchema.parse(signature.recordingId) : null,
                      validUntilMs: fixedNowMs + 86_400_000,
                    },
                  }
                : one,
            ),
          })),
        ),
      refuse: ({ sessionId, personId }) =>
        answer('consent.refuse', () =>
          change(sessionId, ({ participants }) => ({
            participants: participants.map((one) =>
              one.personId === personId ? { ...one, consent: { state: 'refused', atMs: fixedNowMs } } : one,
            ),
          })),
        ),
      reconfirm: ({ sessionId, personId }) =>
        answer('consent.reconfirm', () => change(sessionId, (session) => confirmedIn(session, personId))),
      getReceipts: () => answer('consent.getReceipts', () => [withdrawalReceipt]),
      exportReceipt: () => answer('consent.exportReceipt', () => withdrawalReceipt),
      saveReceipt: () => answer('consent.saveReceipt', () => ({ outcome: 'saved' as const })),
      withdraw: (input) => {
        withdrawals.push(input.withdrawal);
        return answer('consent.withdraw', () => {
          change(input.sessionId, (session) =>
            withdrawnIn(session, personIdSchema.parse(input.personId), input.withdrawal),
          );
          return { outcome: options.isHeld === true ? 'waits-for-hold' : 'done' };
        });
      },
    },
    agreements: agreements.api(answer, (sessionId) => change(sessionId, () => ({}))),
    templates: agreements.templates(answer),
    microphone: {
      beginCheck: () => answer('microphone.beginCheck', () => null),
      endCheck: () => answer('microphone.endCheck', () => null),
      playTest: () => answer('microphone.playTest', () => null),
      dropTest: () => answer('microphone.dropTest', () => null),
    },
    recordings: {
      start: (input) =>
        answer('recordings.start', () => {
          const sessionId = sessionIdSchema.parse(input.sessionId);
          const recordingId = recordingIdOf(nextId++);
          change(sessionId, ({ recordings }) => ({
            recordings: [
              ...recordings,
              {
                id: recordingId,
                sessionId,
                state: 'recording',
                beganAtMs: fixedNowMs,
                durationMs: 0,
                bitrateBps: settings.bitrateBps,
                lostMs: null,
              },
            ],
          }));
          if (!isSilent) setStatus({ recordingId, sessionId, phase: 'recording', elapsedMs: 0, savedMs: 0 });
          return { outcome: 'started', recordingId };
        }),
      pause: () => answer('recordings.pause', () => (setStatus({ phase: 'paused' }), null)),
      resume: () => answer('recordings.resume', () => (setStatus({ phase: 'recording' }), null)),
      readiness: () => answer('recordings.readiness', () => ({ freeBytes: 72_000_000, isOnBattery: false })),
      stop: () => answer('recordings.stop', () => endRecording(true)),
      keepElsewhere: () => answer('recordings.keepElsewhere', () => ({ outcome: 'kept' })),
      bookmark: () => answer('recordings.bookmark', () => (setStatus({ bookmarkCount: 1 }), null)),
      throwAway: () => answer('recordings.throwAway', () => (endRecording(false), { outcome: 'deleting' })),
      delete: (input) =>
        answer('recordings.delete', () => {
          const id = recordingIdSchema.parse(input.recordingId);
          const isItsSession = ({ recordings }: SessionDetail) => recordings.some((recording) => recording.id === id);
          return deletions.request({ kind: 'recording', id }, findWhere(isItsSession));
        }),
      get: ({ recordingId }) =>
        answer('recordings.get', () => {
          const found = sessions.flatMap(({ recordings }) => recordings).find(({ id }) => id === recordingId);
          if (found === undefined) throw new Error('the fake holds no such recording');
          return found;
        }),
      noteListening: () => answer('recordings.noteListening', () => null),
      listRecovered: () => answer('recordings.listRecovered', () => recovered.list(deletions.pendingIds)),
      keepRecovered: ({ recordingId }) => answer('recordings.keepRecovered', () => recovered.keep(recordingId)),
      waveform: ({ bars }) =>
        answer('recordings.waveform', () => ({
          durationMs: 2_892_000,
          bars: Array.from({ length: bars }, (_, index) =>
            Math.abs(Math.sin(index * 0.9) * Math.sin(index * 0.11) * Math.cos(index * 0.023)),
          ),
          gaps: [],
          bookmarksMs: [],
        })),
      answer: ({ recordingId, personId, answer: wish }) =>
        answer('recordings.answer', () => {
          const session = findWhere(({ recordings }) => recordings.some(({ id }) => id === recordingId));
          if (wish === 'destroy' && options.isHeld !== true) {
            change(session.id, ({ recordings, secondAskings }) => ({
              recordings: recordings.filter(({ id }) => id !== recordingId),
              secondAskings: secondAskings.filter((line) => line.recordingId !== recordingId),
            }));
            return { outcome: 'destroyed', atMs: fixedNowMs };
          }
          change(session.id, ({ secondAskings }) => ({
            secondAskings: secondAskings.map((line) =>
              line.recordingId === recordingId && line.personId === personId ? { ...line, answer: wish } : line,
            ),
          }));
          return { outcome: wish === 'destroy' ? 'held' : 'kept' };
        }),
      erasePassage: ({ recordingId, fromMs, toMs, wish }) =>
        answer('recordings.erasePassage', () => {
          const session = findWhere(({ recordings }) => recordings.some(({ id }) => id === recordingId));
          const passage = { fromMs: Math.max(0, fromMs - 80), toMs: toMs + 80 };
          change(session.id, ({ secondAskings, erasedPassages }) => ({
            erasedPassages: [
              ...erasedPassages,
              { ...passage, recordingId: recordingIdSchema.parse(recordingId), atMs: fixedNowMs },
            ],
            secondAskings: secondAskings.map((line) =>
              wish?.saidAs === 'second-answer' && wish.personId === line.personId
                ? { ...line, answer: 'part-erased' }
                : line,
            ),
          }));
          return { outcome: 'erased', ...passage };
        }),
    },
    deletions: deletions.api(answer),
    notes: notes.api(answer, (sessionId) => change(sessionId, () => ({ hasNotes: true }))),
    jurisdiction: jurisdiction.api(answer, (sessionId) => change(sessionId, () => ({}))),
    people: people.people(answer),
    due: people.due(answer),
    log: fakeLog.api(answer),
    check: fakeCheck.api(answer),
    copy: fakeCopy.api(answer),
    copies: fakeCopies.api(answer),
    settings: {
      get: () => answer('settings.get', () => settings),
      set: (wanted) => answer('settings.set', () => (settings = settingsSchema.parse(wanted))),
    },
    retention: retention.api(answer),
    certificates: retention.certificates(answer),
    on: (event, listener) => {
      listeners[event].add(listener);
      return () => void listeners[event].delete(listener);
    },
    ways: {
      list: () => answer('ways.list', () => ways.list()),
      rename: ({ slotId, name }) => answer('ways.rename', () => ways.rename(slotId, name)),
      exportSlots: () => answer('ways.exportSlots', () => ({ slots: '00' })),
      saveSlots: () => answer('ways.saveSlots', () => ({ outcome: 'saved' as const })),
    },
    passphrase: {
      send: (request, onReply) => {
        const { kind } = request;
        const entered = kind === 'create' || kind === 'unlock' ? request.passphrase : '';
        calls.push(`passphrase.${kind}`);
        if (kind === 'rescue') rescues.push(request);
        onReply({ kind: 'deriving', expectedMs: 1000 });
        const refusal = failures.get(`passphrase.${kind}`);
        const reply: PassphraseReply | null =
          refusal === undefined ? ways.answer(request) : { kind: 'failed', error: { code: refusal, details: {} } };
        if (reply !== null) {
          queueMicrotask(() => {
            onReply(reply);
            if (reply.kind === 'opened') setState({ phase: 'unlocked' });
          });
          return;
        }
        if (options.holdsPassphrase === true) return;
        queueMicrotask(() => {
          if (kind === 'unlock' && passphrase !== null && entered !== passphrase) {
            onReply({ kind: 'failed', error: { code: 'vault/unlock-failed', details: {} } });
            return;
          }
          passphrase = entered;
          onReply({ kind: 'opened' });
          setState({ phase: 'unlocked' });
        });
      },
    },
  };
  return {
    api,
    log: fakeLog,
    check: fakeCheck,
    copy: fakeCopy,
    copies: fakeCopies,
    calls,
    withdrawals,
    rescues,
    sessions,
    emit,
    setState,
    setStatus,
    startsSilently: () => (isSilent = true),
    notes,
    retention,
    newestRecording: () => recordingIdOf(nextId - 1),
    fail: (call, code) => {
      if (code === null) failures.delete(call);
      else failures.set(call, code);
    },
  };
}

/** Puts the fake where the page looks for it. */
export function installFakeSotto(fake: FakeSotto): void {
  Object.defineProperty(window, 'sotto', { value: fake.api, configurable: true });
}
