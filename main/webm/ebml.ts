export type Bytes = Uint8Array<ArrayBuffer>;

/** An EBML element: its id, the length of its data, its data (RFC 8794, sections 4 to 6). */
export function element(id: number, ...data: readonly Uint8Array[]): Bytes {
  const dataLength = data.reduce((sum, part) => sum + part.length, 0);
  return join(bigEndian(id, lengthOf(id)), encodeSize(dataLength), ...data);
}

/** Length and id of an element whose data follow later; the length takes four bytes whatever it is, below 2^28. */
export function elementHead(id: number, dataLength: number): Bytes {
  return join(bigEndian(id, lengthOf(id)), bigEndian(0x10000000 + dataLength, 4));
}

/** An unsigned integer in exactly `length` bytes, for an element's data. */
export function unsigned(value: number, length: number): Bytes {
  return bigEndian(value, length);
}

export function float64(value: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return bytes;
}

/** `text` is of ASCII characters, a byte each. */
export function ascii(text: string): Bytes {
  return new TextEncoder().encode(text);
}

export function join(...parts: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/** A variable-size integer of the fewest bytes. One with all its bits set would mean an unknown length. */
function encodeSize(value: number): Bytes {
  let length = 1;
  while (value >= 2 ** (7 * length) - 1) length += 1;
  return bigEndian(2 ** (7 * length) + value, length);
}

/** Ids bring their length marker with them. */
function lengthOf(id: number): number {
  return Math.ceil(Math.log2(id + 1) / 8);
}

/** `value` is a whole number below 2^53. */
function bigEndian(value: number, length: number): Bytes {
  const bytes = new Uint8Array(length);
  let rest = value;
  for (let index = length - 1; index >= 0; index -= 1) {
    bytes[index] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return bytes;
}
