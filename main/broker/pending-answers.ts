import type { ErrorCode } from '../../contract/error-codes.ts';
import type { Result } from '../../contract/sotto-error.ts';

/** Requests under way to a process, each with a number of its own, until they are answered or the process is gone. */
export class PendingAnswers {
  readonly #waiting = new Map<number, (answer: Result<unknown>) => void>();
  #next = 0;

  /** Calls `send` with a new number; resolves with the answer to it. */
  ask(send: (requestId: number) => void): Promise<Result<unknown>> {
    const requestId = this.#next++;
    return new Promise((resolve) => {
      this.#waiting.set(requestId, resolve);
      send(requestId);
    });
  }

  /** False when nobody asked, or it was answered before. */
  settle(requestId: number, answer: Result<unknown>): boolean {
    const resolve = this.#waiting.get(requestId);
    this.#waiting.delete(requestId);
    resolve?.(answer);
    return resolve !== undefined;
  }

  failAll(code: ErrorCode): void {
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const resolve of waiting) resolve({ ok: false, error: { code, details: {} } });
  }
}
