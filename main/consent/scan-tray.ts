import type { PersonId, SessionId } from '../../contract/ids.ts';
import { scanKindOf, type ScanKind, type ScanPart } from '../../contract/scan.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { copyBytes, type Bytes } from '../crypto/bytes.ts';
import { wipe } from '../crypto/sodium.ts';

interface Whose {
  readonly sessionId: SessionId;
  readonly personId: PersonId;
}

export interface Scan {
  readonly kind: ScanKind;
  readonly bytes: Bytes;
}

/**
 * The one scan that is on its way from the page, in memory only: it comes in parts, because a call is smaller than a
 * scan, and is kept when its consent is given. The next one takes its place.
 */
export class ScanTray {
  #held: (Whose & { readonly bytes: Bytes; receivedBytes: number }) | null = null;

  /** @throws `request/invalid` for a part that is not the next one of this scan, or goes beyond its size. */
  add({ sessionId, personId, sizeBytes, offsetBytes, part }: Whose & ScanPart): void {
    const bytes = Buffer.from(part, 'base64');
    if (bytes.toString('base64') !== part) throw new SottoError('request/invalid');
    if (offsetBytes === 0) {
      this.clear();
      this.#held = { sessionId, personId, bytes: new Uint8Array(sizeBytes), receivedBytes: 0 };
    }
    const held = this.#heldOf({ sessionId, personId });
    const isNext = held?.bytes.length === sizeBytes && held.receivedBytes === offsetBytes;
    if (held === null || !isNext || offsetBytes + bytes.length > sizeBytes) throw new SottoError('request/invalid');
    held.bytes.set(bytes, offsetBytes);
    held.receivedBytes += bytes.length;
  }

  /** The whole scan for this person. @throws `consent/scan-missing` until it is whole, `consent/scan-unknown`. */
  scanOf(whose: Whose): Scan {
    const held = this.#heldOf(whose);
    if (held === null || held.receivedBytes !== held.bytes.length) throw new SottoError('consent/scan-missing');
    const kind = scanKindOf(held.bytes);
    if (kind === null) throw new SottoError('consent/scan-unknown');
    return { kind, bytes: copyBytes(held.bytes) };
  }

  clear(): void {
    if (this.#held !== null) wipe(this.#held.bytes);
    this.#held = null;
  }

  #heldOf({ sessionId, personId }: Whose) {
    return this.#held?.sessionId === sessionId && this.#held.personId === personId ? this.#held : null;
  }
}
