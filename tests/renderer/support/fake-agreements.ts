import type { SottoApi } from '../../../contract/api.ts';
import {
  agreementChoiceSchema,
  templateIdSchema,
  type AgreementChoice,
  type Template,
} from '../../../contract/agreement.ts';
import type { SessionDetail } from '../../../contract/session.ts';
import type { Result } from '../../../contract/sotto-error.ts';
import { agreementTextEn } from '../../../main/consent/agreement-text-en.ts';
import { termsOf } from '../../../main/consent/term-days.ts';
import { fixedNowMs } from './fake-data.ts';

type Answer = <Value>(call: string, make: () => Value) => Promise<Result<Value>>;

/** Terms of the fake's sessions, and one template. Its gate does not ask for terms: only their own tests do. */
export class FakeAgreements {
  readonly #chosen = new Map<string, AgreementChoice>();
  #template: Template = {
    id: templateIdSchema.parse('built-in'),
    name: '',
    version: 1,
    language: 'en',
    text: agreementTextEn,
    versions: [{ version: 1, createdAtMs: null }],
  };

  api(answer: Answer, changed: (sessionId: string) => SessionDetail): SottoApi['agreements'] {
    return {
      get: ({ sessionId }) =>
        answer('agreements.get', () => {
          const choice = sessionId === null ? undefined : this.#chosen.get(sessionId);
          const last = [...this.#chosen.values()].at(-1) ?? null;
          if (choice === undefined) return { chosen: null, last };
          return { chosen: { choice, templateVersion: 1, terms: termsOf(choice, fixedNowMs) }, last };
        }),
      choose: ({ sessionId, choice }) =>
        answer('agreements.choose', () => {
          this.#chosen.set(sessionId, agreementChoiceSchema.parse(choice));
          return changed(sessionId);
        }),
    };
  }

  templates(answer: Answer): SottoApi['templates'] {
    return {
      list: () => answer('templates.list', () => [this.#template]),
      get: () => answer('templates.get', () => this.#template),
      save: ({ name, text }) =>
        answer('templates.save', () => {
          const version = this.#template.version + 1;
          const versions = [{ version, createdAtMs: fixedNowMs }, ...this.#template.versions];
          this.#template = {
            ...this.#template,
            id: templateIdSchema.parse('f'.repeat(32)),
            name,
            text,
            version,
            versions,
          };
          return this.#template;
        }),
      preview: ({ text }) => answer('templates.preview', () => text),
    };
  }
}
