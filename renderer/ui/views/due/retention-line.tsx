import { Check } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import { CheckboxButton, CheckboxField } from 'react-aria-components';
import type { RecordingRetention } from '../../../../contract/retention.ts';
import { Button } from '../../components/button.tsx';
import { Held, PlaceHold } from '../../components/hold.tsx';
import { RetentionFacts } from '../../components/retention-facts.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { retentionText } from '../../text/retention-text.ts';

interface RetentionLineProps {
  readonly item: RecordingRetention;
  readonly onChanged: () => void;
  /** Whether it is selected, and who hears of it; null where nothing can be selected. */
  readonly selection: { readonly isSelected: boolean; readonly onSelect: (isSelected: boolean) => void } | null;
  /** Further acts. */
  readonly children?: (describedBy: string) => ReactNode;
}

/** One recording in a list of Due, with the way to look at it before anything is done. */
export function RetentionLine({ item, onChanged, selection, children }: RetentionLineProps) {
  const { go } = usePage();
  const name = useId();
  const { recording, codes, holds } = item;
  const who = en.common.beside(codes);
  return (
    <li className="card stack">
      <div id={name}>
        <h3>{who}</h3>
        <p>{retentionText.lengthAndTime(recording.beganAtMs, recording.durationMs)}</p>
      </div>
      <RetentionFacts item={item} saysClass />
      {item.isToBeDestroyed ? <p className="due-since">{retentionText.waitsForHold}</p> : null}
      {holds.map((hold) => (
        <Held key={hold.subject.kind} hold={hold} onChanged={onChanged} />
      ))}
      {selection === null ? null : (
        <CheckboxField isSelected={selection.isSelected} onChange={selection.onSelect}>
          <CheckboxButton className="checkbox">
            <span className="checkbox-box" aria-hidden="true">
              <Check />
            </span>
            {retentionText.select(who, recording.beganAtMs)}
          </CheckboxButton>
        </CheckboxField>
      )}
      <div className="acts">
        <Button
          aria-describedby={name}
          onPress={() => go({ name: 'session', sessionId: recording.sessionId, hears: recording.id })}
        >
          {retentionText.goToRecording}
        </Button>
        {children?.(name)}
        {holds.length > 0 ? null : (
          <PlaceHold subject={{ kind: 'recording', id: recording.id }} describedBy={name} onChanged={onChanged} />
        )}
      </div>
    </li>
  );
}
