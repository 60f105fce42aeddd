import { SottoError } from '../../contract/sotto-error.ts';

export type Bytes = Uint8Array<ArrayBuffer>;

/** Copies `view` into an array of its own, so that nothing else can change it. */
export function copyBytes(view: Uint8Array): Bytes {
  return new Uint8Array(view);
}

export function concatBytes(...parts: readonly Uint8Array[]): Bytes {
  return joinBytes(parts);
}

/** As `concatBytes`, of any number of parts: a call takes only so many arguments. */
export function joinBytes(parts: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

export function utf8(text: string): Bytes {
  return copyBytes(new TextEncoder().encode(text));
}

const byteTexts = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** A loop, as the next: an export of a long log turns hundreds of thousands of digests into text and back. */
export function toHex(bytes: Uint8Array): string {
  let hex = '';
  for (const byte of bytes) hex += byteTexts[byte] ?? '';
  return hex;
}

/** @throws `request/invalid` when `hex` is not an even number of hexadecimal digits. */
export function fromHex(hex: string): Bytes {
  if (!/^([0-9a-f]{2})*$/.test(hex)) throw new SottoError('request/invalid');
  const bytes = new Uint8Array(hex.length / 2);
  for (let index = 0; index < bytes.length; index += 1) {
    bytes[index] = 16 * digitOf(hex.charCodeAt(2 * index)) + digitOf(hex.charCodeAt(2 * index + 1));
  }
  return bytes;
}

/** Of the code of a character among 0 to 9 and a to f. */
function digitOf(code: number): number {
  return code < 0x60 ? code - 0x30 : code - 0x57;
}

/** For public values only; secrets are compared by `areEqualInConstantTime` of sodium.ts. */
export function arePublicBytesEqual(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

/** Writes big-endian fields one after the other into a buffer of a known length. */
export class ByteWriter {
  readonly #bytes: Bytes;
  readonly #view: DataView;
  #offset = 0;

  constructor(length: number) {
    this.#bytes = new Uint8Array(length);
    this.#view = new DataView(this.#bytes.buffer);
  }

  u8(value: number): this {
    this.#view.setUint8(this.#advance(1), value);
    return this;
  }

  u16(value: number): this {
    this.#view.setUint16(this.#advance(2), value);
    return this;
  }

  u32(value: number): this {
    this.#view.setUint32(this.#advance(4), value);
    return this;
  }

  /** `value` is a whole number below 2^53. */
  u64(value: number): this {
    this.#view.setBigUint64(this.#advance(8), BigInt(value));
    return this;
  }

  bytes(value: Uint8Array): this {
    const offset = this.#advance(value.length);
    this.#bytes.set(value, offset);
    return this;
  }

  zeros(count: number): this {
    this.#advance(count);
    return this;
  }

  /** @throws RangeError when the fields written do not fill the length promised: a defect of the caller. */
  done(): Bytes {
    if (this.#offset !== this.#bytes.length) throw new RangeError('fields do not fill the buffer');
    return this.#bytes;
  }

  #advance(count: number): number {
    const offset = this.#offset;
    if (offset + count > this.#bytes.length) throw new RangeError('field does not fit the buffer');
    this.#offset += count;
    return offset;
  }
}

/** Reads big-endian fields one after the other; everything read is a copy. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #offset = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  get offset(): number {
    return this.#offset;
  }

  get remaining(): number {
    return this.#bytes.length - this.#offset;
  }

  u8(): number {
    return this.#view.getUint8(this.#advance(1));
  }

  u16(): number {
    return this.#view.getUint16(this.#advance(2));
  }

  u32(): number {
    return this.#view.getUint32(this.#advance(4));
  }

  /** @throws `integrity/record-malformed` for a value that a JavaScript number cannot hold exactly. */
  u64(): number {
    const value = this.#view.getBigUint64(this.#advance(8));
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new SottoError('integrity/record-malformed');
    return Number(value);
  }

  bytes(count: number): Bytes {
    const offset = this.#advance(count);
    return copyBytes(this.#bytes.subarray(offset, offset + count));
  }

  /** Reads `count` bytes that the format fixes as zero. */
  zeros(count: number): void {
    if (this.bytes(count).some((byte) => byte !== 0)) throw new SottoError('integrity/record-malformed');
  }

  end(): void {
    if (this.remaining !== 0) throw new SottoError('integrity/record-malformed');
  }

  #advance(count: number): number {
    if (count > this.remaining) throw new SottoError('integrity/record-malformed');
    const offset = this.#offset;
    this.#offset += count;
    return offset;
  }
}
