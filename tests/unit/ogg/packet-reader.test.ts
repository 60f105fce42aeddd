import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { endCutStream } from '../../../main/ogg/recovered-ending.ts';
import { PacketReader } from '../../../main/ogg/packet-reader.ts';
import { numberedPackets, streamBytes, streamOf } from '../../support/ogg-stream.ts';

const packetSizeBytes = 60;
const packets = numberedPackets(4000, packetSizeBytes);

function recovered(stream: Uint8Array): Uint8Array {
  const { keptLength, appended } = endCutStream(stream);
  return new Uint8Array(Buffer.concat([stream.subarray(0, keptLength), appended]));
}

describe('packets of a finished stream', () => {
  it('are found by their number, wherever pauses have flushed a page', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: packets.length }),
        fc.uniqueArray(fc.integer({ min: 1, max: packets.length }), { maxLength: 60 }),
        fc.array(fc.tuple(fc.nat(packets.length - 1), fc.integer({ min: 1, max: 700 })), {
          minLength: 5,
          maxLength: 5,
        }),
        async (packetCount, flushedAfter, places) => {
          const sound = packets.slice(0, packetCount);
          const reader = await PacketReader.open(streamBytes(streamOf(sound, packetSizeBytes, new Set(flushedAfter))));
          for (const [place, wanted] of places) {
            const first = place % packetCount;
            const count = Math.min(wanted, packetCount - first);
            expect(await reader.read(first, count)).toEqual(sound.slice(first, first + count));
          }
        },
      ),
      { numRuns: 60 },
    );
  });

  it.each([1, 24, 25, 26, 500])('are %i, and the one that a full last page is ended with', async (count) => {
    const reader = await PacketReader.open(streamBytes(streamOf(packets.slice(0, count), packetSizeBytes)));
    expect(reader.packetCount).toBe(count % 25 === 0 ? count + 1 : count);
    expect(reader.packetSizeBytes).toBe(packetSizeBytes);
  });

  it('are those that were saved when a recovery has ended the stream', async () => {
    const whole = streamOf(packets.slice(0, 110), packetSizeBytes);
    const reader = await PacketReader.open(streamBytes(recovered(whole.subarray(0, whole.length - 40))));
    expect(reader.packetCount).toBe(100);
    expect(await reader.read(98, 2)).toEqual(packets.slice(98, 100));
  });

  it('are none when nothing but the headers was saved', async () => {
    const whole = streamOf(packets.slice(0, 25), packetSizeBytes);
    const reader = await PacketReader.open(streamBytes(recovered(whole.subarray(0, 300))));
    expect(reader.packetCount).toBe(0);
  });

  it('are read near their place and nowhere else', async () => {
    const stream = streamOf(packets, packetSizeBytes);
    const reads: number[] = [];
    const bytes = streamBytes(stream);
    const reader = await PacketReader.open({
      ...bytes,
      readAt: (offset, length) => {
        reads.push(offset);
        return bytes.readAt(offset, length);
      },
    });
    reads.length = 0;
    await reader.read(2000, 100);
    const place = stream.length / 2;
    expect(reads.filter((offset) => Math.abs(offset - place) > 10_000)).toEqual([]);
  });
});

describe('what is no stream of ours', () => {
  it.each([
    ['nothing', new Uint8Array(0)],
    ['noise', new Uint8Array(5000).fill(7)],
    ['a stream without its end', streamOf(packets.slice(0, 100), packetSizeBytes).subarray(0, 3000)],
    ['a stream without its beginning', streamOf(packets.slice(0, 100), packetSizeBytes).subarray(40)],
  ])('is refused: %s', async (_, stream) => {
    await expect(PacketReader.open(streamBytes(stream))).rejects.toMatchObject({ code: 'integrity/record-malformed' });
  });

  it('is refused when pages are missing in the middle', async () => {
    const stream = streamOf(packets.slice(0, 1000), packetSizeBytes);
    const without = new Uint8Array(stream);
    without.fill(0, 20_000, 40_000);
    const reader = await PacketReader.open(streamBytes(without));
    await expect(reader.read(480, 20)).rejects.toMatchObject({ code: 'integrity/record-malformed' });
  });
});
