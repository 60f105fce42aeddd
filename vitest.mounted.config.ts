import { defineConfig } from 'vitest/config';

/**
 * Tests that mount small disks, Linux only: `unshare --map-root-user --mount vitest run --config vitest.mounted.config.ts`
 * gives them a namespace in which they may.
 */
export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/faults/mounted/**/*.test.ts'],
    testTimeout: 30_000,
  },
});
