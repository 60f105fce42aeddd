import { useState } from 'react';
import { createPortal, flushSync } from 'react-dom';
import type { LogFormat, LogLine } from '../../../../contract/event-log.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { logText } from '../../text/log-text.ts';
import { useAction } from '../../use-action.ts';
import { vault } from '../../vault-client.ts';
import { LogDays } from './log-days.tsx';

interface SaveLogProps {
  /** What is shown. */
  readonly lines: readonly LogLine[];
  readonly onSaved: () => void;
}

/** Writes the log to a file of the person's choice. While it is printed the page is, on paper, what is shown of it. */
export function SaveLog({ lines, onSaved }: SaveLogProps) {
  const announce = useAnnounce();
  const [printsAtMs, setPrintsAtMs] = useState<number | null>(null);
  const [saved, setSaved] = useState<{ readonly digest: string | null } | null>(null);
  const save = useAction(async (format: LogFormat) => {
    flushSync(() => {
      setSaved(null);
      setPrintsAtMs(format === 'pdf' ? Date.now() : null);
    });
    try {
      const { outcome, digest } = await vault.log.save({ format, shown: format === 'pdf' ? lines.length : null });
      if (outcome === 'cancelled') return;
      setSaved({ digest });
      announce(logText.saved);
      onSaved();
    } finally {
      setPrintsAtMs(null);
    }
  });
  return (
    <section className="card stack-small">
      <h2>{logText.exportTitle}</h2>
      <p>{logText.pdfHint(lines.length)}</p>
      <p>{logText.jsonHint}</p>
      <p className="quiet">{logText.notEncrypted}</p>
      <div className="acts">
        <Button isBusy={save.isPending} onPress={() => void save.run('pdf')}>
          {logText.pdf}
        </Button>
        <Button isBusy={save.isPending} onPress={() => void save.run('json')}>
          {logText.json}
        </Button>
      </div>
      {saved === null ? null : <p>{logText.saved}</p>}
      {typeof saved?.digest !== 'string' ? null : (
        <>
          <p className="quiet">{logText.digest}</p>
          <p className="fingerprint">{saved.digest}</p>
        </>
      )}
      {save.error === null ? null : <Problem code={save.error.code} />}
      {printsAtMs === null
        ? null
        : createPortal(
            <div className="on-paper">
              <article className="receipt log-paper">
                <h1>{logText.paperTitle}</h1>
                <p>{logText.paperNow(printsAtMs)}</p>
                <LogDays lines={lines} isOnPaper />
              </article>
            </div>,
            document.body,
          )}
    </section>
  );
}
