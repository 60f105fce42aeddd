import { ByteReader } from '../crypto/bytes.ts';
import { isPossibleSealedLength, logHeaderLength } from '../crypto/v1/log-entry.ts';

/** Larger than any log Sotto writes; a larger file is not read into memory. */
export const maximumLogBytes = 256 * 1024 * 1024;

export interface LogRecord {
  /** The part after the length. */
  readonly sealed: Uint8Array;
  /** Where the record ends in the file. */
  readonly endBytes: number;
}

const lengthBytes = 4;

/**
 * The records of a log file by their lengths alone, up to the first that cannot be one; nothing is authenticated.
 */
export function splitLog(bytes: Uint8Array): readonly LogRecord[] {
  const records: LogRecord[] = [];
  let offset = Math.min(logHeaderLength, bytes.length);
  while (bytes.length - offset >= lengthBytes) {
    const length = new ByteReader(bytes.subarray(offset, offset + lengthBytes)).u32();
    const begin = offset + lengthBytes;
    if (!isPossibleSealedLength(length) || begin + length > bytes.length) break;
    offset = begin + length;
    records.push({ sealed: bytes.subarray(begin, offset), endBytes: offset });
  }
  return records;
}
