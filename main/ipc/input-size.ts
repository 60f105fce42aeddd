/**
 * Whether `value`, as it came over the border, is plain JSON (objects, arrays, texts, finite numbers, booleans, null) of
 * at most `maximumBytes`. It looks no further than the limit, so neither a cycle nor a gigabyte costs more than it.
 * Counted as JSON in UTF-8 without escapes: at most a sixth of what escapes could make of it.
 */
export function isSmallJson(value: unknown, maximumBytes: number): boolean {
  let left = maximumBytes;
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    const cost = ownCost(next, left);
    if (cost === null) return false;
    left -= cost;
    if (left < 0) return false;
    if (typeof next !== 'object' || next === null) continue;
    const members: unknown[] = Array.isArray(next) ? next : Object.entries(next).flat();
    if (members.length > left) return false;
    waiting.push(...members);
  }
  return true;
}

/** Bytes of a value without its members, or null when it is none that JSON has. */
function ownCost(value: unknown, left: number): number | null {
  switch (typeof value) {
    case 'string':
      return value.length > left ? left + 1 : Buffer.byteLength(value) + 2;
    case 'number':
      return Number.isFinite(value) ? 8 : null;
    case 'boolean':
      return 4;
    case 'object': {
      if (value === null) return 4;
      const isPlain = Array.isArray(value) || Object.getPrototypeOf(value) === Object.prototype;
      return isPlain ? 2 : null;
    }
    case 'undefined':
    case 'bigint':
    case 'symbol':
    case 'function':
      return null;
  }
}
