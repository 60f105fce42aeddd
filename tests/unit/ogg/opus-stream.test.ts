import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import { beforeAll, describe, expect, it } from 'vitest';
import { bitratesBps, maximumPagePackets, packetSizeBytes } from '../../../contract/limits.ts';
import { OpusStream } from '../../../main/ogg/opus-stream.ts';
import { durationMsOf } from '../../../main/ogg/stream-time.ts';
import { serial, streamOf } from '../../support/ogg-stream.ts';
import { decodeOgg, judgeOgg, pagesOf, speechPackets } from '../../support/ogg-tools.ts';

let speech: Uint8Array[];
beforeAll(async () => {
  speech = await speechPackets(48_000);
});

describe('a stream of speech', () => {
  it.each([1, 24, 25, 26, 50, 137])('of %i packets satisfies opusinfo and ffprobe', async (count) => {
    const ogg = streamOf(speech.slice(0, count), 120);
    const verdict = await judgeOgg(ogg);
    expect(verdict.complaints).toEqual([]);
    // A full last page leaves none waiting, so 20 ms of silence end the stream.
    const expected = durationMsOf(count % maximumPagePackets === 0 ? count + 1 : count);
    expect(verdict.playbackSeconds).toEqual([expect.closeTo(expected / 1000, 2)]);
  });

  it('gives mediabunny the packets that went in', async () => {
    const input = new Input({ source: new BufferSource(streamOf(speech.slice(0, 137), 120)), formats: ALL_FORMATS });
    const track = await input.getPrimaryAudioTrack();
    if (track === null) throw new Error('no track');
    const read: Uint8Array[] = [];
    for await (const packet of new EncodedPacketSink(track).packets()) read.push(packet.data);
    expect(read.map((packet) => Buffer.from(packet).toString('hex'))).toEqual(
      speech.slice(0, 137).map((packet) => Buffer.from(packet).toString('hex')),
    );
    expect(await track.getCodec()).toBe('opus');
    expect(await track.getSampleRate()).toBe(48_000);
    expect(await track.getNumberOfChannels()).toBe(1);
  });

  it('has pages of half a second at most, numbered without a gap, under one serial number', () => {
    const pages = pagesOf(streamOf(speech.slice(0, 137), 120));
    expect(pages.map((page) => page.sequence)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(new Set(pages.map((page) => page.serial))).toEqual(new Set([serial]));
    expect(Math.max(...pages.map((page) => page.packets.length))).toBe(maximumPagePackets);
    expect(pages.map((page) => page.granulePosition)).toEqual([0, 0, 24_000, 48_000, 72_000, 96_000, 120_000, 131_520]);
    expect(pages.map((page) => [page.isFirst, page.isLast])).toEqual([
      [true, false],
      ...Array.from({ length: 6 }, () => [false, false]),
      [false, true],
    ]);
  });

  it('goes on after a page was flushed early', async () => {
    const stream = new OpusStream(serial, 120);
    const pages: Uint8Array[] = [stream.headers()];
    for (const packet of speech.slice(0, 30)) {
      const page = stream.add(packet) ?? stream.flush();
      if (page !== null) pages.push(page);
    }
    expect(stream.flush()).toBeNull();
    for (const packet of speech.slice(30, 40)) stream.add(packet);
    pages.push(stream.end());
    const ogg = Buffer.concat(pages);
    expect(await judgeOgg(ogg)).toMatchObject({ complaints: [] });
    expect((await decodeOgg(ogg)).length).toBe(40 * 960 - 312);
  });
});

describe('a stream without sound', () => {
  it.each(bitratesBps)('at %i bit/s is valid and silent', async (bitrateBps) => {
    const ogg = streamOf([], packetSizeBytes(bitrateBps));
    expect(await judgeOgg(ogg)).toMatchObject({ complaints: [] });
    expect((await decodeOgg(ogg)).every((sample) => Math.abs(sample) <= 1)).toBe(true);
  });
});

it('refuses a packet of another size', () => {
  expect(() => new OpusStream(serial, 120).add(new Uint8Array(119))).toThrow(RangeError);
});
