import { sampleRateHz, samplesPerPacket } from '../../contract/limits.ts';
import { preSkipSamples } from './opus-headers.ts';

const samplesPerMs = sampleRateHz / 1000;

/** What a player shows for a stream that ends at this granule position (RFC 7845, section 4.3), in whole milliseconds. */
export function durationMsAt(granulePosition: number): number {
  return Math.max(0, Math.floor((granulePosition - preSkipSamples) / samplesPerMs));
}

/** The same for a number of packets of 20 ms, none trimmed. */
export function durationMsOf(packetCount: number): number {
  return durationMsAt(packetCount * samplesPerPacket);
}

/** The packets that it takes to play for `durationMs`: the inverse of `durationMsOf`. */
export function packetCountOf(durationMs: number): number {
  if (durationMs === 0) return 0;
  return Math.ceil((durationMs * samplesPerMs + preSkipSamples) / samplesPerPacket);
}
