/** What the runners' own reports say, and what they do not say: a crash, or no test at all, is a failure. */
import { existsSync, readFileSync } from 'node:fs';

function read(file) {
  if (!existsSync(file)) return null;
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Turns counts into an outcome that cannot be green by accident. */
function judge({ passed, failed, skipped, notes }, code) {
  if (passed + failed === 0) return { passed, failed: 1, skipped, notes: [...notes, 'no test ran'] };
  if (failed === 0 && code !== 0) {
    return { passed, failed: 1, skipped, notes: [...notes, `the runner failed outside its tests (exit code ${code})`] };
  }
  return { passed, failed, skipped, notes };
}

const noReport = (code) => ({
  passed: 0,
  failed: 1,
  skipped: 0,
  notes: [`the runner left no report (exit code ${code})`],
});

export function resultOfVitest(file, code) {
  const report = read(file);
  if (report === null) return noReport(code);
  const broken = report.testResults.filter(({ status, assertionResults }) => {
    return status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
  });
  const failedTests = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter((test) => test.status === 'failed').map((test) => test.fullName),
  );
  return judge(
    {
      passed: report.numPassedTests,
      failed: report.numFailedTests + broken.length,
      skipped: report.numPendingTests + report.numTodoTests,
      notes: [...broken.map(({ name }) => `could not be run: ${name}`), ...failedTests],
    },
    code,
  );
}

export function resultOfPlaywright(file, code) {
  const report = read(file);
  if (report === null) return noReport(code);
  const { expected, unexpected, flaky, skipped } = report.stats;
  return judge(
    {
      passed: expected,
      failed: unexpected + flaky,
      skipped,
      notes: [...report.errors.map(({ message }) => firstLine(message)), ...failedSpecs(report.suites)],
    },
    code,
  );
}

function failedSpecs(suites) {
  return suites.flatMap((suite) => [
    ...(suite.specs ?? []).filter((spec) => !spec.ok).map((spec) => `${spec.file}: ${spec.title}`),
    ...failedSpecs(suite.suites ?? []),
  ]);
}

function firstLine(message = '') {
  return message.split('\n')[0];
}
