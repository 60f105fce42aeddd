import { useId, type ReactNode } from 'react';
import { comingDays } from '../../../../contract/limits.ts';
import type { DestroyedRecording, RecordingRetention, RetentionLists } from '../../../../contract/retention.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { certificateText, retentionText } from '../../text/retention-text.ts';
import { useAction } from '../../use-action.ts';
import { vault } from '../../vault-client.ts';
import { Copies } from './copies.tsx';
import { DueNow } from './due-now.tsx';
import { RetentionLine } from './retention-line.tsx';

interface ListedProps {
  readonly title: string;
  readonly lead?: string;
  readonly items: readonly RecordingRetention[];
  readonly unlisted: number;
  readonly onChanged: () => void;
  readonly acts?: (item: RecordingRetention, describedBy: string) => ReactNode;
}

function Listed({ title, lead, items, unlisted, onChanged, acts }: ListedProps) {
  const heading = useId();
  if (items.length === 0) return null;
  return (
    <section className="stack" aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      {lead === undefined ? null : <p>{lead}</p>}
      <ul className="stack" aria-label={title}>
        {items.map((item) => (
          <RetentionLine key={item.recording.id} item={item} onChanged={onChanged} selection={null}>
            {(describedBy) => acts?.(item, describedBy)}
          </RetentionLine>
        ))}
      </ul>
      {unlisted === 0 ? null : <p>{retentionText.unlisted(unlisted)}</p>}
    </section>
  );
}

function Destroyed({ items }: { readonly items: readonly DestroyedRecording[] }) {
  const { go } = usePage();
  if (items.length === 0) return null;
  return (
    <section className="stack" aria-labelledby="destroyed">
      <h2 id="destroyed">{retentionText.destroyedTitle}</h2>
      <ul className="destroyed-list" aria-label={retentionText.destroyedTitle}>
        {items.map(({ recordingId, beganAtMs, destroyedAtMs, isAutomatic }) => (
          <li key={recordingId}>
            <span id={`gone-${recordingId}`}>
              {retentionText.gone(beganAtMs, destroyedAtMs)}
              {isAutomatic ? ` ${certificateText.automatic}` : ''}
            </span>
            <Button
              look="plain"
              aria-describedby={`gone-${recordingId}`}
              onPress={() => go({ name: 'certificate', recordingId })}
            >
              {certificateText.act}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

interface RetentionSectionsProps {
  readonly lists: RetentionLists;
  readonly onChanged: () => void;
}

/** What is due, what will be, what is held, and what was destroyed. */
export function RetentionSections({ lists, onChanged }: RetentionSectionsProps) {
  const { go } = usePage();
  const use = useAction(async (item: RecordingRetention) => {
    await vault.retention.markUsed({ recordingId: item.recording.id });
    onChanged();
    go({ name: 'due' });
  });
  return (
    <>
      {lists.dueNow.length === 0 ? null : (
        <DueNow items={lists.dueNow} unlisted={lists.unlisted.dueNow} onChanged={onChanged} />
      )}
      <Listed
        title={retentionText.untilUsedTitle}
        lead={retentionText.untilUsedLead}
        items={lists.untilUsed}
        unlisted={lists.unlisted.untilUsed}
        onChanged={onChanged}
        acts={(item, describedBy) => (
          <Button aria-describedby={describedBy} isBusy={use.isPending} onPress={() => void use.run(item)}>
            {retentionText.markUsed}
          </Button>
        )}
      />
      {use.error === null ? null : <Problem code={use.error.code} />}
      <Listed
        title={retentionText.comingTitle(comingDays)}
        items={lists.coming}
        unlisted={lists.unlisted.coming}
        onChanged={onChanged}
      />
      <Listed
        title={retentionText.heldTitle}
        lead={retentionText.heldLead}
        items={lists.held}
        unlisted={lists.unlisted.held}
        onChanged={onChanged}
      />
      <Destroyed items={lists.destroyed} />
      {lists.destroyed.length === 0 ? null : <Copies />}
    </>
  );
}
