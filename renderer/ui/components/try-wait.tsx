import { useEffect, useState } from 'react';
import { usePage } from '../page-context.ts';
import { en } from '../text/en.ts';

export interface TryWaiting {
  /** Seconds until the next try; 0 when it may be now. */
  readonly seconds: number;
  /** As many as there were when main said so. */
  readonly toldSeconds: number;
}

/** How long the next try to unlock waits, by the page's own clock from when main last told it. */
export function useTryWait(): TryWaiting {
  const { app } = usePage().state;
  const [left, setLeft] = useState<{ readonly of: typeof app; readonly ms: number } | null>(null);
  const toldMs = app?.tryAgainInMs ?? 0;
  useEffect(() => {
    if (toldMs === 0) return undefined;
    const until = performance.now() + toldMs;
    const timer = setInterval(() => setLeft({ of: app, ms: Math.max(0, until - performance.now()) }), 250);
    return () => clearInterval(timer);
  }, [app, toldMs]);
  const leftMs = left !== null && left.of === app ? left.ms : toldMs;
  return { seconds: Math.ceil(leftMs / 1000), toldSeconds: Math.ceil(toldMs / 1000) };
}

/** Says how long the next try waits. A screen reader hears it once, not at each second. */
export function TryWait({ seconds, toldSeconds }: TryWaiting) {
  return (
    <>
      {seconds > 0 ? (
        <p className="try-wait" aria-hidden="true">
          {en.passphrase.waits(seconds)}
        </p>
      ) : null}
      <p className="visually-hidden" role="status">
        {seconds > 0 ? en.passphrase.waits(toldSeconds) : null}
      </p>
    </>
  );
}
