import { setTimeout as sleep } from 'node:timers/promises';

const betweenAsksMs = 50;

/** Asks again and again, until the answer is yes. @throws Error naming `what` when it has not come in time. */
export async function until(what: string, ask: () => boolean | Promise<boolean>, limitMs = 30_000): Promise<void> {
  const endsAt = Date.now() + limitMs;
  while (!(await ask())) {
    if (Date.now() > endsAt) throw new Error(`this did not happen: ${what}`);
    await sleep(betweenAsksMs);
  }
}
