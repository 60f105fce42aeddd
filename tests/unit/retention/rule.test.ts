import { describe, expect, it } from 'vitest';
import { agreementTermsSchema, type AgreementTerms } from '../../../contract/agreement.ts';
import type { LoggedEvent } from '../../../main/log/events.ts';
import { isAutomaticallyOver, projectRetention, whyDue } from '../../../main/retention/rule.ts';
import { someChoice } from '../../support/chosen-terms.ts';

const dayMs = 86_400_000;
const endMs = 100 * dayMs - 1;

function termsWith(more: Partial<AgreementTerms>): AgreementTerms {
  return agreementTermsSchema.parse({
    ...someChoice,
    destroyByMs: endMs,
    validUntilMs: dayMs,
    utcOffsetMinutes: 0,
    ...more,
  });
}

function used(atMs: number): LoggedEvent<'recording'> {
  return { sequence: 3, atMs, body: { kind: 'recording.used' }, evidenceDigest: null };
}

describe('a recording that is kept until a day', () => {
  const rule = projectRetention(termsWith({}), []);

  it('is due from the first millisecond of that day on', () => {
    expect(whyDue(rule, endMs - dayMs)).toBeNull();
    expect(whyDue(rule, endMs - dayMs + 1)).toBe('day-come');
  });

  it('has the day that the agreement names, whatever the clocks of the computer are set to now', () => {
    const inWinter = projectRetention(
      termsWith({ destroyByMs: 100 * dayMs - 3_600_000 - 1, utcOffsetMinutes: 60 }),
      [],
    );
    const behind = projectRetention(termsWith({ destroyByMs: 100 * dayMs + 3_600_000 - 1, utcOffsetMinutes: -60 }), []);
    expect([rule.lastDay, inWinter.lastDay, behind.lastDay]).toEqual(['1970-04-10', '1970-04-10', '1970-04-10']);
  });

  it('is never over by itself where the agreement asks', () => {
    expect(isAutomaticallyOver(rule, endMs + 1000 * dayMs)).toBe(false);
  });

  it('is over by itself once that day is, where the agreement says so', () => {
    const automatic = projectRetention(termsWith({ destruction: 'automatic' }), []);
    expect(isAutomaticallyOver(automatic, endMs)).toBe(false);
    expect(isAutomaticallyOver(automatic, endMs + 1)).toBe(true);
  });
});

describe('a recording that is kept until it has been used', () => {
  const terms = termsWith({ retention: { rule: 'after-use' }, destroyByMs: null, destruction: 'automatic' });

  it('is not due until somebody says so', () => {
    expect(whyDue(projectRetention(terms, []), Number.MAX_SAFE_INTEGER)).toBeNull();
    expect(whyDue(projectRetention(terms, [used(5)]), 5)).toBe('used');
  });

  it('is never destroyed by the app itself: no day was shown', () => {
    const rule = projectRetention(terms, [used(5)]);
    expect(isAutomaticallyOver(rule, Number.MAX_SAFE_INTEGER)).toBe(false);
  });
});

describe('a recording that is kept, or of which nothing was agreed', () => {
  it('is never due', () => {
    const kept = projectRetention(termsWith({ retention: { rule: 'keep' }, destroyByMs: null }), []);
    expect(whyDue(kept, Number.MAX_SAFE_INTEGER)).toBeNull();
    expect(whyDue(projectRetention(null, []), Number.MAX_SAFE_INTEGER)).toBeNull();
  });
});
