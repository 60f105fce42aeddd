import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { templateFields } from '../../../contract/agreement-codes.ts';
import { SottoError } from '../../../contract/sotto-error.ts';
import { agreementTextEn, builtInVersion } from '../../../main/consent/agreement-text-en.ts';
import { assertTemplate } from '../../../main/consent/template.ts';

/** What the template is refused with, or null. */
function refusalOf(text: string): unknown {
  try {
    assertTemplate(text);
    return null;
  } catch (error) {
    return error instanceof SottoError ? { code: error.code, ...error.details } : error;
  }
}

const whole = templateFields.map((field) => `{{${field}}}`).join('\n\n');
const code = 'consent/template-field';

describe('a template', () => {
  it('has every field, as the built-in one does', () => {
    expect(refusalOf(whole)).toBeNull();
    expect(refusalOf(agreementTextEn)).toBeNull();
  });

  it.each(templateFields)('is refused without %s, which is named', (field) => {
    expect(refusalOf(whole.replace(`{{${field}}}`, ''))).toEqual({ code, problem: 'missing', field });
  });

  it.each(['{{retentoin}}', '{{}}', '{{retention', 'retention}}', '{{{retention}}}'])(
    'is refused with %s, and the line is named',
    (wrong) => {
      expect(refusalOf(`${whole}\n\nKept: ${wrong}`)).toEqual({ code, problem: 'unknown', line: 19 });
    },
  );

  it('is refused with purposes in the middle of a sentence, where a list cannot stand', () => {
    const inSentence = whole.replace('{{purposes}}', 'For {{purposes}}.');
    expect(refusalOf(inSentence)).toEqual({ code, problem: 'not-alone', field: 'purposes', line: 3 });
  });
});

describe('the built-in template', () => {
  it('has a new version for each changed word: these are the words of this one', () => {
    const digest = createHash('sha256').update(agreementTextEn).digest('hex');
    expect({ version: builtInVersion, digest }).toEqual({
      version: 3,
      digest: '47bf7a50b2f209843eb921e01656ae1ac6a879ec28c694f7bd4e4df71b3a1f63',
    });
  });
});
