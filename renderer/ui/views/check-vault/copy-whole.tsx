import { useCallback, useEffect, useRef } from 'react';
import type { VaultCopy } from '../../../../contract/vault-copy.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { ByteProgress } from '../../components/byte-progress.tsx';
import { Problem } from '../../components/problem.tsx';
import { copyText } from '../../text/copy-text.ts';
import { useAction } from '../../use-action.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';

/** How often a copy that is made is asked how far it is. */
const askEveryMs = 500;

function CopyDone({ copy }: { readonly copy: VaultCopy }) {
  const { recordings, leftOut, leftOutCount, isIndexLeftOut } = copy;
  return (
    <div className="stack">
      <h3>{copyText.done(recordings)}</h3>
      {isIndexLeftOut ? <p>{copyText.noIndex}</p> : null}
      {leftOutCount === 0 ? null : (
        <div className="stack-small">
          <p>{copyText.leftOut(leftOutCount)}</p>
          <ul className="copy-left-out" aria-label={copyText.leftOutLabel}>
            {leftOut.map((recording) => (
              <li key={recording.id}>{copyText.recording(recording)}</li>
            ))}
          </ul>
          {leftOutCount > leftOut.length ? <p>{copyText.more(leftOutCount - leftOut.length)}</p> : null}
          <p>{copyText.leftOutMeans(leftOutCount)}</p>
        </div>
      )}
      <p>{copyText.next}</p>
      <p>{copyText.deletions}</p>
    </div>
  );
}

/** Says how the copy has ended. */
function useAnnouncedEnd(copy: VaultCopy | null): void {
  const announce = useAnnounce();
  const before = useRef<VaultCopy['phase'] | null>(null);
  useEffect(() => {
    if (copy === null) return;
    if (before.current === 'running' && copy.phase === 'done') announce(copyText.done(copy.recordings));
    if (before.current === 'running' && copy.phase === 'cancelled') announce(copyText.cancelled);
    before.current = copy.phase;
  }, [copy, announce]);
}

/** Offers a copy of what a check has found whole, and shows how far it is. */
export function CopyWhole({ isChecked }: { readonly isChecked: boolean }) {
  const { value: copy, error, setValue, reload } = useLoad(useCallback(() => vault.copy.get(), []));
  const begin = useAction(async () => {
    if ((await vault.copy.begin()).outcome === 'begun') reload();
  });
  const stop = useAction(async () => setValue(await vault.copy.stop()));
  useAnnouncedEnd(copy);
  const phase = copy?.phase ?? null;
  useEffect(() => {
    if (phase !== 'running') return undefined;
    const timer = setInterval(reload, askEveryMs);
    return () => clearInterval(timer);
  }, [phase, reload]);
  if (copy === null || (!isChecked && phase === 'none')) return null;
  const problem = error ?? begin.error ?? stop.error;
  return (
    <section className="stack" aria-labelledby="copy-whole">
      <h2 id="copy-whole">{copyText.title}</h2>
      <p>{copyText.lead}</p>
      {phase === 'done' ? null : <p className="quiet">{copyText.beside}</p>}
      {problem === null ? null : <Problem code={problem.code} />}
      {copy.error === null ? null : <Problem code={copy.error} />}
      {phase === 'running' ? (
        <ByteProgress label={copyText.progress} bytesDone={copy.bytesDone} bytesTotal={copy.bytesTotal} />
      ) : null}
      {phase === 'cancelled' ? <p>{copyText.cancelled}</p> : null}
      {phase === 'done' ? <CopyDone copy={copy} /> : null}
      <div className="acts">
        {phase === 'running' ? (
          <Button isBusy={stop.isPending} onPress={() => void stop.run()}>
            {copyText.cancel}
          </Button>
        ) : null}
        {phase !== 'running' && isChecked ? (
          <Button isBusy={begin.isPending} onPress={() => void begin.run()}>
            {phase === 'done' ? copyText.again : copyText.button}
          </Button>
        ) : null}
      </div>
    </section>
  );
}
