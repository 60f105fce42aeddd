import { packetSizeBytes, type BitrateBps } from '../../contract/limits.ts';
import { silencePacket } from '../../main/ogg/silence-packet.ts';

const numberLength = 4;

/** A packet that plays as silence and has its number in its padding, which nothing that plays it looks at. */
export function numberedPacket(number: number, bitrateBps: BitrateBps): Uint8Array<ArrayBuffer> {
  const packet = silencePacket(packetSizeBytes(bitrateBps));
  new DataView(packet.buffer).setUint32(packet.length - numberLength, number);
  return packet;
}

/** The number of such a packet; 0 for silence that was filled in. */
export function numberOf(packet: Uint8Array): number {
  return new DataView(packet.buffer, packet.byteOffset).getUint32(packet.length - numberLength);
}
