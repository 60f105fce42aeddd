import { fromHex, toHex } from '../bytes.ts';
import { digest } from './labels.ts';

/** docs/vault-format.md, Certificates: names an entry of the table of keys by the id of its owner, in hexadecimal. */
export function keyTableEntryId(ownerId: string): string {
  return toHex(digest('key-table entry id', fromHex(ownerId)));
}
