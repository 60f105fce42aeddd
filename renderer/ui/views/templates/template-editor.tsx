import { useState } from 'react';
import { Label, Text, TextArea, TextField as AriaTextField } from 'react-aria-components';
import { templateFields } from '../../../../contract/agreement-codes.ts';
import type { Template } from '../../../../contract/agreement.ts';
import { maximumTemplateLength, maximumTemplateNameLength } from '../../../../contract/limits.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Markdown } from '../../components/markdown.tsx';
import { Problem, ProblemText } from '../../components/problem.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { fieldProblemText, fieldTexts, templatesText } from '../../text/agreement-terms-text.ts';
import { useAction } from '../../use-action.ts';
import { vault, type VaultError } from '../../vault-client.ts';

function Failed({ error }: { readonly error: VaultError }) {
  if (error.code !== 'consent/template-field') return <Problem code={error.code} />;
  const text = { happened: fieldProblemText(error.details), safe: templatesText.kept, todo: templatesText.saveAgain };
  return <ProblemText text={text} />;
}

/** Name, text and versions. Nothing that was typed goes when saving is refused. */
export function TemplateEditor({ template }: { readonly template: Template }) {
  const announce = useAnnounce();
  const [saved, setSaved] = useState(template);
  const [name, setName] = useState(template.id === 'built-in' ? templatesText.newName : template.name);
  const [text, setText] = useState(template.text);
  const [shown, setShown] = useState<string | null>(null);
  const isNew = saved.id === 'built-in';
  const save = useAction(async () => {
    const next = await vault.templates.save({ id: isNew ? null : saved.id, name, text });
    setSaved(next);
    announce(templatesText.saved(next.version));
  });
  const preview = useAction(async () => setShown(await vault.templates.preview({ text })));
  const load = useAction(async (version: number) => {
    setText((await vault.templates.get({ id: saved.id, version })).text);
  });
  const error = save.error ?? preview.error ?? load.error;
  return (
    <div className="stack-large">
      <section className="card stack">
        <TextField label={templatesText.name} value={name} onChange={setName} maxLength={maximumTemplateNameLength} />
        {isNew ? null : (
          <SelectField
            label={templatesText.versions}
            value={String(saved.version)}
            options={saved.versions.map(({ version, createdAtMs }) => ({
              value: String(version),
              text: templatesText.versionAt(version, createdAtMs ?? 0),
            }))}
            onChange={(version) => void load.run(Number(version))}
          />
        )}
        <AriaTextField
          className="field"
          value={text}
          onChange={setText}
          spellCheck="false"
          autoComplete="off"
          maxLength={maximumTemplateLength}
        >
          <Label className="field-label">{templatesText.text}</Label>
          <TextArea className="notes-page notes-text" />
          <Text slot="description" className="field-hint">
            {templatesText.textHint}
          </Text>
        </AriaTextField>
        {error === null ? null : <Failed error={error} />}
        <div className="acts">
          <Button look="primary" isBusy={save.isPending} onPress={() => void save.run()}>
            {templatesText.save}
          </Button>
          <Button isBusy={preview.isPending} onPress={() => void preview.run()}>
            {templatesText.preview}
          </Button>
        </div>
      </section>
      {shown === null ? null : (
        <section className="card letter-text" aria-label={templatesText.preview}>
          <Markdown text={shown} />
        </section>
      )}
      <section className="card stack-small">
        <h2>{templatesText.fields}</h2>
        <ul>
          {templateFields.map((field) => (
            <li key={field}>
              <code>{`{{${field}}}`}</code>: {fieldTexts[field]}
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}
