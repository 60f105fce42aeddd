import type { Passage } from '../../contract/passage.ts';
import { sampleRateHz, samplesPerPacket } from '../../contract/limits.ts';
import { preSkipSamples } from './opus-headers.ts';

/** Opus predicts from what came before: so much of the sound at each edge goes with a passage (RFC 7845, section 4.6). */
export const passageEdgeMs = 80;
const samplesPerMs = sampleRateHz / 1000;

/** Packets from `first` up to, and without, `end`, counted through all segments of a recording. */
export interface PacketRange {
  readonly first: number;
  readonly end: number;
}

/** The packets that go with a passage: widened by `passageEdgeMs` at each edge and rounded out to whole packets. */
export function packetsOfPassage({ fromMs, toMs }: Passage, packetCount: number): PacketRange {
  const packetAt = (ms: number): number => (ms * samplesPerMs + preSkipSamples) / samplesPerPacket;
  return {
    first: Math.max(0, Math.floor(packetAt(fromMs - passageEdgeMs))),
    end: Math.min(packetCount, Math.ceil(packetAt(toMs + passageEdgeMs))),
  };
}

/** When a player comes to these packets, rounded out to whole milliseconds. */
export function passageOfPackets({ first, end }: PacketRange, durationMs: number): Passage {
  const msAt = (packet: number): number => (packet * samplesPerPacket - preSkipSamples) / samplesPerMs;
  return { fromMs: Math.max(0, Math.floor(msAt(first))), toMs: Math.min(durationMs, Math.ceil(msAt(end))) };
}
