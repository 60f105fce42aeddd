import { defineConfig } from '@playwright/test';

/** Those that take longest begin first, so that none of them is what all others are waited for with at the end. */
const longest = [
  ...['keeps-going', 'soak', 'keys-in-memory', 'canaries', 'spoken-consent', 'capture', 'deleting', 'vault-problems'],
  ...['closing', 'crash', 'recording', 'looks', 'lock'],
];
const longestSpecs = longest.map((name) => `**/${name}.spec.ts`);

/** Tests of the built app in a real Electron; run them with `npm run dev:exec -- npm run e2e`. */
export default defineConfig({
  testDir: 'tests/e2e',
  // The one of tests/ maps a package to its types, and Playwright would load those in its place.
  tsconfig: './tsconfig.json',
  outputDir: 'test-results/e2e',
  // Three apps at a time, each with a data folder and a sound server of its own: most of a test is waiting for sound.
  workers: 3,
  fullyParallel: false,
  retries: 0,
  forbidOnly: process.env['CI'] !== undefined,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: { trace: 'off' },
  projects: [
    { name: 'long', testMatch: longestSpecs },
    { name: 'short', testIgnore: longestSpecs },
  ],
});
