import { toHex, type Bytes } from '../crypto/bytes.ts';
import { encodeHead, headsDigest, noDigest, subjectKinds, type Head, type Subject } from '../crypto/v1/log-entry.ts';

interface Line extends Head {
  readonly encoded: Bytes;
}

/** The table of heads: where each subject's chain has got to (docs/vault-format.md, Log). */
export class Heads {
  readonly #lines = new Map<string, Line>();
  /** Keys of the lines in the order of the table; null until it is needed again after a subject was added. */
  #order: string[] | null = [];

  /** The head of a subject's chain; 32 zero bytes before its first entry. */
  of(subject: Subject): Bytes {
    return this.#lines.get(keyOf(subject))?.head ?? noDigest;
  }

  advance(subject: Subject, head: Bytes): void {
    const key = keyOf(subject);
    const before = this.#lines.get(key);
    if (before === undefined) this.#order = null;
    const line = { subject, count: (before?.count ?? 0) + 1, head };
    this.#lines.set(key, { ...line, encoded: encodeHead(line) });
  }

  /** What the state remembers of them. Costs a sort after a subject was added, and a hash of the table always. */
  digest(): Bytes {
    this.#order ??= [...this.#lines.keys()].sort();
    return headsDigest(this.#order.flatMap((key) => this.#lines.get(key)?.encoded ?? []));
  }
}

/** Ordered like the table's lines: by kind, then by id. */
function keyOf({ kind, id }: Subject): string {
  return `${subjectKinds[kind]} ${toHex(id)}`;
}
