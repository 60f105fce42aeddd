import { fromCaptureSchema, type CaptureOrder } from '../../contract/capture-messages.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import { microphoneCheckMs } from '../../contract/limits.ts';
import type { MicrophoneCheck as CheckState } from '../../contract/recording.ts';
import type { Capture, CaptureBroker } from './capture-broker.ts';
import type { OwnEnd } from './child.ts';
import type { BrokerLog } from './log.ts';

export interface MicrophoneCheckParts<Port> {
  readonly capture: CaptureBroker<Port>;
  /** A channel: the end that stays here and the port for the page. */
  readonly openChannel: () => { own: OwnEnd; port: Port };
  /** Calls `act` once after `delayMs`, unless the returned function is called first. */
  readonly after: (delayMs: number, act: () => void) => () => void;
  readonly onChange: (state: CheckState) => void;
  readonly log: BrokerLog;
}

const silence = { peak: 0, rms: 0 };
const opening: CheckState = { phase: 'opening', level: silence, microphones: [], current: '', error: null };

interface Running<Port> {
  readonly own: OwnEnd;
  readonly capture: Capture<Port>;
  cancelEnd: () => void;
}

/** Lets a person see that the microphone hears them: levels only, nothing is kept and no recorder is there. */
export class MicrophoneCheck<Port> {
  readonly #parts: MicrophoneCheckParts<Port>;
  #running: Running<Port> | null = null;
  #state: CheckState = opening;

  constructor(parts: MicrophoneCheckParts<Port>) {
    this.#parts = parts;
  }

  /** Begins anew when one was under way. It ends by itself after `microphoneCheckMs` of listening. */
  begin(order: CaptureOrder): void {
    this.#close();
    const { own, port } = this.#parts.openChannel();
    const capture = this.#parts.capture.open(port, () => this.#finish('failed', 'capture/page-gone'));
    const running: Running<Port> = { own, capture, cancelEnd: this.#endLater() };
    this.#running = running;
    own.onMessage((message) => {
      if (this.#running === running) this.#hear(running, message);
    });
    own.post({ kind: 'order', order });
    this.#tell(opening);
  }

  /** Nothing happens when none is under way. */
  end(): void {
    this.#finish('ended', null);
  }

  #hear(running: Running<Port>, message: unknown): void {
    const parsed = fromCaptureSchema.safeParse(message);
    if (!parsed.success) {
      this.#parts.log('capture-message-refused');
      return;
    }
    switch (parsed.data.kind) {
      case 'opened': {
        const { microphones, current } = parsed.data;
        // Once: a page that says it again and again does not hear for longer.
        if (this.#state.phase === 'opening') {
          running.cancelEnd();
          running.cancelEnd = this.#endLater();
        }
        this.#tell({ ...this.#state, phase: 'listening', microphones, current });
        break;
      }
      case 'level':
        this.#tell({ ...this.#state, level: parsed.data.level });
        break;
      case 'failed':
        this.#finish('failed', parsed.data.error);
        break;
      case 'packet':
      case 'continue':
      case 'paused':
      case 'stopped':
        this.#parts.log('capture-message-unasked');
    }
  }

  #endLater(): () => void {
    return this.#parts.after(microphoneCheckMs, () => this.end());
  }

  #finish(phase: 'ended' | 'failed', error: ErrorCode | null): void {
    if (!this.#close()) return;
    this.#tell({ ...this.#state, phase, level: silence, error });
  }

  #close(): boolean {
    const running = this.#running;
    if (running === null) return false;
    this.#running = null;
    running.cancelEnd();
    running.own.close();
    running.capture.close();
    return true;
  }

  #tell(state: CheckState): void {
    this.#state = state;
    this.#parts.onChange(state);
  }
}
