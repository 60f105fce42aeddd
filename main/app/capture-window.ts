import { BrowserWindow, type MessagePortMain, type Session } from 'electron';
import { channels } from '../../contract/method-names.ts';
import type { CaptureView } from '../broker/capture-broker.ts';
import { pagePreferences } from './page-preferences.ts';
import { pageUrls } from './page-files.ts';

/** Opens the hidden window that hears the microphone. Chromium must not slow it down for being hidden. */
export function openCaptureWindow(session: Session, preload: string): CaptureView<MessagePortMain> {
  const window = new BrowserWindow({
    show: false,
    skipTaskbar: true,
    webPreferences: {
      ...pagePreferences(session, preload),
      backgroundThrottling: false,
      autoplayPolicy: 'no-user-gesture-required',
    },
  });
  const { webContents } = window;
  const load = window.loadURL(pageUrls.capture);
  return {
    webContentsId: webContents.id,
    give: (port) => {
      void load.then(
        () => {
          if (!window.isDestroyed()) webContents.postMessage(channels.capturePort, null, [port]);
        },
        () => window.destroy(),
      );
    },
    onGone: (listener) => {
      webContents.once('render-process-gone', listener);
      window.once('closed', listener);
    },
    destroy: () => {
      if (!window.isDestroyed()) window.destroy();
    },
  };
}
