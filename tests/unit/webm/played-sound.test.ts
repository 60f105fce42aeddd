import fc from 'fast-check';
import { ALL_FORMATS, BufferSource, EncodedPacketSink, Input } from 'mediabunny';
import { beforeAll, describe, expect, it } from 'vitest';
import { maximumReadBytes } from '../../../contract/limits.ts';
import { PlayedSound } from '../../../main/webm/played-sound.ts';
import { numberedPackets, streamBytes, streamOf } from '../../support/ogg-stream.ts';
import { speechPackets } from '../../support/ogg-tools.ts';
import { decodeByFfmpeg } from '../../support/webm-tools.ts';

const packetSizeBytes = 120;

function soundOf(...segments: readonly (readonly Uint8Array[])[]): Promise<PlayedSound> {
  return PlayedSound.open(segments.map((packets) => streamBytes(streamOf(packets, packetSizeBytes))));
}

/** The whole file, asked for as a player asks. */
async function read(sound: PlayedSound): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  for (let offset = 0; offset < sound.totalLength; offset += maximumReadBytes) {
    parts.push(await sound.readAt(offset, maximumReadBytes));
  }
  return new Uint8Array(Buffer.concat(parts));
}

async function packetsIn(file: Uint8Array<ArrayBuffer>): Promise<{ atMs: number; data: string }[]> {
  const track = await new Input({ source: new BufferSource(file), formats: ALL_FORMATS }).getPrimaryAudioTrack();
  if (track === null) throw new Error('no track');
  const packets: { atMs: number; data: string }[] = [];
  for await (const packet of new EncodedPacketSink(track).packets()) {
    packets.push({ atMs: Math.round(packet.timestamp * 1000), data: Buffer.from(packet.data).toString('hex') });
  }
  return packets;
}

const toHex = (packet: Uint8Array): string => Buffer.from(packet).toString('hex');

let speech: Uint8Array[];
beforeAll(async () => {
  speech = await speechPackets(48_000);
});

describe('a recording as one WebM file', () => {
  it.each([1, 99, 100, 101, 260])('has the %i packets of its stream, one every 20 ms', async (count) => {
    const packets = numberedPackets(count, packetSizeBytes);
    const found = await packetsIn(await read(await soundOf(packets)));
    expect(found.slice(0, count).map(({ data }) => data)).toEqual(packets.map(toHex));
    const [first] = found;
    expect(found.map(({ atMs }) => atMs - (first?.atMs ?? 0))).toEqual(found.map((_, index) => index * 20));
  });

  it('sounds to ffmpeg as the Ogg stream does', async () => {
    const ogg = streamOf(speech, packetSizeBytes);
    const expected = await decodeByFfmpeg(ogg);
    const sound = await PlayedSound.open([streamBytes(ogg)]);
    const found = await decodeByFfmpeg(await read(sound));
    expect(found.complaints).toBe('');
    expect(found.samples.subarray(0, expected.samples.length)).toEqual(expected.samples);
  });

  it('leads ffmpeg to any place by its cues', async () => {
    const sound = await soundOf(Array.from({ length: 40 }, () => speech.slice(0, 250)).flat());
    const file = await read(sound);
    const [whole, fromThere] = [await decodeByFfmpeg(file), await decodeByFfmpeg(file, 150)];
    // Times in the file are whole milliseconds.
    const passedOver = whole.samples.length - fromThere.samples.length;
    expect(Math.abs(passedOver - 150 * 48_000)).toBeLessThan(960);
    // A second on, the decoder has forgotten that it began in the middle.
    const later = passedOver + 48_000;
    expect(fromThere.samples.subarray(48_000, 96_000)).toEqual(whole.samples.subarray(later, later + 48_000));
  });

  it('joins segments into one time, those without a sound left out', async () => {
    const [one, other] = [numberedPackets(130, packetSizeBytes), numberedPackets(70, packetSizeBytes).reverse()];
    const headersOnly = streamOf([], packetSizeBytes);
    const sound = await PlayedSound.open([
      streamBytes(streamOf(one, packetSizeBytes)),
      streamBytes(headersOnly),
      streamBytes(streamOf(other, packetSizeBytes)),
    ]);
    const found = await packetsIn(await read(sound));
    expect(found.slice(0, 130).map(({ data }) => data)).toEqual(one.map(toHex));
    expect(found.slice(-70).map(({ data }) => data)).toEqual(other.map(toHex));
    expect((found.at(-1)?.atMs ?? 0) - (found[0]?.atMs ?? 0)).toBe((found.length - 1) * 20);
  });

  it('gives any part of itself alone', async () => {
    const sound = await soundOf(numberedPackets(333, packetSizeBytes), numberedPackets(111, packetSizeBytes));
    const whole = await read(sound);
    expect(whole).toHaveLength(sound.totalLength);
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length + 100), fc.nat(20_000), async (offset, length) => {
        expect(await sound.readAt(offset, length)).toEqual(whole.slice(offset, offset + length));
      }),
    );
  });

  it.each([
    [-1, 10],
    [0.5, 10],
    [0, -1],
    [Number.NaN, 1],
  ])('refuses what is no place in it: %d, %d', async (offset, length) => {
    const sound = await soundOf(numberedPackets(10, packetSizeBytes));
    await expect(sound.readAt(offset, length)).rejects.toThrow(RangeError);
  });
});

it('refuses segments whose packets differ in size', async () => {
  const other = streamBytes(streamOf(numberedPackets(30, 80), 80));
  const one = streamBytes(streamOf(numberedPackets(30, packetSizeBytes), packetSizeBytes));
  await expect(PlayedSound.open([one, other])).rejects.toMatchObject({ code: 'integrity/record-malformed' });
});
