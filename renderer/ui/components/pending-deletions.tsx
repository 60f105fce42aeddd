import { useCallback, useEffect, useId, useRef, useState } from 'react';
import type { PendingDeletion } from '../../../contract/deletion.ts';
import { useAnnounce } from '../a11y/announcer.tsx';
import { usePage } from '../page-context.ts';
import { en } from '../text/en.ts';
import { useAction } from '../use-action.ts';
import { useLoad } from '../use-load.ts';
import { vault } from '../vault-client.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';
import { Problem } from './problem.tsx';

const secondMs = 1000;

function textOf({ subject, codes, beganAtMs }: PendingDeletion, remainingMs: number): string {
  const who = codes.length === 0 ? en.sessions.nobody : en.common.beside(codes);
  const seconds = Math.ceil(remainingMs / secondMs);
  return subject.kind === 'session'
    ? en.deletion.ofSession(who, beganAtMs, seconds)
    : en.deletion.ofRecording(who, beganAtMs, seconds);
}

interface PendingLineProps {
  readonly deletion: PendingDeletion;
  readonly takesFocus: boolean;
  readonly onUndone: () => void;
  readonly onDue: () => void;
}

/** One deletion that counts down. */
function PendingLine({ deletion, takesFocus, onUndone, onDue }: PendingLineProps) {
  const textId = useId();
  const [remainingMs, setRemainingMs] = useState(deletion.remainingMs);
  useEffect(() => {
    const endsAt = performance.now() + deletion.remainingMs;
    const timer = setInterval(() => {
      const leftMs = Math.max(0, endsAt - performance.now());
      setRemainingMs(leftMs);
      if (leftMs === 0) onDue();
    }, secondMs);
    return () => clearInterval(timer);
  }, [deletion.remainingMs, onDue]);
  const undo = useAction(async () => {
    const { outcome } = await vault.deletions.undo(deletion.subject);
    if (outcome === 'undone') onUndone();
    else onDue();
  });
  return (
    <li className="pending-deletion">
      <span id={textId}>{textOf(deletion, remainingMs)}</span>
      {remainingMs === 0 ? null : (
        <Button
          aria-describedby={textId}
          autoFocus={takesFocus}
          isBusy={undo.isPending}
          onPress={() => void undo.run()}
        >
          {en.deletion.undo}
        </Button>
      )}
      {undo.error === null ? null : <Problem code={undo.error.code} />}
    </li>
  );
}

/** What is about to be destroyed, in every place, with its undo; only how it ended is spoken. */
export function PendingDeletions() {
  const { state, dispatch } = usePage();
  const announce = useAnnounce();
  const { value, error, reload } = useLoad(useCallback(() => vault.deletions.list(), []));
  const [firstRound] = useState(state.deletionRound);
  useEffect(() => reload(), [reload, state.deletionRound]);
  const before = useRef<readonly PendingDeletion[]>([]);
  const undone = useRef(new Set<string>());
  useEffect(() => {
    if (value === null) return;
    dispatch({ type: 'deletions-known', deletions: value });
    const over = before.current.filter(({ subject }) => !value.some((deletion) => deletion.subject.id === subject.id));
    before.current = value;
    if (over.length > 0) {
      const isDestroyed = over.some(({ subject }) => !undone.current.delete(subject.id));
      announce(isDestroyed ? en.deletion.destroyed : en.deletion.undone);
      // The button that was pressed has gone.
      if (document.activeElement === document.body) document.querySelector('h1')?.focus();
    }
  }, [value, dispatch, announce]);
  if (error !== null) return <Problem code={error.code} />;
  if (value === null || value.length === 0) return null;
  return (
    <section className="shell-notice" aria-label={en.deletion.label}>
      <Notice>
        <ul className="pending-deletions">
          {value.map((deletion) => (
            <PendingLine
              key={deletion.subject.id}
              deletion={deletion}
              takesFocus={state.deletionRound !== firstRound}
              onUndone={() => {
                undone.current.add(deletion.subject.id);
                reload();
              }}
              onDue={reload}
            />
          ))}
        </ul>
      </Notice>
    </section>
  );
}
