import type { FromCapture } from '../../contract/capture-messages.ts';
import { microphoneCheckMs, packetDurationMs, packetsPerSecond } from '../../contract/limits.ts';
import type { Level } from '../../contract/recording.ts';
import { FrameCutter, type Frame } from './frames.ts';
import { combineLevels, measureLevel } from './level.ts';
import { listen } from './listen.ts';
import type { OpenMicrophone } from './microphone.ts';
import { mixFrame } from './mix.ts';
import { playFrames } from './play-held.ts';

const framesPerLevel = packetsPerSecond / 10;
/** What is heard after this, if nobody ends the check, is not held. */
const maximumHeldFrames = microphoneCheckMs / packetDurationMs;

/**
 * Tells how loud each side is, ten times a second, and holds the sound as it would be recorded, in this page's memory
 * alone, to play it once the microphone is closed. It encodes nothing and sends none of it.
 */
export class Check {
  readonly #microphone: OpenMicrophone;
  readonly #post: (message: FromCapture) => void;
  readonly #held: Frame[] = [];
  #isOver = false;
  #isPlaying = false;

  constructor(microphone: OpenMicrophone, post: (message: FromCapture) => void) {
    this.#microphone = microphone;
    this.#post = post;
  }

  run(): void {
    const { track, computer } = this.#microphone;
    const cutter = new FrameCutter();
    let levels: Level[] = [];
    let computerLevels: Level[] = [];
    const heard = listen(track, (samples) => {
      if (this.#isOver) return;
      for (const own of cutter.push(samples)) {
        const { frame, sides } = mixFrame(own, computer);
        if (this.#held.length < maximumHeldFrames) this.#held.push(frame);
        levels.push(sides.microphoneLevel ?? measureLevel(frame));
        if (sides.computerLevel) computerLevels.push(sides.computerLevel);
      }
      if (levels.length < framesPerLevel) return;
      const computerLevel = computer?.isThere === true ? combineLevels(computerLevels) : null;
      this.#post({
        kind: 'level',
        level: combineLevels(levels),
        ...(computer === null ? {} : { computerLevel }),
      });
      levels = [];
      computerLevels = [];
    });
    const finish = (): void => this.#end({ kind: 'failed', error: 'capture/device-lost' });
    heard.then(finish, finish);
  }

  /** Closes the inputs; what was heard can be played from then on. */
  stop(): void {
    this.#end({ kind: 'stopped', heldMs: this.#held.length * packetDurationMs });
  }

  play(): void {
    if (!this.#isOver || this.#isPlaying || this.#held.length === 0) return;
    this.#isPlaying = true;
    const finish = (): void => {
      this.#isPlaying = false;
      this.#post({ kind: 'played' });
    };
    playFrames(this.#held).then(finish, finish);
  }

  #end(last: FromCapture): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#microphone.close();
    this.#post(last);
  }
}
