import { defaultBitrateBps, maximumReadBytes, packetSizeBytes } from '../../contract/limits.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { Bytes } from './little-endian.ts';
import { preSkipSamples } from './opus-headers.ts';
import { encodePage, type OggPage } from './page.ts';
import { pagesFromTheEnd } from './page-finder.ts';
import { silencePacket } from './silence-packet.ts';

/** Bytes from the end of a stream that tell how it ends; many times the longest page Sotto makes. */
export const endingLength = maximumReadBytes;

export interface StreamEnding {
  /** Bytes of the tail that stay: up to the end of its last whole page. */
  readonly keptLength: number;
  /** Bytes to put after them, so that the stream ends as RFC 3533 wants. */
  readonly appended: Bytes;
  readonly granulePosition: number;
}

/**
 * How to end a stream that was cut off. `tail` is its last `endingLength` bytes, or all there are.
 *
 * The page added holds one silent packet and the granule position of the page before, which trims the silence away
 * (RFC 7845, section 4.4): players, opusinfo and ffprobe are content, nothing is added to what is heard, no page that
 * was saved is changed, and `readEnding` sees later that a recovery ended the stream.
 *
 * @throws `integrity/record-malformed` when not even the two pages of headers are whole.
 */
export function endCutStream(tail: Uint8Array): StreamEnding {
  const [last] = pagesFromTheEnd(tail);
  if (last === undefined || last.page.isFirst) throw new SottoError('integrity/record-malformed');
  const { page, end } = last;
  if (page.isLast) return { keptLength: end, appended: new Uint8Array(0), granulePosition: page.granulePosition };
  const granulePosition = Math.max(preSkipSamples, page.granulePosition);
  const appended = encodePage({
    isFirst: false,
    isLast: true,
    granulePosition,
    serial: page.serial,
    sequence: page.sequence + 1,
    packets: [silencePacket(silenceSize(page))],
  });
  return { keptLength: end, appended, granulePosition };
}

/**
 * Who ended a whole stream, and where. `tail` as for `endCutStream`.
 *
 * @throws `integrity/record-malformed` when it does not end in a last page.
 */
export function readEnding(tail: Uint8Array): { granulePosition: number; isRecovered: boolean } {
  const [last, previous] = pagesFromTheEnd(tail);
  if (last === undefined || !last.page.isLast || last.end !== tail.length) {
    throw new SottoError('integrity/record-malformed');
  }
  const { granulePosition } = last.page;
  const before = previous === undefined ? 0 : previous.page.granulePosition;
  return { granulePosition, isRecovered: granulePosition === Math.max(preSkipSamples, before) };
}

/** As long as the sound before it; a page of headers (granule position 0) says nothing about that. */
function silenceSize(page: OggPage): number {
  const [packet] = page.granulePosition === 0 ? [] : page.packets;
  return packet?.length ?? packetSizeBytes(defaultBitrateBps);
}
