import { fromHex, utf8, ByteWriter, type Bytes } from '../bytes.ts';
import { digest, type Label } from './labels.ts';
import { subjectKinds, type SubjectKind } from './log-entry.ts';

/** docs/log-export.md: an entry as a reader without keys sees it. */
export interface PublicEntry {
  readonly sequence: number;
  readonly atMs: number;
  readonly kind: SubjectKind;
  /** These four in lower-case hexadecimal; zeros for none. */
  readonly id: string;
  readonly previousHead: string;
  readonly evidenceDigest: string;
  readonly head: string;
  /** JSON. */
  readonly body: string;
}

/** The link before the first entry. */
export function firstLink(vaultId: Uint8Array): Bytes {
  return digest('log export', vaultId);
}

/** The link of an entry after `before`. */
export function nextLink(before: Uint8Array, entry: PublicEntry): Bytes {
  const fixed = new ByteWriter(8 + 8 + 1 + 16 + 3 * 32)
    .u64(entry.sequence)
    .u64(entry.atMs)
    .u8(subjectKinds[entry.kind])
    .bytes(fromHex(entry.id))
    .bytes(fromHex(entry.previousHead))
    .bytes(fromHex(entry.evidenceDigest))
    .bytes(fromHex(entry.head))
    .done();
  return digest('log export entry', before, fixed, utf8(entry.body));
}

/** What stands for the whole file. */
export function exportDigest(vaultId: Uint8Array, count: number, lastLink: Uint8Array): Bytes {
  return digest('log export end', vaultId, new ByteWriter(8).u64(count).done(), lastLink);
}

/** Under which the vault's key signs the digest of a file. */
export const exportSignatureLabel = 'log export signature' satisfies Label;
