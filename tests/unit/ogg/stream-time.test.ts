import fc from 'fast-check';
import { expect, it } from 'vitest';
import { durationMsOf, packetCountOf } from '../../../main/ogg/stream-time.ts';

it('counts 20 ms a packet but for what the decoder skips', () => {
  expect(durationMsOf(0)).toBe(0);
  expect(durationMsOf(1)).toBe(13);
  expect(durationMsOf(50 * 3600)).toBe(3_599_993);
});

it('tells the packets of a duration again', () => {
  fc.assert(fc.property(fc.nat(10_000_000), (count) => packetCountOf(durationMsOf(count)) === count));
});
