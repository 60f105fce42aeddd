import { expect, it } from 'vitest';
import { judgeControl } from '../../controls/judge-control.ts';
import { spellCheckerLetGo } from '../../controls/sabotages.ts';
import type { TestReport } from '../../controls/test-report.ts';

const control = { ...spellCheckerLetGo, runner: 'vitest', tests: ['a.test.ts'] } as const;
const green: TestReport = { passed: 2, failed: [], broken: [] };
const asserted = { title: 'asserts', isAssertion: true };
const crashed = { title: 'crashes', isAssertion: false };
const red: TestReport = { passed: 1, failed: [asserted], broken: [] };

it('is caught when green turned red by an assertion', () => {
  const { isCaught, verdict, failedTests } = judgeControl(control, green, red, 1);
  expect({ isCaught, verdict, failedTests }).toEqual({ isCaught: true, verdict: 'caught', failedTests: 1 });
});

it.each<[string, TestReport | null, TestReport | null]>([
  ['all stayed green', green, green],
  ['it was red before', red, red],
  ['no test ran before', { ...green, passed: 0 }, red],
  ['a file could not be run before', { ...green, broken: ['a.test.ts'] }, red],
  ['a file cannot be run after', green, { ...red, broken: ['a.test.ts'] }],
  ['a test crashed', green, { ...red, failed: [asserted, crashed] }],
  ['the runner said nothing before', null, red],
  ['the runner said nothing after', green, null],
])('is not caught when %s', (_, before, after) => {
  expect(judgeControl(control, before, after, 1).isCaught).toBe(false);
});
