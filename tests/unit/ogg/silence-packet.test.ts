import { describe, expect, it } from 'vitest';
import { bitratesBps, packetSizeBytes } from '../../../contract/limits.ts';
import { OpusStream } from '../../../main/ogg/opus-stream.ts';
import { silencePacket } from '../../../main/ogg/silence-packet.ts';
import { decodeOgg, judgeOgg, speechPackets } from '../../support/ogg-tools.ts';

describe('a silent packet', () => {
  it.each(bitratesBps)('at %i bit/s has the size of sound and decodes as silence, also after speech', async (rate) => {
    const size = packetSizeBytes(rate);
    const speech = (await speechPackets(rate)).slice(0, 50);
    const silence = Array.from({ length: 50 }, () => silencePacket(size));
    const stream = new OpusStream(1, size);
    const pages = [stream.headers(), ...[...speech, ...silence].map((packet) => stream.add(packet)), stream.end()];
    const ogg = Buffer.concat(pages.filter((page) => page !== null));
    expect(await judgeOgg(ogg)).toMatchObject({ complaints: [] });
    const samples = await decodeOgg(ogg);
    expect(samples.subarray(0, 40 * 960).some((sample) => Math.abs(sample) > 1000)).toBe(true);
    // The decoder fades out over the first of them.
    expect(samples.subarray(55 * 960).every((sample) => Math.abs(sample) <= 1)).toBe(true);
  });

  it.each([4, 260])('of %i bytes does not exist', (size) => {
    expect(() => silencePacket(size)).toThrow(RangeError);
  });

  it.each([5, 259])('of %i bytes has exactly that length', (size) => {
    expect(silencePacket(size)).toHaveLength(size);
  });
});
