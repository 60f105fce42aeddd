import { Check } from 'lucide-react';
import { useState } from 'react';
import {
  CheckboxButton,
  CheckboxField,
  CheckboxGroup,
  Label,
  Tab,
  TabList,
  TabPanel,
  Tabs,
  Text,
} from 'react-aria-components';
import type { Agreement, Purpose, Signature } from '../../../../contract/consent.ts';
import type { PersonId, SessionId } from '../../../../contract/ids.ts';
import { maximumTypedNameLength } from '../../../../contract/limits.ts';
import { Button } from '../../components/button.tsx';
import { SignaturePad, type Strokes } from '../../components/signature-pad.tsx';
import { TextField } from '../../components/text-field.tsx';
import { en } from '../../text/en.ts';
import { spokenText } from '../../text/spoken-consent-text.ts';
import { waysText } from '../../text/ways-to-consent-text.ts';
import { missingOf, PaperForm, paperOf, type PaperDraft } from './paper-form.tsx';
import { SpokenForm, spokenSignatureOf } from './spoken-form.tsx';
import { useSpokenTake } from './use-spoken-take.ts';

const ways = ['typed', 'drawn', 'scan', 'spoken'] as const;
type Way = (typeof ways)[number];

/** What was signed, with the file of a paper form; or the sentences that say what is missing. */
export interface Signed {
  readonly signature: Signature;
  readonly file: File | null;
}

function signedBy(
  way: Exclude<Way, 'spoken'>,
  name: string,
  strokes: Strokes,
  paper: PaperDraft,
): Signed | readonly string[] {
  if (way === 'scan') {
    const missing = missingOf(paper, Date.now());
    const whole = paperOf(paper);
    const { file } = paper;
    if (missing.length > 0 || file === null || whole === null) return missing;
    return { signature: { kind: 'scan', sizeBytes: file.size, paper: whole }, file };
  }
  return withoutFile(signatureOf(way, name, strokes));
}

function withoutFile(signature: Signature | string): Signed | readonly string[] {
  return typeof signature === 'string' ? [signature] : { signature, file: null };
}

function signatureOf(way: 'typed' | 'drawn', name: string, strokes: Strokes): Signature | string {
  if (way === 'typed') {
    const typed = name.trim();
    return typed === '' ? en.agreement.nameMissing : { kind: 'typed', name: typed };
  }
  return strokes.length === 0 ? en.agreement.drawingMissing : { kind: 'drawn', strokes };
}

interface SignFormProps {
  readonly sessionId: SessionId;
  readonly personId: PersonId;
  readonly agreement: Agreement;
  readonly isPending: boolean;
  readonly onAgree: (purposes: readonly Purpose[], signed: Signed, witness: string | null) => void;
  readonly onDisagree: () => void;
}

/** The foot of the agreement: purposes one by one, signature, yes or no. */
export function SignForm({ sessionId, personId, agreement, isPending, onAgree, onDisagree }: SignFormProps) {
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [way, setWay] = useState<Way>('typed');
  const [name, setName] = useState('');
  const [strokes, setStrokes] = useState<Strokes>([]);
  const [paper, setPaper] = useState<PaperDraft>({ file: null, date: '', words: '' });
  const [witness, setWitness] = useState('');
  const [isJudged, setJudged] = useState(false);
  const take = useSpokenTake({ sessionId, personId, textHash: agreement.textHash });

  const purposes = agreement.purposes.filter((purpose) => ticked.includes(purpose));
  const signed =
    way === 'spoken' ? withoutFile(spokenSignatureOf(take, purposes)) : signedBy(way, name, strokes, paper);
  const missing = [
    ...(purposes.length === 0 ? [en.agreement.purposeMissing] : []),
    ...('signature' in signed ? [] : signed),
  ];
  const agree = (): void => {
    setJudged(true);
    if (purposes.length === 0 || !('signature' in signed)) return;
    onAgree(purposes, signed, witness.trim() === '' ? null : witness.trim());
  };

  return (
    <div className="sign">
      <CheckboxGroup className="purposes" value={[...ticked]} onChange={setTicked}>
        <Label className="sign-title">{en.agreement.purposesTitle}</Label>
        <p className="quiet">{en.agreement.purposesHint}</p>
        {agreement.purposes.map((purpose) => (
          <CheckboxField key={purpose} value={purpose} className="purpose">
            <CheckboxButton className="checkbox">
              <span className="checkbox-box" aria-hidden="true">
                <Check />
              </span>
              {en.purposeTexts[purpose].name}
            </CheckboxButton>
            <Text slot="description" className="purpose-meaning">
              {en.purposeTexts[purpose].meaning}
            </Text>
          </CheckboxField>
        ))}
      </CheckboxGroup>

      <section className="stack">
        <h3 className="sign-title">{en.agreement.signatureTitle}</h3>
        <Tabs
          className="tabs"
          selectedKey={way}
          onSelectionChange={(key) => {
            // Whoever agrees in another way leaves nothing behind that they said.
            take.discard();
            setWay(ways.find((one) => one === key) ?? 'typed');
          }}
        >
          <TabList className="tab-list" aria-label={en.agreement.signatureTitle}>
            <Tab id="typed" className="tab">
              {en.agreement.typed}
            </Tab>
            <Tab id="drawn" className="tab">
              {en.agreement.drawn}
            </Tab>
            <Tab id="scan" className="tab">
              {waysText.scan}
            </Tab>
            <Tab id="spoken" className="tab">
              {spokenText.way}
            </Tab>
          </TabList>
          <TabPanel id="typed" className="tab-panel signature-typed">
            <TextField
              label={en.agreement.yourName}
              value={name}
              onChange={setName}
              hint={en.agreement.yourNameHint}
              maxLength={maximumTypedNameLength}
            />
          </TabPanel>
          <TabPanel id="drawn" className="tab-panel">
            <SignaturePad strokes={strokes} onChange={setStrokes} />
          </TabPanel>
          <TabPanel id="scan" className="tab-panel">
            <PaperForm paper={paper} onChange={setPaper} />
          </TabPanel>
          <TabPanel id="spoken" className="tab-panel">
            <SpokenForm take={take} purposes={purposes} />
          </TabPanel>
        </Tabs>
        <TextField
          label={waysText.witness}
          value={witness}
          onChange={setWitness}
          hint={waysText.witnessHint}
          maxLength={maximumTypedNameLength}
        />
      </section>

      {isJudged && missing.length > 0 ? (
        <div role="alert" className="sign-missing">
          {missing.map((sentence) => (
            <p key={sentence}>{sentence}</p>
          ))}
        </div>
      ) : null}
      <div className="sign-acts">
        <Button look="primary" size="large" isBusy={isPending} onPress={agree}>
          {en.agreement.agree}
        </Button>
        <Button size="large" isDisabled={isPending} onPress={onDisagree}>
          {en.agreement.disagree}
        </Button>
      </div>
      <p className="quiet">{en.agreement.disagreeHint}</p>
    </div>
  );
}
