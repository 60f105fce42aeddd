/** What set-up tells the person who waits: a line a step, and a sign of life for anything slow. */

export function say(message) {
  process.stdout.write(`set-up: ${message}\n`);
}

/** Ends set-up with words instead of a stack trace. */
export class SetUpStopped extends Error {}

/** Says every few seconds that a step is still going, with what `describe` knows; returns its own undo. */
export function sayWhileWaiting(what, describe = () => '') {
  const beganAt = Date.now();
  const timer = setInterval(() => {
    const seconds = Math.round((Date.now() - beganAt) / 1000);
    const detail = describe();
    say(`  ${what}: ${seconds} s${detail === '' ? '' : `, ${detail}`}`);
  }, 5000);
  return () => {
    clearInterval(timer);
  };
}
