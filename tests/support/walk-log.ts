import { SottoError } from '../../contract/sotto-error.ts';
import { arePublicBytesEqual, ByteReader, toHex, type Bytes } from '../../main/crypto/bytes.ts';
import {
  encodeHead,
  headsDigest,
  logHeaderLength,
  noDigest,
  openLogEntry,
  parseLogHeader,
  type Head,
  type LogKeys,
} from '../../main/crypto/v1/log-entry.ts';

/**
 * Walks a whole log that must not be torn.
 *
 * @returns what a state remembers of it.
 * @throws `integrity/*`, `vault/newer-version`.
 */
export function walkLog(bytes: Bytes, key: LogKeys, vaultId: Uint8Array): { logCount: number; headsDigest: Bytes } {
  const found = parseLogHeader(bytes.subarray(0, logHeaderLength));
  if (!arePublicBytesEqual(found, vaultId)) throw new SottoError('integrity/header-foreign');
  const heads = new Map<string, Head>();
  const reader = new ByteReader(bytes.subarray(logHeaderLength));
  let logCount = 0;
  while (reader.remaining > 0) {
    const { entry, head } = openLogEntry(key, vaultId, logCount, reader.bytes(reader.u32()));
    const subject = `${entry.subject.kind} ${toHex(entry.subject.id)}`;
    const previous = heads.get(subject);
    if (!arePublicBytesEqual(entry.previousHead, previous?.head ?? noDigest)) {
      throw new SottoError('integrity/chain-broken');
    }
    heads.set(subject, { subject: entry.subject, count: (previous?.count ?? 0) + 1, head });
    logCount += 1;
  }
  const table = Array.from(heads.values(), encodeHead).sort(Buffer.compare);
  return { logCount, headsDigest: headsDigest(table) };
}
