import { app, powerMonitor, powerSaveBlocker } from 'electron';
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

/**
 * The computer sleeps and wakes under a recording, is locked, changes hands, or is shut down. What locks it, or lets it
 * sleep, locks the vault. Shutting down waits, for as long as the system lets
 * it, until all that was heard is on the disk; nobody is asked, for nobody may be there. Call once the app is ready.
 */
export function followPower<Port>(sotto: Sotto<Port>): void {
  const finishAndQuit = async (): Promise<void> => {
    await sotto.recorders.stopAndWait();
    app.quit();
  };
  powerMonitor.on('suspend', () => {
    sotto.recorders.sleep('suspend');
    sotto.lockSoon();
  });
  // The screen is locked, or another person takes the computer.
  powerMonitor.on('lock-screen', () => sotto.lockSoon());
  powerMonitor.on('user-did-resign-active', () => sotto.lockSoon());
  powerMonitor.on('resume', () => sotto.recorders.sleep('wake'));
  powerMonitor.on('shutdown', (event?: { readonly preventDefault: () => void }) => {
    if (!sotto.recorders.isRunning) return;
    event?.preventDefault();
    void finishAndQuit();
  });
  app.on('browser-window-created', (_event, window) => {
    // Windows asks its windows, and waits for one that says no.
    window.on('query-session-end', (event) => {
      if (!sotto.recorders.isRunning) return;
      event.preventDefault();
      void finishAndQuit();
    });
  });
  // A session manager that ends, and a person's kill. Chromium would quit by asking first.
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void finishAndQuit());
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
