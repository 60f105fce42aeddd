import react from '@vitejs/plugin-react';
import { defineConfig } from 'vitest/config';

/** Deriving a key from a passphrase takes its time, on two cores shared with the other tests. */
const testTimeout = 30_000;

export default defineConfig({
  test: {
    passWithNoTests: true,
    // By itself it leaves a core free, which on two cores is half of them.
    maxWorkers: 2,
    projects: [
      {
        test: {
          name: 'node',
          environment: 'node',
          include: ['tests/{unit,property,vectors,catalog,ipc,faults}/**/*.test.ts'],
          exclude: ['tests/faults/mounted/**'],
          testTimeout,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'renderer',
          environment: 'jsdom',
          include: ['tests/renderer/**/*.test.{ts,tsx}'],
          testTimeout,
        },
      },
    ],
  },
});
