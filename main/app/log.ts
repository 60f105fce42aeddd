/** Words and numbers that name nobody: a value cannot hold a blank, a capital or a path. */
export type LogDetails = Readonly<Record<string, number | Lowercase<string>>>;
export type Log = (event: Lowercase<string>, details?: LogDetails) => void;

const word = /^[a-z0-9/.:-]{1,64}$/;

/**
 * A log that cannot tell anything personal: what is no number and no short lower-case word comes out as `redacted`.
 * One line an event, and never to a file.
 */
export function createLog(writeLine: (line: string) => void): Log {
  return (event, details = {}) => {
    const pairs = Object.entries(details).map(([name, value]) => `${redact(name)}=${redact(value)}`);
    writeLine(['sotto', redact(event), ...pairs].join(' '));
  };
}

function redact(value: string | number): string {
  if (typeof value === 'number') return String(value);
  return word.test(value) ? value : 'redacted';
}
