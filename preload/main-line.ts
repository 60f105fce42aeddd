import { ipcRenderer } from 'electron';
import { channels } from '../contract/method-names.ts';

/** The preloads' line to main: the one file that touches Electron's IPC in a page's process. */
export function callMain(method: string, input: unknown): Promise<unknown> {
  return ipcRenderer.invoke(channels.call, { method, input });
}

export function onEvent(listener: (name: unknown, payload: unknown) => void): void {
  ipcRenderer.on(channels.event, (_event, name: unknown, payload: unknown) => listener(name, payload));
}

/** Hears each port that main hands over on `channel`. */
export function onPort(channel: 'passphrasePort' | 'capturePort', listener: (port: MessagePort) => void): void {
  ipcRenderer.on(channels[channel], (event) => {
    for (const port of event.ports) listener(port);
  });
}
