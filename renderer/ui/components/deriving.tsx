import { useEffect, useRef, useState } from 'react';
import { Label, ProgressBar } from 'react-aria-components';
import { en } from '../text/en.ts';

const tickMs = 100;

/** How far Argon2id should be by now. It gives no progress of its own, so this holds just short of the end. */
export function Deriving({ expectedMs }: { readonly expectedMs: number }) {
  const bar = useRef<HTMLDivElement>(null);
  const [spentMs, setSpentMs] = useState(0);
  useEffect(() => {
    const began = performance.now();
    const timer = setInterval(() => setSpentMs(performance.now() - began), tickMs);
    return () => clearInterval(timer);
  }, []);
  useEffect(() => {
    // In braces: newer Chromium answers with a promise, which an effect must not return.
    bar.current?.scrollIntoView({ block: 'nearest' });
  }, []);
  const percent = Math.min(96, (spentMs / Math.max(1, expectedMs)) * 100);
  return (
    <ProgressBar ref={bar} className="progress" value={percent}>
      <Label className="field-label">{en.passphrase.deriving}</Label>
      <div className="progress-track">
        <div className="progress-fill" style={{ width: `${percent}%` }} />
      </div>
      <p className="field-hint">{en.passphrase.derivingExplained(expectedMs)}</p>
    </ProgressBar>
  );
}
