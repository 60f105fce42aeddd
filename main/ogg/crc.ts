/** RFC 3533, section 6: polynomial 0x04c11db7, not reflected, starting at 0, nothing added at the end. */
const polynomial = 0x04c11db7;

const table = Uint32Array.from({ length: 256 }, (_, byte) => {
  let remainder = byte << 24;
  for (let bit = 0; bit < 8; bit += 1) {
    remainder = remainder & 0x80000000 ? (remainder << 1) ^ polynomial : remainder << 1;
  }
  return remainder;
});

/** Checksum of an Ogg page whose own checksum field is zero. */
export function oggChecksum(bytes: Uint8Array): number {
  let remainder = 0;
  for (const byte of bytes) {
    remainder = (remainder << 8) ^ (table[((remainder >>> 24) ^ byte) & 0xff] ?? 0);
  }
  return remainder >>> 0;
}
