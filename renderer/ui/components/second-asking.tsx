import { useRef, useState } from 'react';
import type { SecondAnswer } from '../../../contract/consent.ts';
import type { SessionId } from '../../../contract/ids.ts';
import type { SecondAsking as Asking } from '../../../contract/session.ts';
import { usePage } from '../page-context.ts';
import type { Place } from '../place.ts';
import { en } from '../text/en.ts';
import { erasingText } from '../text/erasing-text.ts';
import { retentionText } from '../text/retention-text.ts';
import { useAction } from '../use-action.ts';
import { vault } from '../vault-client.ts';
import { Button } from './button.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { PersonState } from './person-state.tsx';
import { Problem } from './problem.tsx';

interface SecondAskingProps {
  readonly sessionId: SessionId;
  /** The lines of one recording. */
  readonly askings: readonly Asking[];
  /** Somebody's answer is noted, and the recording is kept as yet. */
  readonly onKept: () => void;
  readonly onDestroyed: (atMs: number) => void;
}

const answerTexts = {
  keep: en.after.kept,
  'part-erased': erasingText.partErased,
  destroy: en.after.destroyed,
} as const;

function AnswerState({ answer }: Pick<Asking, 'answer'>) {
  if (answer === null) return <PersonState state="not-asked" text={en.after.notAsked} />;
  return <PersonState state={answer} text={answerTexts[answer]} />;
}

/** One line a person: keep, erase a part, or destroy. Who has not answered stays visible as not asked. */
export function SecondAsking({ sessionId, askings, onKept, onDestroyed }: SecondAskingProps) {
  const { dispatch, go } = usePage();
  const [asking, setAsking] = useState<Asking | null>(null);
  const [waits, setWaits] = useState(false);
  const list = useRef<HTMLUListElement>(null);
  const give = useAction(async ({ recordingId, personId }: Asking, answer: SecondAnswer) => {
    const result = await vault.recordings.answer({ recordingId, personId, answer });
    if (result.outcome === 'destroyed') onDestroyed(result.atMs);
    else onKept();
    setWaits(result.outcome === 'held');
    dispatch({ type: 'second-asking-answered' });
    // The button that was pressed goes; the focus stays near.
    list.current?.focus();
  });
  const eraseFor = ({ recordingId, personId }: Asking): Place => ({
    name: 'erase-part',
    sessionId,
    recordingId,
    wish: { personId, saidAs: 'second-answer' },
  });
  return (
    <>
      <ul className="people" ref={list} tabIndex={-1} aria-label={en.after.listLabel}>
        {askings.map((line) => (
          <li key={line.personId} className="person">
            <div className="person-who">
              <span className="code">{line.code}</span>
            </div>
            <AnswerState answer={line.answer} />
            <div className="person-acts" role="group" aria-label={line.code}>
              {line.answer === 'keep' || line.answer === 'destroy' ? null : (
                <Button isBusy={give.isPending} onPress={() => void give.run(line, 'keep')}>
                  {en.after.keep}
                </Button>
              )}
              <Button isDisabled={give.isPending} onPress={() => go(eraseFor(line))}>
                {erasingText.act}
              </Button>
              <Button isBusy={give.isPending} onPress={() => setAsking(line)}>
                {en.after.destroy}
              </Button>
            </div>
          </li>
        ))}
      </ul>
      {waits ? <p role="status">{retentionText.waitsForHold}</p> : null}
      {give.error === null ? null : <Problem code={give.error.code} />}
      <ConfirmDialog
        isOpen={asking !== null}
        title={en.after.destroyTitle}
        confirm={en.after.destroy}
        cancel={en.after.goBack}
        onCancel={() => setAsking(null)}
        onConfirm={() => {
          if (asking !== null) void give.run(asking, 'destroy');
          setAsking(null);
        }}
      >
        <p>{en.after.destroyText}</p>
        <p>{en.after.destroyCopies}</p>
      </ConfirmDialog>
    </>
  );
}
