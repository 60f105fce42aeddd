import { useCallback } from 'react';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { templateName, templatesText } from '../../text/agreement-terms-text.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';

/** The templates of the vault, each with the way to change it. */
export function TemplatesSection() {
  const { go } = usePage();
  const loaded = useLoad(useCallback(() => vault.templates.list(), []));
  return (
    <section className="card stack">
      <h2>{templatesText.title}</h2>
      <p>{templatesText.lead}</p>
      <ul className="stack-small" aria-label={templatesText.list}>
        {(loaded.value ?? []).map((template) => {
          const name = templateName(template);
          const isBuiltIn = template.id === 'built-in';
          return (
            <li key={template.id}>
              <div className="acts" role="group" aria-label={name}>
                <span>
                  {name}{' '}
                  <span className="quiet">
                    {isBuiltIn ? templatesText.builtIn : templatesText.version(template.version)}
                  </span>
                </span>
                <Button onPress={() => go({ name: 'template', templateId: template.id })}>
                  {isBuiltIn ? templatesText.copy : templatesText.edit}
                </Button>
              </div>
            </li>
          );
        })}
      </ul>
      {loaded.error === null ? null : <Problem code={loaded.error.code} />}
    </section>
  );
}
