import { useCallback, useEffect, useId, useRef } from 'react';
import type { SessionId } from '../../../contract/ids.ts';
import type { RecoveredTake } from '../../../contract/recovered.ts';
import { useAnnounce } from '../a11y/announcer.tsx';
import { usePage } from '../page-context.ts';
import { en } from '../text/en.ts';
import { useAction } from '../use-action.ts';
import { useLoad } from '../use-load.ts';
import { vault } from '../vault-client.ts';
import { Button } from './button.tsx';
import { DeleteButton } from './delete-button.tsx';
import { Problem } from './problem.tsx';

function nameOf({ codes, beganAtMs, number }: RecoveredTake): string {
  const who = codes.length === 0 ? en.sessions.nobody : en.common.beside(codes);
  const which = number === null ? [] : [en.session.recordingNumber(number)];
  return en.common.beside([who, en.recovered.began(beganAtMs), ...which]);
}

function missingOf({ state, lostMs }: RecoveredTake): string {
  if (state === 'altered') return en.recovered.alteredUnknown;
  return lostMs === null ? en.recovered.lostUnknown : en.recovered.lost(lostMs);
}

interface TakeProps {
  readonly take: RecoveredTake;
  /** On the page of its session the player is there already. */
  readonly hasWayThere: boolean;
  readonly onKept: () => void;
}

function Take({ take, hasWayThere, onKept }: TakeProps) {
  const { go } = usePage();
  const announce = useAnnounce();
  const nameId = useId();
  const { recordingId, sessionId } = take;
  const keep = useAction(async () => {
    await vault.recordings.keepRecovered({ recordingId });
    announce(en.recovered.kept);
    onKept();
  });
  return (
    <li className="recovered-take">
      <h3 id={nameId}>{nameOf(take)}</h3>
      <p>{en.recovered.states[take.state]}</p>
      <dl className="facts">
        <div>
          <dt>{en.recovered.length}</dt>
          <dd>{en.sessions.length(take.durationMs)}</dd>
        </div>
        <div>
          <dt>{en.recovered.missing}</dt>
          <dd>{missingOf(take)}</dd>
        </div>
      </dl>
      <div className="acts" role="group" aria-labelledby={nameId}>
        {hasWayThere ? (
          <Button aria-describedby={nameId} onPress={() => go({ name: 'session', sessionId, hears: recordingId })}>
            {take.mayBePlayed ? en.player.play : en.after.goToSession}
          </Button>
        ) : null}
        <Button aria-describedby={nameId} isBusy={keep.isPending} onPress={() => void keep.run()}>
          {en.after.keep}
        </Button>
        <DeleteButton
          act={en.after.destroy}
          title={en.after.destroyTitle}
          look="quiet"
          describedBy={nameId}
          onDelete={() => vault.recordings.delete({ recordingId })}
        >
          <p>
            <strong>{nameOf(take)}</strong>
          </p>
          <p>{en.after.destroyText}</p>
        </DeleteButton>
      </div>
      {keep.error === null ? null : <Problem code={keep.error.code} />}
    </li>
  );
}

/**
 * What was recovered, or found altered, until somebody keeps or destroys it: of all sessions, or of one on its page. Spoken
 * once after each unlock.
 */
export function RecoveredTakes({ sessionId }: { readonly sessionId: SessionId | null }) {
  const { state, dispatch } = usePage();
  const announce = useAnnounce();
  const { value, error, reload } = useLoad(useCallback(() => vault.recordings.listRecovered(), []));
  const runningId = state.status?.recordingId ?? null;
  const { deletions, toldRecovered } = state;
  useEffect(() => reload(), [reload, runningId, deletions]);
  useEffect(() => {
    const untold = (value ?? []).filter(({ recordingId }) => !toldRecovered.includes(recordingId));
    if (value === null || untold.length === 0) return;
    announce(en.recovered.announced(value.length));
    dispatch({ type: 'recovered-told', recordingIds: untold.map(({ recordingId }) => recordingId) });
  }, [value, toldRecovered, announce, dispatch]);
  const takes = (value ?? []).filter((take) => sessionId === null || take.sessionId === sessionId);
  const count = takes.length;
  const countBefore = useRef(count);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    const isFewer = count < countBefore.current;
    countBefore.current = count;
    // The button that was pressed went with its take.
    if (!isFewer || document.activeElement !== document.body) return;
    (heading.current ?? document.querySelector('h1'))?.focus();
  }, [count]);
  const titleId = useId();
  if (error !== null) return <Problem code={error.code} />;
  if (count === 0) return null;
  return (
    <section className="card recovered" aria-labelledby={titleId}>
      <div>
        <h2 id={titleId} ref={heading} tabIndex={-1}>
          {en.recovered.title}
        </h2>
        <p>{sessionId === null ? en.recovered.lead : en.recovered.leadOne}</p>
      </div>
      <ul className="recovered-list" aria-labelledby={titleId}>
        {takes.map((take) => (
          <Take key={take.recordingId} take={take} hasWayThere={sessionId === null} onKept={reload} />
        ))}
      </ul>
      <p className="quiet">{en.recovered.keepHint}</p>
    </section>
  );
}
