import { ByteWriter, toHex, type Bytes } from '../bytes.ts';
import { digest } from './labels.ts';

/** docs/vault-format.md, Erasing a passage: one digest over every packet outside the passage, with its place. */
export class UntouchedDigest {
  #soFar: Bytes = new Uint8Array(32);

  add(segment: number, index: number, packet: Uint8Array): void {
    const place = new ByteWriter(12).u32(segment).u64(index).done();
    this.#soFar = digest('untouched packet', this.#soFar, place, packet);
  }

  /** In hexadecimal. */
  get hex(): string {
    return toHex(this.#soFar);
  }
}
