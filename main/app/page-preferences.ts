import { app, type Session, type WebPreferences } from 'electron';

/** What every page of Sotto runs with: sandboxed, isolated from its preload, without Node, in a session in memory. */
export function pagePreferences(session: Session, preload: string): WebPreferences {
  return {
    session,
    preload,
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    webviewTag: false,
    spellcheck: false,
    disableDialogs: true,
    navigateOnDragDrop: false,
    // The tones of a recording also sound on a lock screen that nobody has touched yet.
    autoplayPolicy: 'no-user-gesture-required',
    enableWebSQL: false,
    v8CacheOptions: 'none',
    devTools: !app.isPackaged,
  };
}
