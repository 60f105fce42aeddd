import type { Signature } from '../../contract/consent.ts';
import { concatBytes, utf8, type Bytes } from '../crypto/bytes.ts';
import type { Scan } from './scan-tray.ts';

/** What a consent rests on: docs/vault-format.md, Evidence of a consent. */
export function encodeConsentEvidence(
  signature: Exclude<Signature, { kind: 'scan' }> | Scan,
  witness: string | null,
): Bytes {
  if (!('bytes' in signature)) return utf8(JSON.stringify({ signature, witness }));
  const { kind, bytes } = signature;
  const description = { signature: { kind: 'scan', format: kind, sizeBytes: bytes.length }, witness };
  return concatBytes(utf8(JSON.stringify(description)), new Uint8Array(1), bytes);
}
