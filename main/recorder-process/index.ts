import { statfs } from 'node:fs/promises';
import { uptime } from 'node:os';
import type { MessagePortMain } from 'electron';
import { realDisk } from '../vault/segment-disk.ts';
import { acquireLock } from '../vault/vault-lock.ts';
import type { Port } from './port.ts';
import { Recorder } from './recorder.ts';
import { wakefulClock } from './wakeful-clock.ts';

/** Electron's port as the recorder sees it. */
function fromElectron(port: MessagePortMain): Port {
  return {
    post: (message) => port.postMessage(message),
    onMessage: (listener) => {
      port.on('message', ({ data, ports }) => listener(data, ports.map(fromElectron)));
      port.start();
    },
    onClose: (listener) => {
      port.on('close', listener);
    },
  };
}

const { parentPort } = process;

/** Messages posted at the end of a turn are on their way by then; `process.exit` in the same turn would lose them. */
const partingMs = 100;

new Recorder({
  main: {
    post: (message) => parentPort.postMessage(message),
    onMessage: (listener) => {
      parentPort.on('message', ({ data, ports }) => listener(data, ports.map(fromElectron)));
    },
    // Main's end takes this process with it.
    onClose: () => undefined,
  },
  startTicking: (everyMs, act) => {
    const timer = setInterval(act, everyMs);
    return () => clearInterval(timer);
  },
  nowMs: wakefulClock(
    () => performance.now(),
    () => uptime() * 1000,
  ),
  acquireLock,
  disk: realDisk,
  freeBytes: async (folder) => {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  },
  onEnd: () => setTimeout(() => process.exit(0), partingMs),
});
