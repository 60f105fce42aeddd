import { setImmediate } from 'node:timers/promises';
import { argon2id, argon2SaltLength } from '../crypto/sodium.ts';
import {
  defaultParameters,
  maximumParameters,
  minimumParameters,
  type Argon2Parameters,
} from '../crypto/v1/passphrase.ts';

/** Hears how long the key derivation that follows is expected to block, in milliseconds. */
export type OnDeriving = (expectedMs: number) => void;

/** What one pass over one KiB costs on this machine, in milliseconds. */
export type CostPerPassKib = number;

const probe: Argon2Parameters = { passes: 3, memoryKib: 8 * 1024 };
/** Between these no calibration is done: the default serves nearly every machine. */
const fastestMs = 500;
const aimMs = 1000;
const slowestMs = 2000;

/** Times a derivation an eighth of the floor's size, which blocks some 25 ms. */
export function measureCost(now: () => number = () => performance.now()): CostPerPassKib {
  const startedAtMs = now();
  argon2id(new Uint8Array(1), new Uint8Array(argon2SaltLength), probe.passes, probe.memoryKib * 1024);
  return (now() - startedAtMs) / (probe.passes * probe.memoryKib);
}

export function expectedMs({ passes, memoryKib }: Argon2Parameters, cost: CostPerPassKib): number {
  return Math.round(passes * memoryKib * cost);
}

/**
 * Parameters that take about a second. A quick machine gets more passes, not more memory, so that the vault still
 * opens on a smaller one; a slow machine gets less memory, halved down to the floor.
 */
export function chooseParameters(cost: CostPerPassKib): Argon2Parameters {
  const defaultMs = expectedMs(defaultParameters, cost);
  if (defaultMs < fastestMs) {
    const passes = Math.floor((defaultParameters.passes * aimMs) / Math.max(defaultMs, 1));
    return { ...defaultParameters, passes: Math.min(passes, maximumParameters.passes) };
  }
  let { memoryKib } = defaultParameters;
  while (memoryKib > minimumParameters.memoryKib && expectedMs({ ...defaultParameters, memoryKib }, cost) > slowestMs) {
    memoryKib /= 2;
  }
  return { ...defaultParameters, memoryKib };
}

/** Tells `onDeriving`, and lets the word get out before the derivation blocks this process. */
export async function announce(onDeriving: OnDeriving, parameters: Argon2Parameters, cost: CostPerPassKib) {
  onDeriving(expectedMs(parameters, cost));
  await setImmediate();
}
