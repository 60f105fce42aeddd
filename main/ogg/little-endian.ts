export type Bytes = Uint8Array<ArrayBuffer>;

/** Writes the little-endian fields of Ogg and Opus, one after the other, into a buffer of a known length. */
export class LittleEndianWriter {
  readonly #bytes: Bytes;
  readonly #view: DataView;
  #offset = 0;

  constructor(length: number) {
    this.#bytes = new Uint8Array(length);
    this.#view = new DataView(this.#bytes.buffer);
  }

  u8(value: number): void {
    this.#view.setUint8(this.#advance(1), value);
  }

  u16(value: number): void {
    this.#view.setUint16(this.#advance(2), value, true);
  }

  u32(value: number): void {
    this.#view.setUint32(this.#advance(4), value, true);
  }

  /** `value` is a whole number below 2^53. */
  u64(value: number): void {
    this.#view.setBigUint64(this.#advance(8), BigInt(value), true);
  }

  bytes(value: Uint8Array): void {
    this.#bytes.set(value, this.#advance(value.length));
  }

  /** `value` is of ASCII characters, a byte each. */
  text(value: string): void {
    this.bytes(new TextEncoder().encode(value));
  }

  /** @throws RangeError when the fields written do not fill the length promised: a defect of the caller. */
  done(): Bytes {
    if (this.#offset !== this.#bytes.length) throw new RangeError('fields do not fill the buffer');
    return this.#bytes;
  }

  #advance(count: number): number {
    const offset = this.#offset;
    this.#offset += count;
    return offset;
  }
}
