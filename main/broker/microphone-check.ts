import { fromCaptureSchema, type CaptureOrder, type FromCapture } from '../../contract/capture-messages.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import { checkKeptMs, microphoneCheckMs } from '../../contract/limits.ts';
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

/** How long a page may take to close its inputs before it is closed itself. */
const stopPatienceMs = 1000;

const silence = { peak: 0, rms: 0 };
const opening: CheckState = {
  phase: 'opening',
  level: silence,
  microphones: [],
  current: '',
  test: 'none',
  error: null,
};

interface Running<Port> {
  readonly own: OwnEnd;
  readonly capture: Capture<Port>;
  /** `holding`: the microphone is closed, and the page has what it heard. */
  stage: 'listening' | 'stopping' | 'holding';
  cancelTimer: () => void;
}

/**
 * Lets a person see that the microphone hears them, and hear it: the page tells levels, holds ten seconds of sound in its
 * memory and plays them itself, so that they cross no process. No recorder is there.
 */
export class MicrophoneCheck<Port> {
  readonly #parts: MicrophoneCheckParts<Port>;
  #running: Running<Port> | null = null;
  #state: CheckState = opening;

  constructor(parts: MicrophoneCheckParts<Port>) {
    this.#parts = parts;
  }

  /** Begins anew when one was under way. The listening ends by itself after `microphoneCheckMs`. */
  begin(order: CaptureOrder): void {
    this.#leave();
    const { own, port } = this.#parts.openChannel();
    const capture = this.#parts.capture.open(port, () => this.#onGone());
    const running: Running<Port> = { own, capture, stage: 'listening', cancelTimer: () => undefined };
    this.#running = running;
    this.#setTimer(running, microphoneCheckMs, () => this.end());
    own.onMessage((message) => {
      if (this.#running === running) this.#hear(running, message);
    });
    own.post({ kind: 'order', order });
    this.#tell(opening);
  }

  /** Ends the listening; what was heard stays to be played for `checkKeptMs`. Nothing happens when nobody listens. */
  end(): void {
    const running = this.#running;
    if (running?.stage !== 'listening') return;
    running.stage = 'stopping';
    // From here on the page may not open a microphone, whatever it does.
    running.capture.disarm();
    running.own.post({ kind: 'stop' });
    this.#setTimer(running, stopPatienceMs, () => this.close());
  }

  /** Plays what was heard, if it is still there and not being played. */
  play(): void {
    if (this.#running?.stage !== 'holding' || this.#state.test !== 'kept') return;
    this.#running.own.post({ kind: 'play' });
    this.#tell({ ...this.#state, test: 'playing' });
  }

  /** Ends all of it at once, what was heard too. */
  close(): void {
    if (this.#running !== null) this.#finish('ended', null);
  }

  #hear(running: Running<Port>, message: unknown): void {
    const parsed = fromCaptureSchema.safeParse(message);
    if (!parsed.success) this.#parts.log('capture-message-refused');
    else if (!this.#follow(running, parsed.data)) this.#parts.log('capture-message-unasked');
  }

  /** False for what nobody asked for at this stage. */
  #follow(running: Running<Port>, said: FromCapture): boolean {
    switch (said.kind) {
      case 'opened':
        if (running.stage !== 'listening') return running.stage === 'stopping';
        // Once: a page that says it again and again does not hear for longer.
        if (this.#state.phase === 'opening') this.#setTimer(running, microphoneCheckMs, () => this.end());
        this.#tell({ ...this.#state, phase: 'listening', microphones: said.microphones, current: said.current });
        return true;
      case 'level':
        if (running.stage !== 'listening') return running.stage === 'stopping';
        this.#tell({ ...this.#state, level: said.level, computerLevel: said.computerLevel });
        return true;
      case 'failed':
        // Whoever ended it while it was being opened wants no reason why it was not.
        if (running.stage === 'listening') this.#finish('failed', said.error);
        else this.close();
        return true;
      case 'stopped':
        if (running.stage !== 'stopping') return false;
        this.#hold(running, said.heldMs ?? 0);
        return true;
      case 'played':
        if (this.#state.test !== 'playing') return false;
        this.#tell({ ...this.#state, test: 'kept' });
        return true;
      case 'packet':
      case 'continue':
      case 'paused':
        return false;
    }
  }

  #hold(running: Running<Port>, heldMs: number): void {
    if (heldMs === 0) {
      this.close();
      return;
    }
    running.stage = 'holding';
    this.#setTimer(running, checkKeptMs, () => this.close());
    this.#tell({ ...this.#state, ...this.#quiet, phase: 'ended', test: 'kept' });
  }

  /** What was only held can be lost without anything having failed. */
  #onGone(): void {
    if (this.#running?.stage === 'listening') this.#finish('failed', 'capture/page-gone');
    else this.close();
  }

  #finish(phase: 'ended' | 'failed', error: ErrorCode | null): void {
    this.#leave();
    this.#tell({ ...this.#state, ...this.#quiet, phase, test: 'none', error });
  }

  /** Levels of a check that has ended: that the computer's sound was missing stays said. */
  get #quiet(): Pick<CheckState, 'level' | 'computerLevel'> {
    const { computerLevel } = this.#state;
    return { level: silence, computerLevel: computerLevel === undefined ? undefined : computerLevel && silence };
  }

  #setTimer(running: Running<Port>, delayMs: number, act: () => void): void {
    running.cancelTimer();
    running.cancelTimer = this.#parts.after(delayMs, act);
  }

  #leave(): void {
    const running = this.#running;
    if (running === null) return;
    this.#running = null;
    running.cancelTimer();
    running.own.close();
    running.capture.close();
  }

  #tell(state: CheckState): void {
    this.#state = state;
    this.#parts.onChange(state);
  }
}
