import { listeningIntervalMs, minimumListenedMs } from '../../contract/limits.ts';

/** After a pause of so long the listening has ended. */
const endedAfterMs = 30_000;

/**
 * Counts for how long a recording plays, and has it said: every five minutes of play, when it has been still for half a minute,
 * and when it is left. A pause or a leap is no entry of its own; a kill costs what was not said.
 */
export class Listening {
  readonly #say: (listenedMs: number) => Promise<unknown>;
  #playsSinceMs: number | null = null;
  #heardMs = 0;
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(say: (listenedMs: number) => Promise<unknown>) {
    this.#say = say;
  }

  setPlaying(isPlaying: boolean): void {
    if (isPlaying === (this.#playsSinceMs !== null)) return;
    this.#count();
    this.#playsSinceMs = isPlaying ? performance.now() : null;
    this.#wait(isPlaying ? listeningIntervalMs - this.#heardMs : endedAfterMs);
  }

  /** Says what was not said yet. What could not be said is said the next time. */
  async tell(): Promise<void> {
    this.#count();
    this.#wait(this.#playsSinceMs === null ? null : listeningIntervalMs);
    if (this.#heardMs < minimumListenedMs) return;
    const heardMs = this.#heardMs;
    this.#heardMs = 0;
    try {
      await this.#say(Math.floor(heardMs));
    } catch {
      this.#heardMs += heardMs;
    }
  }

  /** The recording is left: it plays no more. */
  async leave(): Promise<void> {
    this.#count();
    this.#playsSinceMs = null;
    await this.tell();
  }

  #count(): void {
    if (this.#playsSinceMs === null) return;
    const nowMs = performance.now();
    this.#heardMs += nowMs - this.#playsSinceMs;
    this.#playsSinceMs = nowMs;
  }

  #wait(delayMs: number | null): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = delayMs === null ? null : setTimeout(() => void this.tell(), Math.max(0, delayMs));
  }
}
