import { en } from '../../text/en.ts';

const typedEverywhere = /^[ -~]*$/;
const lettersAndDigits = /^[A-Za-z0-9 ]*$/;

/** What somebody should know who may sit at another keyboard next time; null when there is nothing to say. */
export function keyboardNote(passphrase: string): string | null {
  if (!typedEverywhere.test(passphrase)) return en.passphrase.rareCharacters;
  return lettersAndDigits.test(passphrase) ? null : en.passphrase.movingCharacters;
}
