/** What a computer sleeps is not counted by the one clock and is by the other; below this they merely read apart. */
const sleepIsLongerThanMs = 2000;

/**
 * A clock in milliseconds that nobody can set and that counts on while the computer sleeps. `runningMs` is fine and may
 * stand still in sleep (`performance.now`); `sinceBootMs` counts sleep and may be as coarse as a second (`os.uptime`).
 */
export function wakefulClock(runningMs: () => number, sinceBootMs: () => number): () => number {
  let apartMs = sinceBootMs() - runningMs();
  let sleptMs = 0;
  return () => {
    const running = runningMs();
    const movedMs = sinceBootMs() - running - apartMs;
    if (movedMs > sleepIsLongerThanMs) {
      sleptMs += movedMs;
      apartMs += movedMs;
    }
    return running + sleptMs;
  };
}
