import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { resolve } from 'node:path';

/** The oldest runtime that tests use (scripts/set-up/electron-fallback.mjs): newer syntax is translated. */
const nodeTarget = 'node20.18';
const chromiumTarget = 'chrome130';

const root = import.meta.dirname;

export default defineConfig({
  // Entries of the three Node processes, as modules; packages stay in node_modules.
  main: {
    build: {
      target: nodeTarget,
      outDir: resolve(root, 'out/main'),
      externalizeDeps: true,
      rolldownOptions: {
        input: {
          index: resolve(root, 'main/index.ts'),
          'vault-process': resolve(root, 'main/vault-process/index.ts'),
          'recorder-process': resolve(root, 'main/recorder-process/index.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  // A sandboxed preload can require nothing but Electron: each is one file with all it needs.
  preload: {
    build: {
      target: nodeTarget,
      outDir: resolve(root, 'out/preload'),
      externalizeDeps: false,
      isolatedEntries: true,
      rolldownOptions: {
        input: { ui: resolve(root, 'preload/ui.ts'), capture: resolve(root, 'preload/capture.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  // Pages hold no inline script or style and no data: URL, so that the content security policy can refuse them all.
  renderer: {
    root: resolve(root, 'renderer'),
    plugins: [react()],
    build: {
      target: chromiumTarget,
      outDir: resolve(root, 'out/renderer'),
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: {
        input: {
          ui: resolve(root, 'renderer/ui/index.html'),
          capture: resolve(root, 'renderer/capture/index.html'),
        },
      },
    },
  },
});
