import { describe, expect, it } from 'vitest';
import { readPlaywrightReport, readVitestReport } from '../../controls/test-report.ts';

describe('a report of vitest', () => {
  const passed = { status: 'passed', fullName: 'holds', failureMessages: [] };
  const file = (status: string, ...assertionResults: object[]) => ({
    name: 'a.test.ts',
    status,
    message: 'why',
    assertionResults,
  });

  it('tells a failed assertion from whatever else was thrown', () => {
    const failed = (message: string) => ({ status: 'failed', fullName: message, failureMessages: [message] });
    const report = { testResults: [file('failed', passed, failed('AssertionError: a'), failed('TypeError: b'))] };
    expect(readVitestReport(report)).toEqual({
      passed: 1,
      failed: [
        { title: 'AssertionError: a', isAssertion: true },
        { title: 'TypeError: b', isAssertion: false },
      ],
      broken: [],
    });
  });

  it('names a file that could not be run', () => {
    expect(readVitestReport({ testResults: [file('failed')] }).broken).toEqual(['a.test.ts: why']);
  });
});

describe('a report of Playwright', () => {
  const spec = (title: string, ...messages: string[]) => ({
    title,
    ok: messages.length === 0,
    tests: [{ results: [{ errors: messages.map((message) => ({ message })) }] }],
  });

  it('tells a failed assertion from whatever else was thrown, in suites of suites', () => {
    const assertion = 'Error: a\n\n\u001b[2mexpect(\u001b[22mreceived).toEqual(expected)';
    const inner = { specs: [spec('asserts', assertion), spec('crashes', 'TypeError: b')] };
    const report = { suites: [{ specs: [spec('holds')], suites: [inner] }], errors: [] };
    expect(readPlaywrightReport(report)).toEqual({
      passed: 1,
      failed: [
        { title: 'asserts', isAssertion: true },
        { title: 'crashes', isAssertion: false },
      ],
      broken: [],
    });
  });

  it('passes on an error outside tests', () => {
    expect(readPlaywrightReport({ suites: [], errors: [{ message: 'no tests found' }] }).broken).toEqual([
      'no tests found',
    ]);
  });
});
