import type { PersonId, SessionId } from '../../../../contract/ids.ts';
import { scanPartBytes } from '../../../../contract/limits.ts';
import { vault } from '../../vault-client.ts';

/** Characters that one call of `String.fromCharCode` takes. */
const stride = 8192;

function base64Of(bytes: Uint8Array): string {
  let text = '';
  for (let offset = 0; offset < bytes.length; offset += stride) {
    text += String.fromCharCode(...bytes.subarray(offset, offset + stride));
  }
  return btoa(text);
}

/** Sends a scan ahead of its consent, part by part, as a call is smaller than a scan. Throws a `VaultError`. */
export async function sendScan(
  whose: { readonly sessionId: SessionId; readonly personId: PersonId },
  bytes: Uint8Array,
): Promise<void> {
  for (let offsetBytes = 0; offsetBytes < bytes.length; offsetBytes += scanPartBytes) {
    const part = base64Of(bytes.subarray(offsetBytes, offsetBytes + scanPartBytes));
    await vault.consent.addScanPart({ ...whose, sizeBytes: bytes.length, offsetBytes, part });
  }
}
