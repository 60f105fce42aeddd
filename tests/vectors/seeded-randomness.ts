import { createHash } from 'node:crypto';
import sodium from 'libsodium-wrappers-sumo';

/**
 * Makes libsodium's randomness the same at every run, for as long as `act` runs, so that vectors come out byte for
 * byte. Only for making vectors: nothing in the app can do this.
 */
export async function withSeededRandomness<Value>(seed: string, act: () => Value): Promise<Value> {
  await sodium.ready;
  const { randombytes_buf } = sodium;
  let calls = 0;
  const seeded = (length: number): Uint8Array => {
    calls += 1;
    return new Uint8Array(createHash('shake256', { outputLength: length }).update(`${seed} ${calls}`).digest());
  };
  Object.assign(sodium, { randombytes_buf: seeded });
  try {
    return act();
  } finally {
    Object.assign(sodium, { randombytes_buf });
  }
}
