import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resultOfPlaywright, resultOfVitest } from '../../../scripts/test/results.mjs';

let folder: string;
let file: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-results-'));
  file = join(folder, 'report.json');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function vitestReport(passed: number, failed: number, broken: string[] = []): void {
  const named = (status: string, count: number): object[] =>
    Array.from({ length: count }, (_, index) => ({ status, fullName: `${status} ${String(index)}` }));
  const report = {
    numPassedTests: passed,
    numFailedTests: failed,
    numPendingTests: 0,
    numTodoTests: 0,
    testResults: [
      {
        name: 'a.test.ts',
        status: failed > 0 ? 'failed' : 'passed',
        assertionResults: [...named('passed', passed), ...named('failed', failed)],
      },
      ...broken.map((name) => ({ name, status: 'failed', assertionResults: [] })),
    ],
  };
  writeFileSync(file, JSON.stringify(report));
}

function playwrightReport(stats: Record<string, number>, errors: string[] = []): void {
  const counts = { expected: 0, unexpected: 0, flaky: 0, skipped: 0, ...stats };
  writeFileSync(file, JSON.stringify({ stats: counts, errors: errors.map((message) => ({ message })), suites: [] }));
}

describe('the sum of a test run', () => {
  it('counts what vitest counts', () => {
    vitestReport(3, 1);
    expect(resultOfVitest(file, 1)).toEqual({ passed: 3, failed: 1, skipped: 0, notes: ['failed 0'] });
  });

  it('counts a test file that could not be loaded as failed', () => {
    vitestReport(3, 0, ['b.test.ts']);
    expect(resultOfVitest(file, 1)).toMatchObject({ passed: 3, failed: 1 });
  });

  it('counts a flaky test as failed', () => {
    playwrightReport({ expected: 2, flaky: 1 });
    expect(resultOfPlaywright(file, 0)).toMatchObject({ passed: 2, failed: 1 });
  });

  it('is never green without a test', () => {
    vitestReport(0, 0);
    expect(resultOfVitest(file, 0)).toMatchObject({ failed: 1, notes: ['no test ran'] });
    playwrightReport({}, ['No tests found']);
    expect(resultOfPlaywright(file, 1)).toMatchObject({ failed: 1, notes: ['No tests found', 'no test ran'] });
  });

  it('is never green when the runner failed', () => {
    vitestReport(3, 0);
    expect(resultOfVitest(file, 1)).toMatchObject({ passed: 3, failed: 1 });
  });

  it('is never green without a readable report', () => {
    expect(resultOfVitest(file, 0)).toMatchObject({ failed: 1 });
    writeFileSync(file, '{');
    expect(resultOfPlaywright(file, 0)).toMatchObject({ failed: 1 });
  });
});
