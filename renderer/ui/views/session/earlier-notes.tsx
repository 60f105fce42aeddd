import { useCallback } from 'react';
import type { SessionId } from '../../../../contract/ids.ts';
import type { EarlierNotes } from '../../../../contract/notes.ts';
import { Markdown } from '../../components/markdown.tsx';
import { Problem } from '../../components/problem.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { en } from '../../text/en.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';

const now = 'now';

interface EarlierPickerProps {
  readonly earlier: readonly EarlierNotes[];
  /** Null: as they are now. */
  readonly chosen: EarlierNotes | null;
  readonly onChoose: (earlier: EarlierNotes | null) => void;
}

/** Which version is shown, where more than one is kept. */
export function EarlierPicker({ earlier, chosen, onChoose }: EarlierPickerProps) {
  if (earlier.length === 0) return null;
  const options = earlier.map(({ version, savedAtMs }) => ({
    value: String(version),
    text: en.notes.earlierAt(savedAtMs),
  }));
  return (
    <SelectField
      label={en.notes.versions}
      value={chosen === null ? now : String(chosen.version)}
      options={[{ value: now, text: en.notes.now }, ...options]}
      onChange={(value) => onChoose(earlier.find(({ version }) => String(version) === value) ?? null)}
    />
  );
}

interface EarlierTextProps {
  readonly sessionId: SessionId;
  readonly earlier: EarlierNotes;
}

/** A version kept from before, to read and to copy from. */
export function EarlierText({ sessionId, earlier: { version, savedAtMs } }: EarlierTextProps) {
  const { value, error } = useLoad(
    useCallback(() => vault.notes.getEarlier({ sessionId, version }), [sessionId, version]),
  );
  if (error !== null) return <Problem code={error.code} />;
  if (value === null) return null;
  return (
    <div className="stack-small">
      <p className="quiet">{en.notes.reading(savedAtMs)}</p>
      <div className="notes-page letter-text">
        <Markdown text={value} />
      </div>
    </div>
  );
}
