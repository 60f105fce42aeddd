import { toHex, type Bytes } from '../crypto/bytes.ts';
import { headsDigest, noDigest, type Head, type Subject } from '../crypto/v1/log-entry.ts';

/** The table of heads: where each subject's chain has got to (docs/vault-format.md, Log). */
export class Heads {
  readonly #heads = new Map<string, Head>();

  /** The head of a subject's chain; 32 zero bytes before its first entry. */
  of(subject: Subject): Bytes {
    return this.#heads.get(keyOf(subject))?.head ?? noDigest;
  }

  advance(subject: Subject, head: Bytes): void {
    const count = (this.#heads.get(keyOf(subject))?.count ?? 0) + 1;
    this.#heads.set(keyOf(subject), { subject, count, head });
  }

  /** What the state remembers of them. */
  digest(): Bytes {
    return headsDigest(this.#heads.values());
  }
}

function keyOf({ kind, id }: Subject): string {
  return `${kind} ${toHex(id)}`;
}
