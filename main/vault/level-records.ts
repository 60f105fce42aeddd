import type { Level } from '../../contract/recording.ts';
import { ByteWriter, type Bytes } from '../crypto/bytes.ts';

/** docs/vault-format.md, Levels: peak and RMS of one packet, each 0 to 65535 for 0 to 1. */
export const levelRecordLength = 4;
const fullScale = 0xffff;

export function encodeLevel(level: Level): Bytes {
  return new ByteWriter(levelRecordLength)
    .u16(Math.round(level.peak * fullScale))
    .u16(Math.round(level.rms * fullScale))
    .done();
}

/** The highest peak among whole records, 0 to 1. @throws RangeError when `records` holds none, or a part of one. */
export function highestPeak(records: Uint8Array): number {
  if (records.length === 0 || records.length % levelRecordLength !== 0) throw new RangeError('whole records only');
  const view = new DataView(records.buffer, records.byteOffset, records.byteLength);
  let highest = 0;
  for (let offset = 0; offset < records.length; offset += levelRecordLength) {
    highest = Math.max(highest, view.getUint16(offset));
  }
  return highest / fullScale;
}
