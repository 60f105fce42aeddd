const dayAndTime = new Intl.DateTimeFormat('en-GB', {
  weekday: 'long',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const briefly = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
});
const dayOnly = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
const namedDay = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });
const monthOnly = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });
const timeOnly = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

function parts(durationMs: number): { hours: number; minutes: number; seconds: number } {
  const total = Math.max(0, Math.floor(durationMs / 1000));
  return { hours: Math.floor(total / 3600), minutes: Math.floor((total % 3600) / 60), seconds: total % 60 };
}

/** 4 207 000 ms -> `1:10:07`; under an hour `0:07`. */
export function clock(durationMs: number): string {
  const { hours, minutes, seconds } = parts(durationMs);
  const tail = String(seconds).padStart(2, '0');
  return hours === 0 ? `${minutes}:${tail}` : `${hours}:${String(minutes).padStart(2, '0')}:${tail}`;
}

/** 4 207 000 ms -> `1 h 10 min`; under an hour `50 min 7 s`. */
export function duration(durationMs: number): string {
  const { hours, minutes, seconds } = parts(durationMs);
  if (hours > 0) return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
  if (minutes > 0) return seconds === 0 ? `${minutes} min` : `${minutes} min ${seconds} s`;
  return `${seconds} s`;
}

function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

/** The same to be spoken: `1 hour 10 minutes 7 seconds`. */
export function spokenDuration(durationMs: number): string {
  const { hours, minutes, seconds } = parts(durationMs);
  const words = [];
  if (hours > 0) words.push(counted(hours, 'hour', 'hours'));
  if (minutes > 0) words.push(counted(minutes, 'minute', 'minutes'));
  if (seconds > 0 || words.length === 0) words.push(counted(seconds, 'second', 'seconds'));
  return words.join(' ');
}

export function formatDayAndTime(atMs: number): string {
  return dayAndTime.format(atMs);
}

/** `2026-11` -> `November 2026`. */
export function formatMonth(yearAndMonth: string): string {
  return monthOnly.format(Date.parse(yearAndMonth));
}

/** `3 November 2026`. */
export function formatDay(atMs: number): string {
  return dayOnly.format(atMs);
}

/** `2026-11-03` -> `3 November 2026`: a day that is the same wherever it is read. */
export function formatNamedDay(day: string): string {
  return namedDay.format(Date.parse(day));
}

export function formatBriefly(atMs: number): string {
  return briefly.format(atMs);
}

export function formatTime(atMs: number): string {
  return timeOnly.format(atMs);
}

/** What an hour takes on the disk at this rate, in MB of a million bytes. */
export function megabytesAnHour(bitrateBps: number): number {
  return Math.round((bitrateBps / 8) * 3600 * 1e-6);
}

/** 65 000 ms -> `1:05`, 65 500 ms -> `1:05.5`; tenths of a second that are not whole are cut off. */
export function preciseClock(durationMs: number): string {
  const tenths = Math.floor(Math.max(0, durationMs) / 100) % 10;
  return tenths === 0 ? clock(durationMs) : `${clock(durationMs)}.${tenths}`;
}

/** What `clock` and `preciseClock` write, and whole seconds, in milliseconds; null for anything else. */
export function parseClock(text: string): number | null {
  const match = /^(?:(?:(\d{1,2}):)?(\d{1,3}):)?(\d{1,5})(?:\.(\d))?$/.exec(text.trim());
  if (match === null) return null;
  const [, hours = '0', minutes, seconds = '0', tenths = '0'] = match;
  if (minutes !== undefined && Number(seconds) > 59) return null;
  return ((Number(hours) * 60 + Number(minutes ?? '0')) * 60 + Number(seconds)) * 1000 + Number(tenths) * 100;
}
