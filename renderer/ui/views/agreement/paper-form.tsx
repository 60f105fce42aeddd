import { useId } from 'react';
import { maximumScanBytes } from '../../../../contract/limits.ts';
import { waysText } from '../../text/ways-to-consent-text.ts';

export interface Paper {
  readonly file: File | null;
  /** `YYYY-MM-DD`, as the field has it; empty until it is whole. */
  readonly date: string;
}

/** The first moment of that day here; null when there is none. */
export function paperDateMs({ date }: Paper): number | null {
  const atMs = new Date(`${date}T00:00:00`).getTime();
  return Number.isNaN(atMs) || atMs < 0 ? null : atMs;
}

/** What is missing before the form can be sent, as sentences. */
export function missingOf(paper: Paper, nowMs: number): string[] {
  return [fileProblem(paper.file), dateProblem(paperDateMs(paper), nowMs)].filter((problem) => problem !== null);
}

function fileProblem(file: File | null): string | null {
  if (file === null) return waysText.fileMissing;
  if (file.size === 0) return waysText.fileEmpty;
  return file.size > maximumScanBytes ? waysText.fileTooLarge : null;
}

function dateProblem(atMs: number | null, nowMs: number): string | null {
  if (atMs === null) return waysText.dateMissing;
  return atMs > nowMs ? waysText.dateInFuture : null;
}

interface PaperFormProps {
  readonly paper: Paper;
  readonly onChange: (paper: Paper) => void;
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
    </div>
  );
}
