import { useId } from 'react';
import { paperWords } from '../../../../contract/agreement-codes.ts';
import type { Paper } from '../../../../contract/consent.ts';
import { maximumScanBytes } from '../../../../contract/limits.ts';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { waysText } from '../../text/ways-to-consent-text.ts';

/** What was entered so far. */
export interface PaperDraft {
  readonly file: File | null;
  /** `YYYY-MM-DD`, as the field has it; empty until it is whole. */
  readonly date: string;
  /** Empty until it is said. */
  readonly words: string;
}

/** The form as it was said to be; null until date and words are there. */
export function paperOf({ date, words: said }: PaperDraft): Paper | null {
  const words = paperWords.find((one) => one === said);
  return words === undefined || date === '' ? null : { signedOn: date, words };
}

/** The day that it is here. */
function today(nowMs: number): string {
  const now = new Date(nowMs);
  const padded = (part: number): string => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${padded(now.getMonth() + 1)}-${padded(now.getDate())}`;
}

/** What is missing before the form can be sent, as sentences. */
export function missingOf({ file, date, words }: PaperDraft, nowMs: number): string[] {
  const problems = [fileProblem(file), dateProblem(date, nowMs), words === '' ? waysText.wordsMissing : null];
  return problems.filter((problem) => problem !== null);
}

function fileProblem(file: File | null): string | null {
  if (file === null) return waysText.fileMissing;
  if (file.size === 0) return waysText.fileEmpty;
  return file.size > maximumScanBytes ? waysText.fileTooLarge : null;
}

function dateProblem(date: string, nowMs: number): string | null {
  if (date === '') return waysText.dateMissing;
  return date > today(nowMs) ? waysText.dateInFuture : null;
}

interface PaperFormProps {
  readonly paper: PaperDraft;
  readonly onChange: (paper: PaperDraft) => void;
}

/** A form signed on paper. The file is read when the person agrees, and nothing of it is drawn here. */
export function PaperForm({ paper, onChange }: PaperFormProps) {
  const fileId = useId();
  const dateId = useId();
  return (
    <div className="stack">
      <div className="field">
        <label className="field-label" htmlFor={fileId}>
          {waysText.file}
        </label>
        <input
          id={fileId}
          className="input"
          type="file"
          accept=".png,.jpg,.jpeg,.pdf"
          aria-describedby={`${fileId}-hint`}
          onChange={(event) => onChange({ ...paper, file: event.currentTarget.files?.[0] ?? null })}
        />
        <p id={`${fileId}-hint`} className="field-hint">
          {waysText.fileHint}
        </p>
      </div>
      <div className="field">
        <label className="field-label" htmlFor={dateId}>
          {waysText.paperDate}
        </label>
        <input
          id={dateId}
          className="input"
          type="date"
          value={paper.date}
          aria-describedby={`${dateId}-hint`}
          onChange={(event) => onChange({ ...paper, date: event.currentTarget.value })}
        />
        <p id={`${dateId}-hint`} className="field-hint">
          {waysText.paperDateHint}
        </p>
      </div>
      <ChoiceGroup
        label={waysText.words}
        value={paper.words === '' ? null : paper.words}
        choices={paperWords.map((value) => ({ value, ...waysText.wordNames[value] }))}
        onChange={(words) => onChange({ ...paper, words })}
      />
    </div>
  );
}
