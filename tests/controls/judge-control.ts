import { renderTable } from '../support/render-table.ts';
import type { Control } from './sabotages.ts';
import type { TestReport } from './test-report.ts';

export interface ControlOutcome {
  readonly control: Control;
  readonly isCaught: boolean;
  readonly failedTests: number;
  readonly seconds: number;
  readonly verdict: string;
}

/** @param before the sabotage, @param after it: what the runner said; null when it said nothing. */
export function judgeControl(
  control: Control,
  before: TestReport | null,
  after: TestReport | null,
  seconds: number,
): ControlOutcome {
  const failedTests = after?.failed.length ?? 0;
  const objection = objectionTo(before, after);
  return { control, isCaught: objection === null, failedTests, seconds, verdict: objection ?? 'caught' };
}

function objectionTo(before: TestReport | null, after: TestReport | null): string | null {
  if (before === null || after === null) return 'NOT SHOWN: the runner left no report';
  if (before.passed === 0) return 'NOT SHOWN: no test ran without it';
  if (before.failed.length + before.broken.length > 0) return 'NOT SHOWN: red without it';
  const [broken] = after.broken;
  if (broken !== undefined) return `NOT SHOWN: could not be run: ${broken}`;
  if (after.failed.length === 0) return 'NOT CAUGHT';
  const crashed = after.failed.find(({ isAssertion }) => !isAssertion);
  return crashed === undefined ? null : `NOT SHOWN: no assertion failed in: ${crashed.title}`;
}

export function renderControls(outcomes: readonly ControlOutcome[]): string {
  const titles = ['sabotage', 'tests', 'failed', 'seconds', 'verdict'];
  const rows = outcomes.map(({ control, failedTests, seconds, verdict }) => [
    control.name,
    `${control.runner} ${control.tests.join(' ')}`,
    String(failedTests),
    seconds.toFixed(0),
    verdict,
  ]);
  return renderTable(titles, rows);
}
