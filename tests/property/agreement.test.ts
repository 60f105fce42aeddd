import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clientCopies, listeners, ownerships, templateFields } from '../../contract/agreement-codes.ts';
import { agreementChoiceSchema, type AgreementChoice } from '../../contract/agreement.ts';
import { purposes } from '../../contract/consent.ts';
import { capacities } from '../../contract/session.ts';
import { agreementTextEn } from '../../main/consent/agreement-text-en.ts';
import { fieldWordsEn } from '../../main/consent/agreement-words-en.ts';
import { composeAgreement } from '../../main/consent/agreement.ts';
import { termsOf } from '../../main/consent/term-days.ts';

const nowMs = Date.UTC(2026, 10, 24, 18, 5);
const days = fc.integer({ min: 1, max: 36_500 });
const dayToCome = fc
  .integer({ min: 2, max: 20_000 })
  .map((ahead) => new Date(nowMs + ahead * 86_400_000).toISOString().slice(0, 10));
const forDays = days.map((count) => ({ rule: 'for', days: count }) as const);
const untilDay = dayToCome.map((day) => ({ rule: 'until', day }) as const);

const choices: fc.Arbitrary<AgreementChoice> = fc
  .record({
    templateId: fc.constant('built-in'),
    listeners: fc.constantFrom(...listeners),
    retention: fc.oneof(
      forDays,
      untilDay,
      fc.constant({ rule: 'after-use' } as const),
      fc.constant({ rule: 'keep' } as const),
    ),
    ownership: fc.constantFrom(...ownerships),
    clientCopy: fc.constantFrom(...clientCopies),
    isInClinicalRecord: fc.boolean(),
    validity: fc.oneof(forDays, untilDay, fc.constant({ rule: 'session' } as const)),
    purposes: fc.subarray([...purposes], { minLength: 1 }),
  })
  .map((choice) => agreementChoiceSchema.parse(choice));

/** Words without a brace, as somebody writes between fields. */
const prose = fc.string({ maxLength: 60 }).map((text) => text.replaceAll(/[{}]/g, ''));

/** Every field in any order, some of them twice, each on a line of its own. */
const templates = fc
  .tuple(
    fc.shuffledSubarray([...templateFields], { minLength: templateFields.length }),
    fc.subarray([...templateFields]),
    fc.array(prose, { minLength: 20, maxLength: 20 }),
  )
  .map(([all, twice, between]) =>
    [...all, ...twice].map((field, index) => `${between[index] ?? ''}\n\n{{${field}}}`).join('\n'),
  );

describe('for any terms and any template', () => {
  const parts = [fc.oneof(fc.constant(agreementTextEn), templates), choices, fc.constantFrom(...capacities)] as const;

  it('the agreement holds the words of every field, and leaves none open', () => {
    fc.assert(
      fc.property(...parts, (text, choice, capacity) => {
        const terms = termsOf(choice, nowMs);
        const agreement = composeAgreement({ text, language: 'en' }, terms, capacity);
        for (const words of Object.values(fieldWordsEn(terms, capacity))) expect(agreement.text).toContain(words);
        expect(agreement.text).not.toMatch(/[{}]/);
        expect(agreement.purposes).toEqual(choice.purposes);
      }),
      { numRuns: 1000 },
    );
  });

  it('the same terms give the same text, and so the same hash', () => {
    fc.assert(
      fc.property(...parts, (text, choice, capacity) => {
        const compose = () => composeAgreement({ text, language: 'en' }, termsOf(choice, nowMs), capacity);
        expect(compose()).toEqual(compose());
      }),
    );
  });
});
