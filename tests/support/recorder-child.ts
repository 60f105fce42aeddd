/**
 * The recorder in a process of its own, in plain Node: its ports are this process' channel to the test. Run by
 * recorder-process.ts.
 */
import { packetDurationMs } from '../../contract/limits.ts';
import type { Port } from '../../main/recorder-process/port.ts';
import { Recorder } from '../../main/recorder-process/recorder.ts';
import { realDisk } from '../../main/vault/segment-disk.ts';
import { acquireLock } from '../../main/vault/vault-lock.ts';
import { fromTestSchema, type FromChild, type PortName } from './recorder-channel.ts';

const tell = (message: FromChild) => process.send?.(message);
const listeners = new Map<PortName, (message: unknown, ports: readonly Port[]) => void>();
let tick: () => void = () => undefined;
/** Moves with packets, so that a test may send sound as fast as it likes. */
let nowMs = 0;

function port(name: PortName): Port {
  return {
    post: (message) => tell({ kind: 'said', port: name, message }),
    onMessage: (listener) => listeners.set(name, listener),
    onClose: () => undefined,
  };
}

process.on('message', (raw) => {
  const message = fromTestSchema.parse(raw);
  switch (message.kind) {
    case 'tell':
      if (message.port === 'capture') nowMs += packetDurationMs;
      listeners.get(message.port)?.(message.message, message.brings === null ? [] : [port(message.brings)]);
      break;
    case 'tick':
      tick();
      break;
    case 'measure':
      globalThis.gc?.();
      tell({ kind: 'measured', heapBytes: process.memoryUsage().heapUsed, residentBytes: process.memoryUsage().rss });
  }
});

new Recorder({
  main: port('main'),
  startTicking: (_, act) => {
    tick = act;
    return () => {
      tick = () => undefined;
    };
  },
  nowMs: () => nowMs,
  acquireLock,
  freeBytes: () => Promise.resolve(Number.MAX_SAFE_INTEGER),
  disk: realDisk,
  onEnd: () => process.disconnect(),
});
tell({ kind: 'ready' });
