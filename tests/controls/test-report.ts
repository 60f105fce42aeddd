import { stripVTControlCharacters } from 'node:util';
import { z } from 'zod';

export interface FailedTest {
  readonly title: string;
  /** Whether what it expected was not so; anything else that was thrown shows nothing. */
  readonly isAssertion: boolean;
}

/** What a runner says of its tests, in few words. */
export interface TestReport {
  readonly passed: number;
  readonly failed: readonly FailedTest[];
  /** Files that could not be run, and errors outside tests. */
  readonly broken: readonly string[];
}

const vitestSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({ status: z.string(), fullName: z.string(), failureMessages: z.array(z.string()).nullish() }),
      ),
    }),
  ),
});

/** @param report as vitest's JSON reporter writes it. */
export function readVitestReport(report: unknown): TestReport {
  const files = vitestSchema.parse(report).testResults;
  const tests = files.flatMap(({ assertionResults }) => assertionResults);
  const failed = tests.filter(({ status }) => status === 'failed');
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: failed.map(({ fullName, failureMessages }) => ({
      title: fullName,
      isAssertion: (failureMessages ?? []).some((message) => message.startsWith('AssertionError')),
    })),
    broken: files
      .filter(({ status, assertionResults }) => {
        return status === 'failed' && !assertionResults.some((test) => test.status === 'failed');
      })
      .map(({ name, message }) => `${name}: ${message}`),
  };
}

const specSchema = z.object({
  title: z.string(),
  ok: z.boolean(),
  tests: z.array(z.object({ results: z.array(z.object({ errors: z.array(z.object({ message: z.string() })) })) })),
});
const suiteSchema = z.object({
  specs: z.array(specSchema).optional(),
  get suites() {
    return z.array(suiteSchema).optional();
  },
});
const playwrightSchema = z.object({
  suites: z.array(suiteSchema),
  errors: z.array(z.object({ message: z.string().optional() })),
});

/** @param report as Playwright's JSON reporter writes it. */
export function readPlaywrightReport(report: unknown): TestReport {
  const { suites, errors } = playwrightSchema.parse(report);
  const specs = suites.flatMap(specsOf);
  return {
    passed: specs.filter(({ ok }) => ok).length,
    failed: specs
      .filter(({ ok }) => !ok)
      .map(({ title, tests }) => ({
        title,
        isAssertion: tests
          .flatMap(({ results }) => results.flatMap((result) => result.errors))
          .some(({ message }) => /\bexpect\(/.test(stripVTControlCharacters(message))),
      })),
    broken: errors.map(({ message }) => message ?? 'an error outside tests'),
  };
}

function specsOf(suite: z.infer<typeof suiteSchema>): z.infer<typeof specSchema>[] {
  return [...(suite.specs ?? []), ...(suite.suites ?? []).flatMap(specsOf)];
}
