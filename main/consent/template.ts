import { templateFields } from '../../contract/agreement-codes.ts';
import { templateFieldSchema, type TemplateField } from '../../contract/agreement.ts';
import { SottoError } from '../../contract/sotto-error.ts';

/** Anything in two braces is meant as a field. */
const fieldPattern = /\{\{([^{}]*)\}\}/g;
/** Braces that are no part of a field: one was meant. */
const strayBraces = /[{}]/;

/**
 * Checks that a template has every field, and none that is not known.
 *
 * @throws `consent/template-field` with `problem` (`unknown`, `missing`, `not-alone`) and `line` or `field`.
 */
export function assertTemplate(text: string): void {
  const found = new Set<TemplateField>();
  for (const [index, line] of text.split('\n').entries()) {
    for (const [, name] of line.matchAll(fieldPattern)) {
      const field = templateFieldSchema.safeParse(name?.trim());
      if (!field.success) throw fieldError('unknown', { line: index + 1 });
      if (field.data === 'purposes' && line.replace(fieldPattern, '').trim() !== '') {
        throw fieldError('not-alone', { field: field.data, line: index + 1 });
      }
      found.add(field.data);
    }
    if (strayBraces.test(line.replace(fieldPattern, ''))) throw fieldError('unknown', { line: index + 1 });
  }
  const missing = templateFields.find((field) => !found.has(field));
  if (missing !== undefined) throw fieldError('missing', { field: missing });
}

/** The template with each field's words in its place. @throws as `assertTemplate`. */
export function fillTemplate(text: string, words: Readonly<Record<TemplateField, string>>): string {
  assertTemplate(text);
  return text.replace(fieldPattern, (_, name: string) => words[templateFieldSchema.parse(name.trim())]);
}

function fieldError(
  problem: 'unknown' | 'missing' | 'not-alone',
  where: { readonly field?: TemplateField; readonly line?: number },
): SottoError {
  return new SottoError('consent/template-field', { problem, ...where });
}
