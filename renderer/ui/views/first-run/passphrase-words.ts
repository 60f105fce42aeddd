import { wordlist } from '@scure/bip39/wordlists/english.js';

/** Seven words of 2048 are 77 bits: more than Argon2id at this cost lets anyone try. */
const wordCount = 7;

/**
 * Seven words drawn at random, each as likely as any other, with a space between. The only use of randomness on this
 * page. The list is that of BIP 39; the words are a passphrase here and nothing else.
 */
export function suggestWords(): string {
  const drawn = crypto.getRandomValues(new Uint16Array(wordCount));
  // 2048 divides 65536, so the remainder is not biased.
  return Array.from(drawn, (value) => wordlist[value % wordlist.length] ?? '').join(' ');
}
