import { fromCaptureSchema } from '../../contract/capture-messages.ts';
import type { RecordingStatus } from '../../contract/recording.ts';
import type { Port } from './port.ts';

/** What a recorder goes on with in the place of one that is gone. */
export interface TakenOver extends Pick<RecordingStatus, 'elapsedMs' | 'missingMs' | 'bookmarkCount' | 'pausedBy'> {
  /** Time of the recording, after `elapsedMs`, in which there was neither page nor recorder to hear anything. */
  readonly unheardMs: number;
  /** Whether a page goes on that was at work for the recorder before. */
  readonly hasPage: boolean;
}

/** The port of a page that goes on, whose first word has been heard: what it says meanwhile waits for the listener. */
export interface ContinuedPage {
  readonly port: Port;
  readonly nextSequence: number;
  /** Packets of the recording that are on the disk before the page's next one; null when the page has heard of none. */
  readonly position: number | null;
}

/**
 * Waits for the first word of a capture page that had another recorder before. Null when it closes, or says something
 * else first.
 */
export function hearContinue(port: Port): Promise<ContinuedPage | null> {
  return new Promise((resolve) => {
    let listener: ((message: unknown, ports: readonly Port[]) => void) | null = null;
    let closeListener: (() => void) | null = null;
    let isClosed = false;
    const waiting: unknown[] = [];
    const queued: Port = {
      post: (message) => port.post(message),
      onMessage: (wanted) => {
        listener = wanted;
        for (const message of waiting.splice(0)) wanted(message, []);
      },
      onClose: (wanted) => {
        closeListener = wanted;
        if (isClosed) wanted();
      },
    };
    let isBegun = false;
    port.onClose(() => {
      isClosed = true;
      closeListener?.();
      resolve(null);
    });
    port.onMessage((message) => {
      if (isBegun) {
        if (listener === null) waiting.push(message);
        else listener(message, []);
        return;
      }
      isBegun = true;
      const { data } = fromCaptureSchema.safeParse(message);
      if (data?.kind !== 'continue') resolve(null);
      else resolve({ port: queued, nextSequence: data.sequence, position: data.position });
    });
  });
}
