import type Database from 'better-sqlite3';
import type { SecretKey } from '../crypto/secret-key.ts';
import { wipe } from '../crypto/sodium.ts';

/**
 * Gives the connection its key as SQLCipher's raw key, `x'<64 hexadecimal digits>'`: no derivation from a passphrase.
 *
 * @throws RangeError for a key of zeros, which is one that was never made; Error when the library refuses it.
 */
export function giveKey(connection: Database.Database, key: SecretKey<'index'>): void {
  key.use((bytes) => {
    // An empty key makes a plaintext file without a word.
    if (bytes.length !== 32 || bytes.every((byte) => byte === 0)) throw new RangeError('the index key is empty');
    const literal = rawKeyLiteral(bytes);
    try {
      if (connection.key(literal) !== 0) throw new Error('the index key was refused');
    } finally {
      wipe(literal);
    }
  });
}

/** Written digit by digit: a string could not be wiped. */
function rawKeyLiteral(bytes: Uint8Array): Buffer {
  const digits = Buffer.from('0123456789abcdef', 'latin1');
  const literal = Buffer.alloc(bytes.length * 2 + 3);
  literal.write("x'", 'latin1');
  bytes.forEach((byte, index) => {
    digits.copy(literal, 2 + index * 2, byte >> 4, (byte >> 4) + 1);
    digits.copy(literal, 3 + index * 2, byte & 15, (byte & 15) + 1);
  });
  literal.write("'", literal.length - 1, 'latin1');
  return literal;
}
