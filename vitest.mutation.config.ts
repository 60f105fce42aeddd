import { defineConfig } from 'vitest/config';

/** The tests that are asked whether they notice a change of the crypto and container code (stryker.config.mjs). */
export default defineConfig({
  test: {
    environment: 'node',
    include: [
      'tests/unit/crypto/**/*.test.ts',
      'tests/unit/vault/segment-*.test.ts',
      'tests/property/segment-tampering.test.ts',
      'tests/vectors/vectors.test.ts',
    ],
    testTimeout: 30_000,
  },
});
