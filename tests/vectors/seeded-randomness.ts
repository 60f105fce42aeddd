import { createHash } from 'node:crypto';

/**
 * Makes the system's randomness the same at every run, for as long as `act` runs, so that vectors come out byte for
 * byte. Only for making vectors: nothing in the app can do this.
 */
export function withSeededRandomness<Value>(seed: string, act: () => Value): Value {
  let calls = 0;
  const getRandomValues = (bytes: Uint8Array): Uint8Array => {
    calls += 1;
    bytes.set(createHash('shake256', { outputLength: bytes.length }).update(`${seed} ${calls}`).digest());
    return bytes;
  };
  // An own property in front of the one that all of Web Cryptography inherits.
  Object.defineProperty(crypto, 'getRandomValues', { value: getRandomValues, configurable: true });
  try {
    return act();
  } finally {
    Reflect.deleteProperty(crypto, 'getRandomValues');
  }
}
