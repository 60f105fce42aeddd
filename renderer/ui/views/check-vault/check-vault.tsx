import { ArrowLeft } from 'lucide-react';
import { useCallback, useEffect, useRef } from 'react';
import type { VaultCheck } from '../../../../contract/vault-check.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { ByteProgress } from '../../components/byte-progress.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { checkText } from '../../text/check-text.ts';
import { useAction } from '../../use-action.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';
import { CheckResult } from './check-result.tsx';
import { CopyWhole } from './copy-whole.tsx';

/** How often a check that runs is asked how far it is. */
const askEveryMs = 500;

/** Says when the check has ended. */
function useAnnouncedEnd(check: VaultCheck | null): void {
  const announce = useAnnounce();
  const before = useRef<VaultCheck['phase'] | null>(null);
  useEffect(() => {
    if (check === null) return;
    if (before.current === 'running' && check.phase === 'done') {
      const { damagedCount, checked } = check;
      announce(damagedCount === 0 ? checkText.whole(checked) : checkText.damaged(damagedCount, checked));
    }
    before.current = check.phase;
  }, [check, announce]);
}

/** Checks everything in the vault, and shows what is not whole. */
export function CheckVault() {
  const { go } = usePage();
  const { value: check, error, setValue, reload } = useLoad(useCallback(() => vault.check.get(), []));
  const begin = useAction(async (isResumed: boolean) => setValue(await vault.check.begin({ isResumed })));
  const stop = useAction(async () => setValue(await vault.check.stop()));
  useAnnouncedEnd(check);
  const phase = check?.phase ?? null;
  useEffect(() => {
    if (phase !== 'running') return undefined;
    const timer = setInterval(reload, askEveryMs);
    return () => clearInterval(timer);
  }, [phase, reload]);
  const problem = error ?? begin.error ?? stop.error;
  return (
    <div className="column">
      <div className="back">
        <Button look="plain" icon={<ArrowLeft aria-hidden="true" />} onPress={() => go({ name: 'settings' })}>
          {checkText.back}
        </Button>
      </div>
      <PageHeading title={checkText.title} />
      <p className="lead">{checkText.lead}</p>
      <p className="quiet">{checkText.beside}</p>
      {problem === null ? null : <Problem code={problem.code} />}
      {typeof check?.error !== 'string' ? null : <Problem code={check.error} />}
      {check === null ? null : (
        <>
          {phase === 'running' || phase === 'stopped' ? (
            <ByteProgress label={checkText.progress} bytesDone={check.bytesDone} bytesTotal={check.bytesTotal} />
          ) : null}
          {phase === 'stopped' ? <p>{checkText.stopped}</p> : null}
          <div className="acts">
            {phase === 'running' ? (
              <Button isBusy={stop.isPending} onPress={() => void stop.run()}>
                {checkText.cancel}
              </Button>
            ) : null}
            {phase === 'stopped' ? (
              <Button look="primary" isBusy={begin.isPending} onPress={() => void begin.run(true)}>
                {checkText.resume}
              </Button>
            ) : null}
            {phase === 'running' ? null : (
              <Button
                look={phase === 'none' ? 'primary' : 'quiet'}
                isBusy={begin.isPending}
                onPress={() => void begin.run(false)}
              >
                {phase === 'none' ? checkText.button : checkText.again}
              </Button>
            )}
          </div>
          {phase === 'done' ? <CheckResult check={check} /> : null}
          <CopyWhole isChecked={phase === 'done'} />
        </>
      )}
    </div>
  );
}
