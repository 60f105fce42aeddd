import { chooseComputerSound, type AudioInput } from './choose-microphone.ts';
import { enumerateInputs, lookEveryMs, openTrack, stopUnlessRight, untouched } from './devices.ts';
import { listen } from './listen.ts';
import type { OtherSide } from './mix.ts';
import { SoundQueue } from './sound-queue.ts';

interface Opened {
  readonly input: AudioInput;
  readonly track: MediaStreamAudioTrack;
}

/**
 * The input that hears what the computer plays. Whatever becomes of it, the microphone goes on: while it is not there it
 * gives silence and says so, and it is opened again when it comes back.
 */
export class ComputerSound implements OtherSide {
  readonly #label: string;
  readonly #microphone: AudioInput;
  readonly #queue = new SoundQueue();
  readonly #look = (): void => this.#next();
  #opened: Opened | null = null;
  #isEnabled = true;
  #isClosed = false;
  readonly #timer: number;
  /** One look at the devices after the other. */
  #looks: Promise<void>;

  /** `label` is that of the input to open, unless it is the microphone itself. */
  constructor(label: string, microphone: AudioInput) {
    this.#label = label;
    this.#microphone = microphone;
    navigator.mediaDevices.addEventListener('devicechange', this.#look);
    this.#timer = window.setInterval(this.#look, lookEveryMs);
    this.#looks = this.#openIfThere();
  }

  /** Resolves when it is known whether it is there. */
  get ready(): Promise<void> {
    return this.#looks;
  }

  get isThere(): boolean {
    return this.#opened !== null;
  }

  take(count: number): Float32Array {
    return this.#queue.take(count);
  }

  /** While disabled it hears nothing, and what waited is forgotten. */
  setEnabled(isEnabled: boolean): void {
    this.#isEnabled = isEnabled;
    this.#queue.clear();
    if (this.#opened !== null) this.#opened.track.enabled = isEnabled;
  }

  close(): void {
    this.#isClosed = true;
    navigator.mediaDevices.removeEventListener('devicechange', this.#look);
    clearInterval(this.#timer);
    this.#opened?.track.stop();
  }

  #next(): void {
    this.#looks = this.#looks.then(async () => {
      if (this.#opened !== null) await stopUnlessRight(this.#opened.track, this.#opened.input, null);
      if (this.#opened?.track.readyState !== 'live') await this.#openIfThere();
    });
  }

  async #openIfThere(): Promise<void> {
    try {
      const input = chooseComputerSound(await enumerateInputs(), this.#label, this.#microphone);
      if (input === null || this.#isClosed) return;
      const track = await openTrack({ ...untouched, deviceId: { exact: input.deviceId } });
      this.#hear({ input, track });
    } catch {
      // It is said to be missing by the levels; the next look is the next try.
    }
  }

  #hear(opened: Opened): void {
    this.#opened = opened;
    const { track } = opened;
    track.enabled = this.#isEnabled;
    if (this.#isClosed) track.stop();
    const onEnd = (): void => {
      if (this.#opened === opened) this.#opened = null;
      this.#queue.clear();
    };
    listen(track, (samples) => {
      if (this.#isEnabled) this.#queue.push(samples);
    }).then(onEnd, onEnd);
  }
}
