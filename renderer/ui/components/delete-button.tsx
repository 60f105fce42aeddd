import { Trash2 } from 'lucide-react';
import { useState, type ReactNode } from 'react';
import { usePage } from '../page-context.ts';
import { en } from '../text/en.ts';
import { useAction } from '../use-action.ts';
import { Button } from './button.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Problem } from './problem.tsx';

interface DeleteButtonProps {
  /** The button's word, here and in the question. */
  readonly act: string;
  readonly title: string;
  /** What will happen. */
  readonly children: ReactNode;
  readonly onDelete: () => Promise<unknown>;
  readonly look?: 'quiet' | 'plain';
  /** The id of what says which one it is, where there are several. */
  readonly describedBy?: string;
}

/** Asks once, in words that say what will happen; from then on it can be undone for a while (`PendingDeletions`). */
export function DeleteButton({ act, title, children, onDelete, look = 'plain', describedBy }: DeleteButtonProps) {
  const { dispatch } = usePage();
  const [isAsking, setAsking] = useState(false);
  const deleting = useAction(async () => {
    try {
      await onDelete();
    } finally {
      // Also when it failed: the wish may have been noted all the same.
      dispatch({ type: 'deletions-changed' });
    }
  });
  return (
    <>
      <Button
        look={look}
        {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
        icon={<Trash2 aria-hidden="true" />}
        isBusy={deleting.isPending}
        onPress={() => setAsking(true)}
      >
        {act}
      </Button>
      {deleting.error === null ? null : <Problem code={deleting.error.code} />}
      <ConfirmDialog
        isOpen={isAsking}
        title={title}
        confirm={act}
        cancel={en.after.goBack}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void deleting.run();
        }}
      >
        {children}
        <p>{en.deletion.undoHint}</p>
        <p>{en.after.destroyCopies}</p>
      </ConfirmDialog>
    </>
  );
}
