import type { FromCapture } from '../../contract/capture-messages.ts';
import { packetsPerSecond } from '../../contract/limits.ts';
import type { Level } from '../../contract/recording.ts';
import { FrameCutter } from './frames.ts';
import { combineLevels, measureLevel } from './level.ts';
import { listen } from './listen.ts';
import type { OpenMicrophone } from './microphone.ts';

const framesPerLevel = packetsPerSecond / 10;

/** Tells how loud the microphone is, ten times a second; encodes and keeps nothing. */
export class Check {
  readonly #microphone: OpenMicrophone;
  readonly #post: (message: FromCapture) => void;
  #isOver = false;

  constructor(microphone: OpenMicrophone, post: (message: FromCapture) => void) {
    this.#microphone = microphone;
    this.#post = post;
  }

  run(): void {
    const cutter = new FrameCutter();
    let levels: Level[] = [];
    const heard = listen(this.#microphone.track, (samples) => {
      if (this.#isOver) return;
      levels.push(...cutter.push(samples).map(measureLevel));
      if (levels.length < framesPerLevel) return;
      this.#post({ kind: 'level', level: combineLevels(levels) });
      levels = [];
    });
    const finish = (): void => this.#end({ kind: 'failed', error: 'capture/device-lost' });
    heard.then(finish, finish);
  }

  stop(): void {
    this.#end({ kind: 'stopped' });
  }

  #end(last: FromCapture): void {
    if (this.#isOver) return;
    this.#isOver = true;
    this.#microphone.close();
    this.#post(last);
  }
}
