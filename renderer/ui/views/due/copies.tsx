import { useCallback, useEffect, useId, useRef, useState } from 'react';
import type { ConnectedCopy, CopyFinished } from '../../../../contract/copies.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { copiesText } from '../../text/copies-text.ts';
import { en } from '../../text/en.ts';
import { useAction } from '../../use-action.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';

function holdsSomething({ recordings, notes }: ConnectedCopy): boolean {
  return recordings + notes > 0;
}

function sentenceOf(copy: ConnectedCopy): string {
  if (copy.standing === 'other-keys') return copiesText.otherKeys(copy);
  if (copy.standing === 'unreadable') return copiesText.unreadable(copy);
  if (holdsSomething(copy)) return copiesText.holds(copy);
  return copy.isUnfinished ? copiesText.unfinished(copy) : copiesText.holdsNone(copy);
}

interface CopyLineProps {
  readonly copy: ConnectedCopy;
  readonly finished: CopyFinished | null;
  readonly isBusy: boolean;
  readonly onFinish: () => void;
}

function CopyLine({ copy, finished, isBusy, onFinish }: CopyLineProps) {
  const name = useId();
  const isOffered = copy.standing === 'opens' && (holdsSomething(copy) || copy.isUnfinished);
  return (
    <li className="card stack-small">
      <p id={name}>{sentenceOf(copy)}</p>
      <p className="quiet path">{copiesText.folder(copy.folder)}</p>
      {copy.parts === 0 ? null : <p>{copiesText.parts(copy.parts)}</p>}
      {finished === null ? null : (
        <p>
          {copiesText.finished(finished.destroyed)}
          {finished.held === 0 ? '' : ` ${copiesText.heldThere(finished.held)}`}
        </p>
      )}
      {isOffered ? (
        <div className="acts">
          <Button aria-describedby={name} isBusy={isBusy} onPress={onFinish}>
            {copiesText.finish}
          </Button>
        </div>
      ) : null}
    </li>
  );
}

/** Copies of the vault that are connected, and the offer to destroy there what was destroyed here. */
export function Copies() {
  const announce = useAnnounce();
  const { value: copies, error, reload } = useLoad(useCallback(() => vault.copies.list(), []));
  const [asked, setAsked] = useState<ConnectedCopy | null>(null);
  const [finished, setFinished] = useState<CopyFinished | null>(null);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // The button that was pressed has gone, and the focus in it.
    if (finished !== null && document.activeElement === document.body) heading.current?.focus();
  }, [copies, finished]);
  const choose = useAction(async () => {
    if ((await vault.copies.choose()).outcome === 'chosen') reload();
  });
  const finish = useAction(async (copy: ConnectedCopy) => {
    try {
      const done = await vault.copies.finish({ copyId: copy.id });
      setFinished(done);
      announce(copiesText.finished(done.destroyed));
    } finally {
      reload();
    }
  });
  const problem = error ?? choose.error ?? finish.error;
  return (
    <section className="stack" aria-labelledby="copies">
      <h2 id="copies" ref={heading} tabIndex={-1}>
        {copiesText.title}
      </h2>
      <p>{copiesText.lead}</p>
      {copies === null || copies.length > 0 ? null : <p className="quiet">{copiesText.none}</p>}
      {copies === null || copies.length === 0 ? null : (
        <ul className="stack" aria-label={copiesText.listLabel}>
          {copies.map((copy) => (
            <CopyLine
              key={copy.id}
              copy={copy}
              finished={finished?.copy.id === copy.id ? finished : null}
              isBusy={finish.isPending}
              onFinish={() => setAsked(copy)}
            />
          ))}
        </ul>
      )}
      {problem === null ? null : <Problem code={problem.code} />}
      <p className="quiet">{copiesText.chooseHint}</p>
      <div className="acts">
        <Button isBusy={choose.isPending} onPress={() => void choose.run()}>
          {copiesText.choose}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={asked !== null}
        title={copiesText.finishTitle}
        confirm={copiesText.finishAct}
        cancel={en.after.goBack}
        onCancel={() => setAsked(null)}
        onConfirm={() => {
          if (asked !== null) void finish.run(asked);
          setAsked(null);
        }}
      >
        <p>{asked === null || !holdsSomething(asked) ? copiesText.finishAgainLead : copiesText.finishLead(asked)}</p>
      </ConfirmDialog>
    </section>
  );
}
