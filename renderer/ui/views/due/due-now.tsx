import { useState } from 'react';
import type { RecordingRetention } from '../../../../contract/retention.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { retentionText } from '../../text/retention-text.ts';
import { useAction } from '../../use-action.ts';
import { vault } from '../../vault-client.ts';
import { RetentionLine } from './retention-line.tsx';

interface DueNowProps {
  readonly items: readonly RecordingRetention[];
  readonly unlisted: number;
  readonly onChanged: () => void;
}

/** What is due, to be destroyed one by one or several at once: each has been seen in the question that is asked first. */
export function DueNow({ items, unlisted, onChanged }: DueNowProps) {
  const { dispatch } = usePage();
  const [selectedIds, setSelectedIds] = useState<readonly string[]>([]);
  const [asked, setAsked] = useState<readonly RecordingRetention[]>([]);
  const selected = items.filter(({ recording }) => selectedIds.includes(recording.id));
  const destroy = useAction(async (these: readonly RecordingRetention[]) => {
    try {
      await vault.retention.destroy({ recordingIds: these.map(({ recording }) => recording.id) });
      setSelectedIds([]);
    } finally {
      // Also when it failed: some wishes may have been noted all the same.
      dispatch({ type: 'deletions-changed' });
    }
  });
  return (
    <section className="stack" aria-labelledby="due-now">
      <h2 id="due-now">{retentionText.dueTitle}</h2>
      <p>{retentionText.dueLead}</p>
      <ul className="stack" aria-label={retentionText.dueTitle}>
        {items.map((item) => (
          <RetentionLine
            key={item.recording.id}
            item={item}
            onChanged={onChanged}
            selection={{
              isSelected: selectedIds.includes(item.recording.id),
              onSelect: (isSelected) =>
                setSelectedIds((ids) =>
                  isSelected ? [...ids, item.recording.id] : ids.filter((id) => id !== item.recording.id),
                ),
            }}
          >
            {(describedBy) => (
              <Button aria-describedby={describedBy} isBusy={destroy.isPending} onPress={() => setAsked([item])}>
                {retentionText.destroyOne}
              </Button>
            )}
          </RetentionLine>
        ))}
      </ul>
      {unlisted === 0 ? null : <p>{retentionText.unlisted(unlisted)}</p>}
      {selected.length === 0 ? null : (
        <div className="acts">
          <Button isBusy={destroy.isPending} onPress={() => setAsked(selected)}>
            {retentionText.destroySelected(selected.length)}
          </Button>
        </div>
      )}
      {destroy.error === null ? null : <Problem code={destroy.error.code} />}
      <ConfirmDialog
        isOpen={asked.length > 0}
        title={retentionText.destroyTitle(asked.length)}
        confirm={retentionText.destroyAct}
        cancel={en.after.goBack}
        onCancel={() => setAsked([])}
        onConfirm={() => {
          void destroy.run(asked);
          setAsked([]);
        }}
      >
        <ul className="asked-list">
          {asked.map(({ recording, codes }) => (
            <li key={recording.id}>
              {en.common.beside([...codes, retentionText.lengthAndTime(recording.beganAtMs, recording.durationMs)])}
            </li>
          ))}
        </ul>
        <p>{retentionText.destroyText}</p>
        <p>{en.after.destroyCopies}</p>
      </ConfirmDialog>
    </section>
  );
}
