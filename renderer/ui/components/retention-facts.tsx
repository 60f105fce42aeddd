import type { RecordingRetention } from '../../../contract/retention.ts';
import { retentionText } from '../text/retention-text.ts';

/** How long it is kept, in words. */
export function ruleWords({ rule, lastDay, destruction }: RecordingRetention): string {
  if (rule === null) return retentionText.noRule;
  const words = retentionText.rules[rule];
  if (lastDay === null) return words;
  return destruction === 'automatic' ? retentionText.byItself(words, lastDay) : retentionText.byDay(words, lastDay);
}

interface RetentionFactsProps {
  readonly item: RecordingRetention;
  /** Where a field beside it says the class already, it is not said twice. */
  readonly saysClass: boolean;
}

/** Class, rule, reason and known copies of one recording. */
export function RetentionFacts({ item, saysClass }: RetentionFactsProps) {
  return (
    <dl className="facts">
      {saysClass ? (
        <>
          <dt>{retentionText.classLabel}</dt>
          <dd>{retentionText.classes[item.itemClass]}</dd>
        </>
      ) : null}
      <dt>{retentionText.ruleLabel}</dt>
      <dd>{ruleWords(item)}</dd>
      {item.why === null ? null : (
        <>
          <dt>{retentionText.whyLabel}</dt>
          <dd>{retentionText.why[item.why]}</dd>
        </>
      )}
      <dt>{retentionText.copiesLabel}</dt>
      <dd>
        {item.copies.length === 0
          ? retentionText.noCopies
          : item.copies.map((copy) => (
              <p key={`${copy.kind} ${copy.format ?? ''} ${copy.atMs}`}>{retentionText.copyOf(copy)}</p>
            ))}
      </dd>
    </dl>
  );
}
