import { SottoError } from '../../../contract/sotto-error.ts';
import { readFile, type FileHandle } from 'node:fs/promises';

/** How QEMU's `blklogwrites` and Linux' dm-log-writes number what they keep of a write. */
const sectorBytes = 512;
const magic = 0x6a736677736872n;
const flags = { flush: 1n, forceUnitAccess: 2n, discard: 4n, mark: 8n } as const;

/** A write that reached the disk, in the order in which it did. */
export interface LoggedWrite {
  readonly atByte: number;
  /** Null of one that only says that what came before it is durable. */
  readonly bytes: Buffer | null;
  /** Whether all before it is durable by then. */
  readonly isFlush: boolean;
  /** Whether it is durable itself at once. */
  readonly isForced: boolean;
}

/** How many writes the log in `file` has by now. */
export async function countWrites(file: FileHandle): Promise<number> {
  const head = Buffer.alloc(24);
  await file.read(head, 0, head.length, 0);
  return Number(head.readBigUInt64LE(16));
}

/**
 * All writes of a log, which must have been made with sectors of 512 bytes.
 *
 * @throws `integrity/record-malformed` when it is none.
 */
export async function readWriteLog(path: string): Promise<LoggedWrite[]> {
  const log = await readFile(path);
  if (log.readBigUInt64LE(0) !== magic || log.readUInt32LE(24) !== sectorBytes) {
    throw new SottoError('integrity/record-malformed');
  }
  const count = Number(log.readBigUInt64LE(16));
  const writes: LoggedWrite[] = [];
  let offset = sectorBytes;
  for (let number = 0; number < count; number += 1) {
    const atByte = Number(log.readBigUInt64LE(offset)) * sectorBytes;
    const length = Number(log.readBigUInt64LE(offset + 8)) * sectorBytes;
    const flag = log.readBigUInt64LE(offset + 16);
    offset += sectorBytes;
    const hasBytes = length > 0 && (flag & (flags.discard | flags.mark)) === 0n;
    writes.push({
      atByte,
      bytes: hasBytes ? log.subarray(offset, offset + length) : null,
      isFlush: (flag & flags.flush) !== 0n,
      isForced: (flag & flags.forceUnitAccess) !== 0n,
    });
    if (hasBytes) offset += length;
  }
  return writes;
}

/** What a disk may have kept when the power was cut: all that it was given, or of what was not flushed each second write. */
export type Kept = 'all' | 'each second of the last';

/** The writes that a disk kept which was given the first `count`. */
export function keptOf(writes: readonly LoggedWrite[], count: number, kept: Kept): LoggedWrite[] {
  const given = writes.slice(0, count);
  if (kept === 'all') return given;
  const lastFlush = given.findLastIndex(({ isFlush }) => isFlush);
  return given.filter(({ isForced }, index) => index <= lastFlush || isForced || (index - lastFlush) % 2 === 0);
}
