import { builtInTemplateId } from '../../contract/agreement-codes.ts';
import {
  templateIdSchema,
  type Template,
  type TemplateId,
  type TemplateSummary,
  type TemplateToSave,
} from '../../contract/agreement.ts';
import { purposes } from '../../contract/consent.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { StoredTemplate } from '../catalog/agreement-template-store.ts';
import { agreementTextEn, builtInVersion } from '../consent/agreement-text-en.ts';
import { composeAgreement } from '../consent/agreement.ts';
import { assertTemplate } from '../consent/template.ts';
import { termsOf } from '../consent/term-days.ts';
import { newId } from './new-id.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'catalog' | 'clock'>;

const builtInId = templateIdSchema.parse(builtInTemplateId);

const builtIn: Template = {
  id: builtInId,
  name: '',
  version: builtInVersion,
  language: 'en',
  text: agreementTextEn,
  versions: [{ version: builtInVersion, createdAtMs: null }],
};

/** The built-in template, then those that somebody wrote, by name, each in its newest version. */
export function listTemplates({ catalog }: Pick<Parts, 'catalog'>): TemplateSummary[] {
  const own = catalog.templates.newest().sort((one, other) => one.name.localeCompare(other.name, 'en'));
  return [builtIn, ...own].map(({ id, name, version, language }) => ({ id, name, version, language }));
}

/** One version of a template, the newest for null. @throws `request/not-found`. */
export function getTemplate(
  { catalog }: Pick<Parts, 'catalog'>,
  { id, version }: { readonly id: TemplateId; readonly version: number | null },
): Template {
  const stored = id === builtInId ? [] : catalog.templates.versions(id);
  const found =
    id === builtInId ? builtIn : (asTemplates(stored).find((one) => one.version === version) ?? newestOf(stored));
  if (found === null || (version !== null && found.version !== version)) throw new SottoError('request/not-found');
  return found;
}

/**
 * Keeps a text as the next version of its template, or as a new template. Durable on return; earlier versions stay.
 *
 * @throws `consent/template-field`, with nothing changed; `request/not-found`; `request/conflict` for the built-in one.
 */
export function saveTemplate(parts: Parts, { id, name, text }: TemplateToSave): Template {
  if (id === builtInId) throw new SottoError('request/conflict');
  assertTemplate(text);
  const before = id === null ? 0 : getTemplate(parts, { id, version: null }).version;
  const savedId = id ?? newId(templateIdSchema);
  const createdAtMs = parts.clock.nowMs();
  parts.catalog.templates.add({ id: savedId, version: before + 1, name, language: 'en', text, createdAtMs });
  return getTemplate(parts, { id: savedId, version: null });
}

/** The text as somebody would read it, with terms as an example. @throws `consent/template-field`. */
export function previewTemplate({ clock }: Pick<Parts, 'clock'>, { text }: { readonly text: string }): string {
  const example = termsOf(
    {
      templateId: builtInId,
      listeners: 'therapist-and-supervisor',
      retention: { rule: 'for', days: 30 },
      destruction: 'ask',
      ownership: 'practice',
      clientCopy: 'none',
      isInClinicalRecord: false,
      validity: { rule: 'session' },
      purposes: [...purposes],
    },
    clock.nowMs(),
  );
  return composeAgreement({ text, language: 'en' }, example, 'self').text;
}

function asTemplates(stored: readonly StoredTemplate[]): Template[] {
  const versions = stored.map(({ version, createdAtMs }) => ({ version, createdAtMs }));
  return stored.map(({ id, name, version, language, text }) => ({ id, name, version, language, text, versions }));
}

function newestOf(stored: readonly StoredTemplate[]): Template | null {
  return asTemplates(stored)[0] ?? null;
}
