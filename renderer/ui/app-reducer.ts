import type { AppState, OpeningNotice } from '../../contract/app-state.ts';
import type { PendingDeletion } from '../../contract/deletion.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import type { RecordingId, SessionId } from '../../contract/ids.ts';
import type { RecordingStatus } from '../../contract/recording.ts';
import type { Place } from './place.ts';

/** What the whole page knows; views load the rest themselves and forget it when they go. */
export interface PageState {
  readonly app: AppState | null;
  /** The running recording, or null. */
  readonly status: RecordingStatus | null;
  /** A recording that was begun on this page and of which nothing has been heard yet. */
  readonly starting: { readonly recordingId: RecordingId; readonly sessionId: SessionId } | null;
  readonly place: Place;
  /** First run stays on screen after the vault has opened, until its last step is left. */
  readonly isSettingUp: boolean;
  /** The words of a sheet are being entered, or have opened the vault and a new passphrase is asked for. */
  readonly isOpeningBySheet: boolean;
  /** Stop was pressed on this page, so the second asking follows wherever the person is. */
  readonly isStopping: boolean;
  readonly isThrowingAway: boolean;
  readonly notices: readonly OpeningNotice[];
  /** What can still be undone; changes as well when one of them has been carried out. */
  readonly deletions: readonly PendingDeletion[];
  /** Counts the deletions asked for on this page, so that the list is loaded anew. */
  readonly deletionRound: number;
  /** Counts the second askings answered on this page, so that what is due is loaded anew. */
  readonly answerRound: number;
  /** Recovered takes that a screen reader was told of since the unlock. */
  readonly toldRecovered: readonly RecordingId[];
  /** Why the last recording ended before it was stopped. */
  readonly failure: {
    readonly recordingId: RecordingId;
    readonly code: ErrorCode;
    readonly isDismissed: boolean;
  } | null;
}

export type PageAction =
  | { readonly type: 'app-state'; readonly app: AppState }
  | { readonly type: 'recording-status'; readonly status: RecordingStatus }
  | { readonly type: 'go'; readonly place: Place }
  | {
      readonly type: 'recording-begun';
      readonly recordingId: RecordingId;
      readonly sessionId: SessionId;
      /** The sign was chosen to fill the window from the start. */
      readonly showsSign: boolean;
    }
  | { readonly type: 'set-up-done' }
  | { readonly type: 'sheet-entry'; readonly isOpen: boolean }
  | { readonly type: 'stop-begun' }
  | { readonly type: 'stop-refused' }
  | { readonly type: 'throw-away-begun' }
  | { readonly type: 'throw-away-ended'; readonly isDeleting: boolean; readonly sessionId: SessionId }
  | { readonly type: 'deletions-changed' }
  | { readonly type: 'deletions-known'; readonly deletions: readonly PendingDeletion[] }
  | { readonly type: 'recovered-told'; readonly recordingIds: readonly RecordingId[] }
  | { readonly type: 'second-asking-answered' }
  | { readonly type: 'notices-dismissed' }
  | { readonly type: 'rollback-seen' }
  | { readonly type: 'failure-dismissed' };

export const initialPageState: PageState = {
  app: null,
  status: null,
  starting: null,
  place: { name: 'sessions' },
  isSettingUp: false,
  isOpeningBySheet: false,
  isStopping: false,
  isThrowingAway: false,
  notices: [],
  deletions: [],
  deletionRound: 0,
  answerRound: 0,
  toldRecovered: [],
  failure: null,
};

function isOver(status: RecordingStatus | null): boolean {
  return status === null || status.phase === 'ended' || status.phase === 'failed';
}

function failureOf(state: PageState, status: RecordingStatus | null): PageState['failure'] {
  if (status?.phase !== 'failed' || state.failure?.recordingId === status.recordingId) return state.failure;
  return { recordingId: status.recordingId, code: status.error ?? 'internal/unexpected', isDismissed: false };
}

/**
 * Takes in what is now known of the running recording of a session (how somebody agrees aloud is shown where they do), and moves on to the second asking when it has ended.
 */
function withStatus(state: PageState, newest: RecordingStatus | null): PageState {
  const status = newest?.takeKind === 'session' ? newest : null;
  const failure = failureOf(state, status);
  const starting = status?.recordingId === state.starting?.recordingId ? null : state.starting;
  if (!isOver(status)) return { ...state, status, starting, failure };
  const ended = state.status ?? (starting === null ? state.starting : null);
  // There is nothing for the sign to say any more.
  const place: Place = state.place.name === 'recording-sign' ? { name: 'recording' } : state.place;
  const next: PageState = { ...state, status: null, starting, failure, isStopping: false };
  if (ended === null) return next;
  if (state.isThrowingAway || state.app?.phase !== 'unlocked') return { ...next, place };
  if (place.name !== 'recording' && !state.isStopping) return next;
  // Nothing was heard, so there is nothing to ask about: back to where it can be started again.
  const hasHeard = state.status !== null && state.status.phase !== 'starting';
  if (status?.phase === 'failed' && !hasHeard) {
    return { ...next, place: { name: 'new-session', sessionId: ended.sessionId } };
  }
  return { ...next, place: { name: 'after', sessionId: ended.sessionId, recordingId: ended.recordingId } };
}

function withAppState(state: PageState, app: AppState): PageState {
  const isOpening = app.phase === 'unlocked' && state.app?.phase !== 'unlocked';
  const shown: PageState = {
    ...state,
    app,
    isSettingUp: app.phase === 'no-vault' || (state.isSettingUp && app.phase === 'unlocked'),
    notices: isOpening ? app.notices : state.notices,
  };
  if (app.phase === 'unlocked') return withStatus(shown, app.recording);
  // Nothing of an open vault stays on a page that is locked.
  return withStatus(
    {
      ...shown,
      isOpeningBySheet: state.isOpeningBySheet && state.app?.phase === 'locked' && app.phase === 'locked',
      place: { name: 'sessions' },
      starting: null,
      notices: [],
      deletions: [],
      toldRecovered: [],
      isStopping: false,
      isThrowingAway: false,
    },
    app.recording,
  );
}

export function reducePage(state: PageState, action: PageAction): PageState {
  switch (action.type) {
    case 'app-state':
      return withAppState(state, action.app);
    case 'recording-status':
      return action.status.takeKind === 'session' ? withStatus(state, action.status) : state;
    case 'go':
      return { ...state, place: action.place };
    case 'recording-begun': {
      const { recordingId, sessionId, showsSign } = action;
      // It may have failed before the answer that it was begun.
      if (state.failure?.recordingId === recordingId) return state;
      const isKnown = state.status?.recordingId === recordingId;
      const place: Place = { name: showsSign ? 'recording-sign' : 'recording' };
      return { ...state, place, starting: isKnown ? null : { recordingId, sessionId } };
    }
    case 'set-up-done':
      return { ...state, isSettingUp: false, place: { name: 'sessions' } };
    case 'sheet-entry':
      return { ...state, isOpeningBySheet: action.isOpen };
    case 'stop-begun':
      return { ...state, isStopping: true };
    case 'stop-refused':
      return { ...state, isStopping: false };
    case 'throw-away-begun':
      return { ...state, isThrowingAway: true };
    case 'throw-away-ended': {
      const isLeaving = action.isDeleting && state.place.name === 'recording';
      const place: Place = { name: 'new-session', sessionId: action.sessionId };
      const deletionRound = state.deletionRound + (action.isDeleting ? 1 : 0);
      return { ...state, isThrowingAway: false, deletionRound, place: isLeaving ? place : state.place };
    }
    case 'deletions-changed':
      return { ...state, deletionRound: state.deletionRound + 1 };
    case 'deletions-known':
      return { ...state, deletions: action.deletions };
    case 'recovered-told':
      return { ...state, toldRecovered: [...state.toldRecovered, ...action.recordingIds] };
    case 'second-asking-answered':
      return { ...state, answerRound: state.answerRound + 1 };
    case 'notices-dismissed':
      return { ...state, notices: state.notices.filter((notice) => notice === 'possible-rollback') };
    case 'rollback-seen':
      return { ...state, notices: state.notices.filter((notice) => notice !== 'possible-rollback') };
    case 'failure-dismissed':
      return { ...state, failure: state.failure === null ? null : { ...state.failure, isDismissed: true } };
  }
}
