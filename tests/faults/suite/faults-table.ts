import { renderTable } from '../../support/render-table.ts';
import type { CaseOutcome, FaultCase, NotRun } from './fault-case.ts';

export interface RunCase {
  readonly fault: FaultCase;
  readonly outcome: CaseOutcome | NotRun;
  readonly seconds: number;
}

export function isNotRun(outcome: CaseOutcome | NotRun): outcome is NotRun {
  return 'missing' in outcome;
}

export function isPassed({ outcome }: RunCase): boolean {
  return !isNotRun(outcome) && outcome.objections.length === 0;
}

/** All cases as one table; losses are of sound that was acknowledged. */
export function renderFaults(cases: readonly RunCase[]): string {
  const titles = ['family', 'case', 'points', 'lost s', 'measured', 'seconds', 'verdict'];
  const rows = cases.map(({ fault, outcome, seconds }) => {
    const found = isNotRun(outcome)
      ? ['-', '-', '-', '-', `not run: ${outcome.missing}`]
      : [
          String(outcome.points),
          outcome.lostSeconds.toFixed(2),
          outcome.measured,
          seconds.toFixed(0),
          verdictOf(outcome.objections),
        ];
    return [fault.family, fault.name, ...found];
  });
  return renderTable(titles, rows);
}

function verdictOf([first, ...others]: readonly string[]): string {
  if (first === undefined) return 'passed';
  return others.length === 0 ? `FAILED: ${first}` : `FAILED: ${first} (and ${others.length} more)`;
}

/** The last line: `N passed, N failed`. */
export function sumOf(cases: readonly RunCase[]): string {
  const notRun = cases.filter(({ outcome }) => isNotRun(outcome)).length;
  const passed = cases.filter(isPassed).length;
  const failed = cases.length - notRun - passed;
  return `${passed} passed, ${failed} failed${notRun === 0 ? '' : `, ${notRun} not run`}`;
}
