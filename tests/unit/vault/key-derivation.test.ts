import { describe, expect, it } from 'vitest';
import { defaultParameters, maximumParameters, minimumParameters } from '../../../main/crypto/v1/passphrase.ts';
import { chooseParameters, expectedMs, measureCost } from '../../../main/vault/key-derivation.ts';

/** The cost at which the default parameters take so long. */
function costOf(defaultMs: number): number {
  return defaultMs / (defaultParameters.passes * defaultParameters.memoryKib);
}

describe('choosing how a passphrase becomes a key', () => {
  it.each([500, 1000, 2000])('keeps the default on a machine where it takes %i ms', (defaultMs) => {
    expect(chooseParameters(costOf(defaultMs))).toEqual(defaultParameters);
  });

  it('adds passes, not memory, on a quick machine, and stays openable', () => {
    expect(chooseParameters(costOf(250))).toEqual({ ...defaultParameters, passes: 12 });
    expect(chooseParameters(costOf(1))).toEqual({ ...defaultParameters, passes: maximumParameters.passes });
    expect(chooseParameters(0).passes).toBe(maximumParameters.passes);
  });

  it('takes less memory on a slow machine, down to the floor', () => {
    expect(chooseParameters(costOf(3000))).toEqual({ passes: 3, memoryKib: 128 * 1024 });
    expect(chooseParameters(costOf(60_000))).toEqual(minimumParameters);
  });

  it('expects a derivation to take in proportion to what was measured', () => {
    const times = [1000, 1024];
    const cost = measureCost(() => times.shift() ?? 0);
    expect(expectedMs({ passes: 3, memoryKib: 8 * 1024 }, cost)).toBe(24);
    expect(expectedMs({ passes: 3, memoryKib: 256 * 1024 }, cost)).toBe(768);
  });
});
