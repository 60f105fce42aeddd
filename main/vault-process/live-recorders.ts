import type { RecordingId } from '../../contract/ids.ts';
import {
  fromRecorderSchema,
  type FromRecorder,
  type RecorderOrder,
  type RecorderRole,
  type SegmentProgress,
} from '../../contract/recorder-messages.ts';
import type { TakeKind } from '../../contract/recording.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { Recorders } from '../use-cases/unlocked.ts';
import { onParsed, type Port } from './port.ts';

export interface RecorderEvents {
  /** Asks main for a recorder; `attach` or `refuse` answers. */
  readonly requestStart: (recordingId: RecordingId, takeKind: TakeKind, role: RecorderRole) => void;
  /** Asks main to end one; `exited` answers. */
  readonly requestEnd: (recordingId: RecordingId) => void;
  /** A recorder says how far its segment has come. */
  readonly onProgress: (progress: SegmentProgress) => void;
}

interface Waiting {
  readonly order: RecorderOrder;
  readonly resolve: () => void;
  readonly reject: (error: SottoError) => void;
}

/** The recorder processes that live now, those included that outlived the last vault process. */
export class LiveRecorders implements Recorders {
  readonly #events: RecorderEvents;
  readonly #living = new Set<RecordingId>();
  /** One of each role may wait for its order. */
  readonly #beginning: Readonly<Record<RecorderRole, Map<RecordingId, Waiting>>> = {
    active: new Map(),
    standby: new Map(),
  };
  readonly #ending = new Map<RecordingId, (() => void)[]>();

  constructor(events: RecorderEvents) {
    this.#events = events;
  }

  readonly current = (): RecordingId | null => this.#living.values().next().value ?? null;

  readonly begin = (order: RecorderOrder): Promise<void> =>
    new Promise((resolve, reject) => {
      this.#living.add(order.recordingId);
      this.#beginning[order.role].set(order.recordingId, { order, resolve, reject });
      this.#events.requestStart(order.recordingId, order.takeKind, order.role);
    });

  readonly end = (recordingId: RecordingId): Promise<void> =>
    new Promise((resolve) => {
      if (!this.#living.has(recordingId)) {
        resolve();
        return;
      }
      this.#ending.set(recordingId, [...(this.#ending.get(recordingId) ?? []), resolve]);
      this.#events.requestEnd(recordingId);
    });

  /** Counts a recording as running before its port has come: somebody holds its lock. */
  adopt(recordingId: RecordingId): void {
    this.#living.add(recordingId);
  }

  /** A port to a recorder: one that is waiting for its order, or one that has long been at work. */
  attach(recordingId: RecordingId, role: RecorderRole, port: Port): void {
    this.#living.add(recordingId);
    let isGreeted = false;
    onParsed(port, fromRecorderSchema, (message) => {
      if (message.kind !== 'ready') this.#hear(recordingId, role, message);
      else if (!isGreeted) this.#greet(recordingId, role, port);
      isGreeted ||= message.kind === 'ready';
    });
  }

  /** Main could not start a recorder for it. */
  refuse(recordingId: RecordingId): void {
    this.exited(recordingId);
  }

  /** The recorder's process has gone. */
  exited(recordingId: RecordingId): void {
    this.#living.delete(recordingId);
    for (const role of ['active', 'standby'] as const) {
      this.#settleBeginning(recordingId, role, new SottoError('capture/recorder-gone'));
    }
    for (const resolve of this.#ending.get(recordingId) ?? []) resolve();
    this.#ending.delete(recordingId);
  }

  /** The order to a recorder that waits for one; its key is in no memory of ours afterwards. */
  #greet(recordingId: RecordingId, role: RecorderRole, port: Port): void {
    const waiting = this.#beginning[role].get(recordingId);
    port.post(waiting === undefined ? { kind: 'describe' } : waiting.order);
    waiting?.order.segmentKey.fill(0);
  }

  #hear(recordingId: RecordingId, role: RecorderRole, message: Exclude<FromRecorder, { kind: 'ready' }>): void {
    switch (message.kind) {
      case 'began':
        this.#events.onProgress(message.progress);
        this.#settleBeginning(recordingId, role, null);
        break;
      case 'standing-by':
        this.#settleBeginning(recordingId, role, null);
        break;
      case 'progress':
      case 'finished':
        this.#events.onProgress(message.progress);
        break;
      case 'failed':
        if (message.progress !== null) this.#events.onProgress(message.progress);
        this.#settleBeginning(recordingId, role, new SottoError(message.error));
        break;
      case 'status':
      case 'capture-wanted':
      case 'hindered':
        break;
    }
  }

  #settleBeginning(recordingId: RecordingId, role: RecorderRole, error: SottoError | null): void {
    const waiting = this.#beginning[role].get(recordingId);
    this.#beginning[role].delete(recordingId);
    if (error === null) waiting?.resolve();
    else waiting?.reject(error);
  }
}
