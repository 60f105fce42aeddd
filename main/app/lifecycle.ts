import { app, powerSaveBlocker } from 'electron';
import type { AppWindow } from './app-window.ts';
import type { Closing } from './closing.ts';
import type { Sotto } from './sotto.ts';

/** Pages that crash this often without one of them having loaded will not do better the next time. */
const maximumPageCrashes = 3;

/** Keeps the machine awake while `isRunning`; each call replaces the one before. */
export function createWakefulness(): (isRunning: boolean) => void {
  let blocker: number | null = null;
  return (isRunning) => {
    if (blocker !== null) powerSaveBlocker.stop(blocker);
    blocker = isRunning ? powerSaveBlocker.start('prevent-app-suspension') : null;
  };
}

/** Replaces a page that has crashed; a recording does not notice. */
export function createPageRescue(replace: () => void): {
  readonly onLoaded: () => void;
  readonly onCrashed: () => void;
} {
  let crashes = 0;
  return {
    onLoaded: () => {
      crashes = 0;
    },
    onCrashed: () => {
      crashes += 1;
      if (crashes < maximumPageCrashes) replace();
    },
  };
}

/**
 * How the app ends and how it is called back: it ends with its window, on every system, after asking when a recording
 * runs. The vault process is killed and the vault's lock released before the app goes.
 */
export function followLifecycle<Port>(sotto: Sotto<Port>, window: AppWindow, closing: Closing): void {
  let isShutDown = false;
  app.on('second-instance', () => window.focus());
  app.on('activate', () => window.focus());
  app.on('window-all-closed', () => app.quit());
  app.on('before-quit', (event) => {
    if (!closing.mayClose()) event.preventDefault();
  });
  app.on('will-quit', (event) => {
    if (isShutDown) return;
    event.preventDefault();
    void sotto.shutDown().finally(() => {
      isShutDown = true;
      // Not in this turn, in which the app takes itself for quitting already.
      setImmediate(() => app.quit());
    });
  });
}
