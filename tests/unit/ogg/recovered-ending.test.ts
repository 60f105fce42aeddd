import { beforeAll, describe, expect, it } from 'vitest';
import { OpusStream } from '../../../main/ogg/opus-stream.ts';
import { endCutStream, endingLength, readEnding } from '../../../main/ogg/recovered-ending.ts';
import { durationMsAt } from '../../../main/ogg/stream-time.ts';
import { decodeOgg, judgeOgg, pagesOf, speechPackets } from '../../support/ogg-tools.ts';

let whole: Uint8Array;
let speech: Uint8Array[];
beforeAll(async () => {
  speech = await speechPackets(48_000);
  const stream = new OpusStream(5, 120);
  whole = Buffer.concat(
    [stream.headers(), ...speech.map((packet) => stream.add(packet)), stream.end()].filter((page) => page !== null),
  );
});

function recovered(cut: Uint8Array): Uint8Array {
  const tailOffset = Math.max(0, cut.length - endingLength);
  const { keptLength, appended } = endCutStream(cut.subarray(tailOffset));
  return Buffer.concat([cut.subarray(0, tailOffset + keptLength), appended]);
}

describe('a stream that was cut off', () => {
  it.each([0.01, 0.2, 0.5, 0.77, 0.99])('at %d of its length ends so that every reader is content', async (part) => {
    const ogg = recovered(whole.subarray(0, Math.floor(whole.length * part) + 100));
    const verdict = await judgeOgg(ogg);
    expect(verdict.complaints).toEqual([]);
    const { granulePosition, isRecovered } = readEnding(ogg.subarray(-endingLength));
    expect(isRecovered).toBe(true);
    expect(verdict.playbackSeconds).toEqual([expect.closeTo(durationMsAt(granulePosition) / 1000, 2)]);
    expect((await decodeOgg(ogg)).length).toBe(granulePosition - 312);
  });

  it('keeps every whole page as it was', () => {
    const cut = whole.subarray(0, whole.length - 1);
    const ogg = recovered(cut);
    const kept = pagesOf(ogg).slice(0, -1);
    expect(kept).toEqual(pagesOf(whole).slice(0, kept.length));
    expect(kept).toHaveLength(pagesOf(whole).length - 1);
  });

  it('ends the same when it is recovered again', () => {
    const once = recovered(whole.subarray(0, 5000));
    expect(recovered(once)).toEqual(once);
  });

  it('is left as it is when its own last page was saved', () => {
    expect(recovered(whole)).toEqual(whole);
  });

  it('is refused without its headers', () => {
    expect(() => endCutStream(whole.subarray(0, 30))).toThrow('integrity/record-malformed');
  });
});

describe('a stream that its recorder ended', () => {
  it.each([0, 1, 25, 50, 60])('after %i packets is not taken for a recovered one', (count) => {
    const stream = new OpusStream(5, 120);
    const pages = [stream.headers(), ...speech.slice(0, count).map((packet) => stream.add(packet)), stream.end()];
    expect(readEnding(Buffer.concat(pages.filter((page) => page !== null))).isRecovered).toBe(false);
  });

  it('is refused when it has no last page', () => {
    expect(() => readEnding(whole.subarray(0, 5000))).toThrow('integrity/record-malformed');
  });
});
