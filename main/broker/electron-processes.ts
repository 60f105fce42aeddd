import { MessageChannelMain, utilityProcess, type MessagePortMain } from 'electron';
import type { Child, OwnEnd } from './child.ts';

/**
 * Starts the built file `entry` in a process of its own; `name` is what the system's task list shows. It gets no
 * argument, and its standard output goes nowhere.
 */
export function startElectronProcess(entry: string, name: string): Child<MessagePortMain> {
  const child = utilityProcess.fork(entry, [], { serviceName: name, stdio: ['ignore', 'ignore', 'inherit'] });
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
  });
  return {
    exited,
    post: (message, ports = []) => child.postMessage(message, [...ports]),
    onMessage: (listener) => {
      child.on('message', listener);
    },
    kill: () => {
      if (child.pid === undefined) child.once('spawn', () => killAtOnce(child.pid));
      else killAtOnce(child.pid);
    },
  };
}

/** Electron's own `kill` asks politely, and a busy process took two seconds to follow. */
function killAtOnce(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended by itself in the meantime.
  }
}

export function createElectronChannel(): readonly [MessagePortMain, MessagePortMain] {
  const { port1, port2 } = new MessageChannelMain();
  return [port1, port2];
}

/** A channel of which one end stays in main. */
export function openElectronChannel(): { own: OwnEnd; port: MessagePortMain } {
  const { port1, port2 } = new MessageChannelMain();
  const own: OwnEnd = {
    post: (message) => port1.postMessage(message),
    onMessage: (listener) => {
      port1.on('message', (event) => listener(event.data));
      port1.start();
    },
    close: () => port1.close(),
  };
  return { own, port: port2 };
}
