import { entropyToMnemonic, mnemonicToEntropy } from '@scure/bip39';
import { wordlist } from '@scure/bip39/wordlists/english.js';
import { sheetWordCount } from '../../../contract/limits.ts';
import { SottoError } from '../../../contract/sotto-error.ts';
import { SecretKey } from '../secret-key.ts';

/** docs/vault-format.md, Recovery slot: `E`, which the words of a sheet spell. */
export type RecoverySecret = SecretKey<'recovery'>;

/** The 24 words of a sheet. They are strings, which nothing wipes; the process that made them ends at the next lock. */
export function wordsOf(secret: RecoverySecret): string[] {
  return secret.use((bytes) => entropyToMnemonic(bytes, wordlist)).split(' ');
}

/**
 * What the words spell, however they were typed.
 *
 * @throws `vault/sheet-misread` for anything but 24 words of the list with the right checksum.
 */
export function readWords(typed: string): RecoverySecret {
  const words = typed.trim().toLowerCase().split(/\s+/);
  if (words.length !== sheetWordCount) throw new SottoError('vault/sheet-misread');
  try {
    return SecretKey.take('recovery', mnemonicToEntropy(words.join(' '), wordlist));
  } catch {
    throw new SottoError('vault/sheet-misread');
  }
}
