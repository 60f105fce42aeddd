import { defineConfig } from 'vitest/config';

/** Tests of the packaged app, Linux only; `node scripts/package.mjs --for-tests` makes it. */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/package/**/*.test.ts'],
    // There is one keyboard and one screen.
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 240_000,
  },
});
