import { maximumPassphraseLength, minimumPassphraseLength } from '../../contract/limits.ts';
import { SottoError } from '../../contract/sotto-error.ts';

/**
 * Counted in Unicode code points of the NFC form, so that no keyboard makes a passphrase seem longer than it is.
 *
 * @throws `vault/passphrase-too-short`, `vault/passphrase-too-long`.
 */
export function assertPassphraseLength(passphrase: string): void {
  const length = Array.from(passphrase.normalize('NFC')).length;
  if (length < minimumPassphraseLength) {
    throw new SottoError('vault/passphrase-too-short', { minimum: minimumPassphraseLength });
  }
  if (length > maximumPassphraseLength) {
    throw new SottoError('vault/passphrase-too-long', { maximum: maximumPassphraseLength });
  }
}
