import { Check } from 'lucide-react';
import { useState } from 'react';
import { CheckboxButton, CheckboxField, CheckboxGroup, Label } from 'react-aria-components';
import {
  clientCopies,
  destructions,
  listeners,
  ownerships,
  purposeCodes,
  retentionRules,
} from '../../../../contract/agreement-codes.ts';
import type { AgreementChoice, TemplateSummary } from '../../../../contract/agreement.ts';
import { Button } from '../../components/button.tsx';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import {
  clientCopyTexts,
  listenerTexts,
  ownershipTexts,
  recordTexts,
  retentionTexts,
  templateName,
  termsText,
  validityTexts,
} from '../../text/agreement-terms-text.ts';
import { en } from '../../text/en.ts';
import { retentionText } from '../../text/retention-text.ts';
import { choiceOf, type TermsDraft } from './terms-draft.ts';

interface OneOfProps<Value extends string> {
  readonly label: string;
  readonly value: Value | null;
  readonly values: readonly Value[];
  readonly texts: Readonly<Record<Value, string>>;
  readonly onChange: (value: Value) => void;
}

function OneOf<Value extends string>({ label, value, values, texts, onChange }: OneOfProps<Value>) {
  return (
    <ChoiceGroup
      label={label}
      value={value}
      choices={values.map((one) => ({ value: one, text: texts[one] }))}
      onChange={(chosen) => {
        const found = values.find((one) => one === chosen);
        if (found !== undefined) onChange(found);
      }}
    />
  );
}

interface TermsFormProps {
  readonly templates: readonly TemplateSummary[];
  readonly draftBefore: TermsDraft;
  readonly isPending: boolean;
  readonly onUse: (choice: AgreementChoice) => void;
}

export function TermsForm({ templates, draftBefore, isPending, onUse }: TermsFormProps) {
  const [draft, setDraft] = useState(draftBefore);
  const [isJudged, setJudged] = useState(false);
  const set = (more: Partial<TermsDraft>): void => setDraft({ ...draft, ...more });
  const choice = choiceOf(draft);
  const { retention, validity } = draft;
  return (
    <div className="stack-large">
      <section className="card stack">
        <SelectField
          label={termsText.template}
          value={draft.templateId}
          options={templates.map((one) => ({ value: one.id, text: templateName(one) }))}
          onChange={(templateId) => set({ templateId })}
        />
        <CheckboxGroup
          className="purposes"
          value={[...draft.purposes]}
          onChange={(ticked) => set({ purposes: ticked })}
        >
          <Label className="field-label">{termsText.purposes}</Label>
          {purposeCodes.map((purpose) => (
            <CheckboxField key={purpose} value={purpose} className="purpose">
              <CheckboxButton className="checkbox">
                <span className="checkbox-box" aria-hidden="true">
                  <Check />
                </span>
                {en.purposeTexts[purpose].name}
              </CheckboxButton>
            </CheckboxField>
          ))}
        </CheckboxGroup>
      </section>
      <section className="card stack">
        <OneOf
          label={termsText.retention}
          value={retention}
          values={retentionRules}
          texts={retentionTexts}
          onChange={(rule) => set({ retention: rule })}
        />
        <p className="field-hint">{termsText.retentionHint}</p>
        {retention === 'for' ? (
          <TextField label={termsText.days} value={draft.days} onChange={(days) => set({ days })} />
        ) : null}
        {retention === 'until' ? (
          <TextField
            label={termsText.day}
            hint={termsText.dayHint}
            value={draft.day}
            onChange={(day) => set({ day })}
          />
        ) : null}
        {retention === 'for' || retention === 'until' ? (
          <OneOf
            label={retentionText.automatic}
            value={draft.destruction}
            values={destructions}
            texts={retentionText.automaticChoices}
            onChange={(destruction) => set({ destruction })}
          />
        ) : null}
        <OneOf
          label={termsText.listeners}
          value={draft.listeners}
          values={listeners}
          texts={listenerTexts}
          onChange={(value) => set({ listeners: value })}
        />
        <OneOf
          label={termsText.ownership}
          value={draft.ownership}
          values={ownerships}
          texts={ownershipTexts}
          onChange={(ownership) => set({ ownership })}
        />
        <OneOf
          label={termsText.clientCopy}
          value={draft.clientCopy}
          values={clientCopies}
          texts={clientCopyTexts}
          onChange={(clientCopy) => set({ clientCopy })}
        />
        <OneOf
          label={termsText.record}
          value={draft.isInClinicalRecord ? 'part' : 'apart'}
          values={['apart', 'part']}
          texts={recordTexts}
          onChange={(value) => set({ isInClinicalRecord: value === 'part' })}
        />
        <OneOf
          label={termsText.validity}
          value={validity}
          values={['session', 'for', 'until']}
          texts={validityTexts}
          onChange={(rule) => set({ validity: rule })}
        />
        {validity === 'for' ? (
          <TextField label={termsText.validDays} value={draft.validDays} onChange={(validDays) => set({ validDays })} />
        ) : null}
        {validity === 'until' ? (
          <TextField
            label={termsText.validDay}
            hint={termsText.dayHint}
            value={draft.validDay}
            onChange={(validDay) => set({ validDay })}
          />
        ) : null}
      </section>
      {isJudged && typeof choice === 'string' ? (
        <div role="alert" className="sign-missing">
          <p>{choice}</p>
        </div>
      ) : null}
      <div className="acts">
        <Button
          look="primary"
          isBusy={isPending}
          onPress={() => {
            setJudged(true);
            if (typeof choice !== 'string') onUse(choice);
          }}
        >
          {termsText.use}
        </Button>
      </div>
    </div>
  );
}
