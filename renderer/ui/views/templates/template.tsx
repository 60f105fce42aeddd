import { ArrowLeft } from 'lucide-react';
import { useCallback } from 'react';
import type { TemplateId } from '../../../../contract/agreement.ts';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { templatesText } from '../../text/agreement-terms-text.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';
import { TemplateEditor } from './template-editor.tsx';

/** One template, to be changed into its next version; of the built-in one a new template is made. */
export function TemplateView({ templateId }: { readonly templateId: TemplateId }) {
  const { go } = usePage();
  const loaded = useLoad(useCallback(() => vault.templates.get({ id: templateId, version: null }), [templateId]));
  return (
    <div className="column">
      <div className="back">
        <Button look="plain" icon={<ArrowLeft aria-hidden="true" />} onPress={() => go({ name: 'settings' })}>
          {templatesText.back}
        </Button>
      </div>
      <PageHeading title={templatesText.title} />
      {loaded.error === null ? null : <Problem code={loaded.error.code} />}
      {loaded.value === null ? null : <TemplateEditor key={loaded.value.id} template={loaded.value} />}
    </div>
  );
}
