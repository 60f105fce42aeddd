/** `npm run test:mutation`: how many changes of the code that keeps secrets its own tests notice (docs/figures.md). */
export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner'],
  vitest: { configFile: 'vitest.mutation.config.ts' },
  mutate: ['main/crypto/**/*.ts', 'main/vault/segment-*.ts'],
  coverageAnalysis: 'perTest',
  // What runs once, as a module is loaded, would need the whole suite for each change.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 20_000,
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: 'test-results/mutation.json' },
  tempDirName: 'test-results/mutation',
};
