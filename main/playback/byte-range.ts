/** What a request's Range header asks of `lengthBytes` bytes; `last` is included, as on the wire. */
export type ByteRange =
  | { readonly kind: 'whole' }
  | { readonly kind: 'part'; readonly first: number; readonly last: number }
  | { readonly kind: 'unsatisfiable' };

const whole: ByteRange = { kind: 'whole' };

/**
 * RFC 9110, 14.1.2: `first-last`, `first-` and `-suffix`. What is malformed or of another unit is ignored, as the RFC
 * wants it, and so are several ranges at once, which no player asks for.
 */
export function parseByteRange(header: string | null, lengthBytes: number): ByteRange {
  const match = /^bytes=[ \t]*(\d*)-(\d*)[ \t]*$/i.exec(header ?? '');
  const [, first, last] = match ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return whole;
  if (first === '') return suffixOf(Number(last), lengthBytes);
  if (last !== '' && Number(last) < Number(first)) return whole;
  if (Number(first) >= lengthBytes) return { kind: 'unsatisfiable' };
  const end = last === '' ? lengthBytes - 1 : Math.min(Number(last), lengthBytes - 1);
  return { kind: 'part', first: Number(first), last: end };
}

function suffixOf(suffixBytes: number, lengthBytes: number): ByteRange {
  if (suffixBytes === 0 || lengthBytes === 0) return { kind: 'unsatisfiable' };
  return { kind: 'part', first: Math.max(0, lengthBytes - suffixBytes), last: lengthBytes - 1 };
}
