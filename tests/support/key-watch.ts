import { vi } from 'vitest';
import { SecretKey, type KeyName } from '../../main/crypto/secret-key.ts';

export interface KeyWatch {
  /** Of every key made since, in order. */
  readonly made: () => KeyName[];
  /** Of those that still hold their bytes. */
  readonly alive: () => KeyName[];
  readonly [Symbol.dispose]: () => void;
}

/** Remembers every secret key that is made until it is disposed of. */
export function watchKeys(): KeyWatch {
  const keys: SecretKey<KeyName>[] = [];
  const { take, random } = SecretKey;
  const watched = [
    vi.spyOn(SecretKey, 'take').mockImplementation((name, bytes) => remember(take(name, bytes))),
    vi.spyOn(SecretKey, 'random').mockImplementation((name) => remember(random(name))),
  ];
  function remember<Name extends KeyName>(key: SecretKey<Name>): SecretKey<Name> {
    keys.push(key);
    return key;
  }
  return {
    made: () => keys.map(({ name }) => name),
    alive: () => keys.filter(holdsBytes).map(({ name }) => name),
    [Symbol.dispose]: () => watched.forEach((spy) => spy.mockRestore()),
  };
}

function holdsBytes(key: SecretKey<KeyName>): boolean {
  try {
    return key.use(() => true);
  } catch {
    return false;
  }
}
