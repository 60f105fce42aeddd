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
  wasGiven: boolean;
  readonly resolve: () => void;
  readonly reject: (error: SottoError) => void;
}

/** The recorder processes that live now, those included that outlived the last vault process. */
export class LiveRecorders implements Recorders {
  readonly #events: RecorderEvents;
  readonly #living = new Set<RecordingId>();
  /** Orders that wait for a recorder, or for its word that it has begun. */
  readonly #beginning = new Set<Waiting>();
  readonly #ending = new Map<RecordingId, (() => void)[]>();

  constructor(events: RecorderEvents) {
    this.#events = events;
  }

  readonly current = (): RecordingId | null => this.#living.values().next().value ?? null;

  readonly begin = (order: RecorderOrder): Promise<void> =>
    new Promise((resolve, reject) => {
      this.#living.add(order.recordingId);
      this.#beginning.add({ order, wasGiven: false, resolve, reject });
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
    let order: Waiting | null = null;
    onParsed(port, fromRecorderSchema, (message) => {
      if (message.kind !== 'ready') {
        this.#hear(order, message);
        return;
      }
      if (isGreeted) return;
      isGreeted = true;
      order = this.#greet(recordingId, role, port);
    });
  }

  /** Main could not start a recorder for it. */
  refuse(recordingId: RecordingId): void {
    this.exited(recordingId);
  }

  /** The recorder's process has gone. */
  exited(recordingId: RecordingId): void {
    this.#living.delete(recordingId);
    for (const waiting of this.#beginning) {
      if (waiting.order.recordingId === recordingId) this.#settle(waiting, new SottoError('capture/recorder-gone'));
    }
    for (const resolve of this.#ending.get(recordingId) ?? []) resolve();
    this.#ending.delete(recordingId);
  }

  /** The order to a recorder that waits for one, if it does; its key is in no memory of ours afterwards. */
  #greet(recordingId: RecordingId, role: RecorderRole, port: Port): Waiting | null {
    const isMeant = ({ order, wasGiven }: Waiting): boolean =>
      !wasGiven && order.recordingId === recordingId && order.role === role;
    const waiting = [...this.#beginning].find(isMeant) ?? null;
    if (waiting === null) {
      port.post({ kind: 'describe' });
      return null;
    }
    waiting.wasGiven = true;
    port.post(waiting.order);
    waiting.order.segmentKey.fill(0);
    return waiting;
  }

  #hear(waiting: Waiting | null, message: Exclude<FromRecorder, { kind: 'ready' }>): void {
    switch (message.kind) {
      case 'began':
        this.#events.onProgress(message.progress);
        this.#settle(waiting, null);
        break;
      case 'standing-by':
        this.#settle(waiting, null);
        break;
      case 'progress':
      case 'finished':
        this.#events.onProgress(message.progress);
        break;
      case 'failed':
        if (message.progress !== null) this.#events.onProgress(message.progress);
        this.#settle(waiting, new SottoError(message.error));
        break;
      case 'status':
      case 'capture-wanted':
      case 'capture-unwanted':
      case 'hindered':
        break;
    }
  }

  /** Once; what comes later of the same recorder changes nothing. */
  #settle(waiting: Waiting | null, error: SottoError | null): void {
    if (waiting === null || !this.#beginning.delete(waiting)) return;
    // Of an order that no recorder came for.
    waiting.order.segmentKey.fill(0);
    if (error === null) waiting.resolve();
    else waiting.reject(error);
  }
}
