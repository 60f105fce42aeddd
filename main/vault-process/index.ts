import { statfs } from 'node:fs/promises';
import type { MessagePortMain } from 'electron';
import type { Port } from './port.ts';
import { VaultServer } from './vault-server.ts';

/** The entry of the process that holds keys: Electron's ports in, `VaultServer` behind them. */
function adaptPort(port: MessagePortMain): Port {
  return {
    post: (message) => {
      port.postMessage(message);
    },
    onMessage: (listener) => {
      port.on('message', ({ data }) => {
        listener(data);
      });
      port.start();
    },
    onClose: (listener) => {
      port.on('close', listener);
    },
    close: () => {
      port.close();
    },
  };
}

const { parentPort } = process;

new VaultServer(
  {
    post: (message) => {
      parentPort.postMessage(message);
    },
    onMessage: (listener) => {
      parentPort.on('message', ({ data, ports: [port] }) => {
        listener(data, port === undefined ? null : adaptPort(port));
      });
    },
  },
  { nowMs: () => Date.now(), monotonicMs: () => performance.now() },
  {
    freeBytes: async (folder) => {
      const { bavail, bsize } = await statfs(folder);
      return bavail * bsize;
    },
  },
  (delayMs, act) => {
    const timer = setTimeout(act, delayMs);
    return () => clearTimeout(timer);
  },
).serve();
