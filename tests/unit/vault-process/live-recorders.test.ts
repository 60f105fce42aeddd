import { describe, expect, it } from 'vitest';
import { recordingIdSchema, sessionIdSchema, vaultIdSchema } from '../../../contract/ids.ts';
import type { RecorderOrder } from '../../../contract/recorder-messages.ts';
import { LiveRecorders } from '../../../main/vault-process/live-recorders.ts';
import type { Port } from '../../../main/vault-process/port.ts';

const recordingId = recordingIdSchema.parse('1'.repeat(32));

function newOrder(role: RecorderOrder['role'] = 'active'): RecorderOrder {
  return {
    kind: 'begin',
    vaultFolder: '/vault',
    vaultId: vaultIdSchema.parse('2'.repeat(32)),
    recordingId,
    sessionId: sessionIdSchema.parse('3'.repeat(32)),
    takeKind: 'session',
    role,
    segment: 0,
    segmentKey: new Uint8Array(32).fill(7),
    bitrateBps: 48_000,
    microphone: null,
    startStopSound: false,
    warningSound: false,
  };
}

/** A port as the vault process has it, and the recorder at its other end, played by the test. */
function recorderPort() {
  const heard: object[] = [];
  let say: (message: unknown) => void = () => undefined;
  const port: Port = {
    post: (message) => heard.push(structuredClone(message)),
    onMessage: (listener) => {
      say = listener;
    },
    onClose: () => undefined,
    close: () => undefined,
  };
  return { port, heard, say: (message: object) => say(message) };
}

function liveRecorders(): LiveRecorders {
  return new LiveRecorders({
    requestStart: () => undefined,
    requestEnd: () => undefined,
    onProgress: () => undefined,
  });
}

describe('a recorder that was just started', () => {
  it('gets its key only when it has said that it is there, so that the key waits in no other process', async () => {
    const recorders = liveRecorders();
    const order = newOrder();
    const begun = recorders.begin(order);
    const recorder = recorderPort();
    recorders.attach(recordingId, 'active', recorder.port);
    expect(recorder.heard).toEqual([]);
    recorder.say({ kind: 'ready' });
    expect(recorder.heard).toEqual([newOrder()]);
    expect(order.segmentKey).toEqual(new Uint8Array(32));
    const progress = { recordingId, segment: 0, chunkCount: 0, lastTag: '', durationMs: 0, isFinal: false };
    recorder.say({ kind: 'began', progress });
    await begun;
  });

  it('gets it once', () => {
    const recorders = liveRecorders();
    void recorders.begin(newOrder());
    const recorder = recorderPort();
    recorders.attach(recordingId, 'active', recorder.port);
    recorder.say({ kind: 'ready' });
    recorder.say({ kind: 'ready' });
    expect(recorder.heard).toHaveLength(1);
  });
});

describe('a standby', () => {
  it('gets the order that was meant for it, and is begun once it says that it stands by', async () => {
    const recorders = liveRecorders();
    void recorders.begin(newOrder());
    const begun = recorders.begin({ ...newOrder('standby'), segment: 1 });
    const standby = recorderPort();
    recorders.attach(recordingId, 'standby', standby.port);
    standby.say({ kind: 'ready' });
    expect(standby.heard).toEqual([{ ...newOrder('standby'), segment: 1 }]);
    standby.say({ kind: 'standing-by' });
    await begun;
  });

  it('that takes over does not take the order of the one that comes after it', () => {
    const recorders = liveRecorders();
    void recorders.begin({ ...newOrder('standby'), segment: 1 });
    const first = recorderPort();
    recorders.attach(recordingId, 'standby', first.port);
    first.say({ kind: 'ready' });
    first.say({ kind: 'standing-by' });
    void recorders.begin({ ...newOrder('standby'), segment: 2 });
    const progress = { recordingId, segment: 1, chunkCount: 0, lastTag: '', durationMs: 0, isFinal: false };
    first.say({ kind: 'began', progress });
    const second = recorderPort();
    recorders.attach(recordingId, 'standby', second.port);
    second.say({ kind: 'ready' });
    expect(second.heard).toEqual([{ ...newOrder('standby'), segment: 2 }]);
  });
});

describe('a recorder that outlived the last vault process', () => {
  it('is asked how far it is, and holds the recording meanwhile', () => {
    const recorders = liveRecorders();
    const recorder = recorderPort();
    recorders.attach(recordingId, 'active', recorder.port);
    expect(recorders.current()).toBe(recordingId);
    recorder.say({ kind: 'ready' });
    expect(recorder.heard).toEqual([{ kind: 'describe' }]);
    recorders.exited(recordingId);
    expect(recorders.current()).toBeNull();
  });
});
