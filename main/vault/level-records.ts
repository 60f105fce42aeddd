import type { GapCause, Level } from '../../contract/recording.ts';
import { ByteWriter, type Bytes } from '../crypto/bytes.ts';

/** docs/vault-format.md, Levels: peak and RMS of one packet, each 0 to 65535 for 0 to 1. */
export const levelRecordLength = 4;
const fullScale = 0xffff;

/** What stands in place of a level: the packet is silence that nobody heard, or the person marked it. */
export type LevelMark = GapCause | 'bookmark';

/** No sound has a mean above its peak: a peak of 0 with one of these as mean is a mark. */
const codes: Readonly<Record<LevelMark, number>> = { paused: 1, asleep: 2, missing: 3, bookmark: 16 };
const marks: ReadonlyMap<number, LevelMark> = new Map([
  [codes.paused, 'paused'],
  [codes.asleep, 'asleep'],
  [codes.missing, 'missing'],
  [codes.bookmark, 'bookmark'],
]);

export function encodeLevel(level: Level): Bytes {
  const peak = Math.round(level.peak * fullScale);
  // Rounding, or a page that says what cannot be, must not make a mark.
  return record(peak, Math.min(peak, Math.round(level.rms * fullScale)));
}

export function encodeMark(mark: LevelMark): Bytes {
  return record(0, codes[mark]);
}

/** The mark in the record that begins at `offset`, or null. */
export function markAt(records: Uint8Array, offset: number): LevelMark | null {
  const view = new DataView(records.buffer, records.byteOffset, records.byteLength);
  return view.getUint16(offset) === 0 ? (marks.get(view.getUint16(offset + 2)) ?? null) : null;
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

function record(peak: number, rms: number): Bytes {
  return new ByteWriter(levelRecordLength).u16(peak).u16(rms).done();
}
