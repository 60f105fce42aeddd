import { Check, CircleHelp, TriangleAlert } from 'lucide-react';
import { useCallback, useEffect } from 'react';
import type { Settings } from '../../../../contract/methods.ts';
import { soundText } from '../../text/sound-text.ts';
import { useLoad } from '../../use-load.ts';
import type { HeardCheck } from '../../use-microphone-check.ts';
import { vault } from '../../vault-client.ts';
import { checkLines, type CheckLine } from './check-lines.ts';

/** A disk fills and a plug is pulled while the page is open. */
const lookAgainMs = 15_000;

const signs = {
  good: { Icon: Check, word: soundText.good },
  'needs-you': { Icon: TriangleAlert, word: soundText.needsYou },
  'not-known': { Icon: CircleHelp, word: soundText.notKnown },
} as const satisfies Record<CheckLine['state'], unknown>;

function Line({ line }: { readonly line: CheckLine }) {
  const { Icon, word } = signs[line.state];
  return (
    <li className="check-line" data-state={line.state}>
      <Icon aria-hidden="true" />
      <span className="check-name">{soundText.names[line.name]}</span>
      <span>
        <span className="visually-hidden">{word} </span>
        {line.text}
        {line.remedy === null ? null : <span className="check-remedy">{line.remedy}</span>}
      </span>
    </li>
  );
}

interface ChecksSectionProps {
  readonly settings: Settings | null;
  readonly heard: HeardCheck;
}

/** Whether a recording would be heard and would fit: a line a check, with what helps. */
export function ChecksSection({ settings, heard }: ChecksSectionProps) {
  const { value: readiness, reload } = useLoad(useCallback(() => vault.recordings.readiness(), []));
  useEffect(() => {
    const timer = setInterval(reload, lookAgainMs);
    return () => clearInterval(timer);
  }, [reload]);
  if (settings === null) return null;
  return (
    <section className="card stack-small" aria-label={soundText.checks}>
      <h2>{soundText.checks}</h2>
      <ul className="check-lines">
        {checkLines(settings, heard, readiness).map((line) => (
          <Line key={line.name} line={line} />
        ))}
      </ul>
    </section>
  );
}
