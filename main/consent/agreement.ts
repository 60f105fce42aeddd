import { purposes, type Agreement, type Language } from '../../contract/consent.ts';
import { textHashSchema } from '../../contract/ids.ts';
import type { Capacity } from '../../contract/session.ts';
import { toHex } from '../crypto/bytes.ts';
import { agreementTextHash } from '../crypto/v1/log-entry.ts';
import { agreementTextEn } from './agreement-text-en.ts';

/** The agreement that a person of this capacity is shown now; its hash is what their consent names. */
export function composeAgreement(capacity: Capacity, language: Language): Agreement {
  const text = agreementTextEn(capacity);
  return { text, textHash: textHashSchema.parse(toHex(agreementTextHash(text))), language, purposes: [...purposes] };
}
