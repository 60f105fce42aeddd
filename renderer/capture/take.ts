import type { FromCapture } from '../../contract/capture-messages.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import type { BitrateBps } from '../../contract/limits.ts';
import { PacketEncoder } from './encoder.ts';
import { FrameCutter, type Frame } from './frames.ts';
import { listen } from './listen.ts';
import type { OpenMicrophone } from './microphone.ts';
import { mixFrame } from './mix.ts';
import { PacketSender } from './sender.ts';

type Post = (message: FromCapture) => void;

/** One take: sound of a microphone as packets to the recorder, until `stop` or until it cannot go on. */
export class Take {
  readonly #microphone: OpenMicrophone;
  readonly #encoder: PacketEncoder;
  readonly #sender: PacketSender;
  readonly #cutter = new FrameCutter();
  #post: Post;
  #state: 'recording' | 'paused' | 'over' = 'recording';
  /** It was said that the take is paused. */
  #isQuiet = false;
  #lastWord: FromCapture | null = null;
  /** Steps that wait for the encoder, one after another in the order in which they were asked for. */
  #steps: Promise<void> = Promise.resolve();

  constructor(microphone: OpenMicrophone, bitrateBps: BitrateBps, post: Post) {
    this.#microphone = microphone;
    this.#post = post;
    this.#sender = new PacketSender(post);
    this.#encoder = new PacketEncoder(bitrateBps, {
      onPacket: (bytes, level, sides) => {
        if (this.#state !== 'over') this.#sender.send(bytes, level, sides);
      },
      onError: () => this.#end('capture/encoder-failed'),
    });
  }

  /** Begins to listen. When the microphone ends, everything heard until then is sent before the last word. */
  run(): void {
    const heard = listen(this.#microphone.track, (samples) => {
      if (this.#state === 'recording') this.#cutter.push(samples).forEach((frame) => this.#encode(frame));
    });
    const finish = (): void =>
      this.#step(async () => {
        await this.#drain();
        this.#end('capture/device-lost');
      });
    heard.then(finish, finish);
  }

  pause(): void {
    this.#step(async () => {
      // Whoever asks again, as a recorder that has taken over, is answered again.
      if (this.#isQuiet) this.#post({ kind: 'paused' });
      if (this.#state !== 'recording') return;
      this.#microphone.track.enabled = false;
      const drained = this.#drain();
      // After the last of it has been mixed in.
      this.#microphone.computer?.setEnabled(false);
      await drained;
      this.#isQuiet = true;
      this.#post({ kind: 'paused' });
    });
  }

  resume(): void {
    this.#step(() => {
      if (this.#state !== 'paused') return;
      this.#microphone.track.enabled = true;
      this.#isQuiet = false;
      this.#microphone.computer?.setEnabled(true);
      this.#state = 'recording';
    });
  }

  stop(): void {
    this.#step(async () => {
      await this.#drain();
      this.#end(null);
    });
  }

  acknowledge(sequence: number, position: number): void {
    this.#sender.acknowledge(sequence, position);
  }

  /** Another recorder takes over: it gets every packet that is not on the disk, and all that follow. */
  continueWith(post: Post): void {
    this.#post = post;
    this.#sender.continueWith(post);
    if (this.#isQuiet) post({ kind: 'paused' });
    if (this.#lastWord !== null) post(this.#lastWord);
  }

  #encode(ofMicrophone: Frame): void {
    const { frame, sides } = mixFrame(ofMicrophone, this.#microphone.computer);
    this.#encoder.encode(frame, sides);
  }

  /** Leaves the take paused, with a packet sent for everything that was heard. */
  async #drain(): Promise<void> {
    if (this.#state !== 'recording') return;
    this.#state = 'paused';
    this.#cutter.drain().forEach((frame) => this.#encode(frame));
    await this.#encoder.flush();
  }

  /** Says the last word, once. */
  #end(error: ErrorCode | null): void {
    if (this.#state === 'over') return;
    this.#state = 'over';
    this.#microphone.close();
    this.#encoder.close();
    this.#lastWord = error === null ? { kind: 'stopped' } : { kind: 'failed', error };
    this.#post(this.#lastWord);
  }

  #step(work: () => void | Promise<void>): void {
    this.#steps = this.#steps.then(work).catch(() => this.#end('capture/encoder-failed'));
  }
}
