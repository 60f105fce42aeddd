import type { AgreementTerms } from '../../contract/agreement.ts';
import type { Agreement, Language } from '../../contract/consent.ts';
import { textHashSchema, type TextHash } from '../../contract/ids.ts';
import type { Capacity } from '../../contract/session.ts';
import { toHex } from '../crypto/bytes.ts';
import { agreementTextHash } from '../crypto/v1/log-entry.ts';
import { fieldWordsEn } from './agreement-words-en.ts';
import { fillTemplate } from './template.ts';

export function hashOfText(text: string): TextHash {
  return textHashSchema.parse(toHex(agreementTextHash(text)));
}

/**
 * The agreement that a person of this capacity is shown: the template filled with the terms. Its hash is what their
 * consent names.
 *
 * @throws `consent/template-field`.
 */
export function composeAgreement(
  template: { readonly text: string; readonly language: Language },
  terms: AgreementTerms,
  capacity: Capacity,
): Agreement {
  const text = fillTemplate(template.text, fieldWordsEn(terms, capacity));
  return { text, textHash: hashOfText(text), language: template.language, purposes: [...terms.purposes] };
}
