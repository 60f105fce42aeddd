import { describe, expect, it } from 'vitest';
import { beginsAtOf, encodeHeaderPages, encodeOpusTags } from '../../../main/ogg/opus-headers.ts';
import { judgeOgg, pagesOf } from '../../support/ogg-tools.ts';
import { OpusStream } from '../../../main/ogg/opus-stream.ts';
import { silencePacket } from '../../../main/ogg/silence-packet.ts';

describe('where a stream begins in its recording', () => {
  it.each([0, 1, 75, 1_440_000])('is written in the comment header and read back: %i', (packets) => {
    const [, tags] = pagesOf(encodeHeaderPages(7, packets));
    expect(beginsAtOf(tags?.packets[0] ?? new Uint8Array(0))).toBe(packets);
  });

  it('is nothing in a stream that was not told', () => {
    expect(beginsAtOf(encodeOpusTags())).toBeNull();
  });

  it.each([
    'OpusTags',
    'SOTTO_BEGINS_AT=',
    'SOTTO_BEGINS_AT=-1',
    'SOTTO_BEGINS_AT=12x',
    `SOTTO_BEGINS_AT=${'9'.repeat(13)}`,
  ])('is nothing where it reads %s', (text) => {
    expect(beginsAtOf(new TextEncoder().encode(text))).toBeNull();
  });

  it('is a comment that other readers are content with', async () => {
    const stream = new OpusStream(7, 120);
    const headers = stream.headers(75);
    stream.add(silencePacket(120));
    expect(await judgeOgg(Buffer.concat([headers, stream.end()]))).toMatchObject({ complaints: [] });
  });
});
