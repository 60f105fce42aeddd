import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MessagePort } from 'node:worker_threads';
import { VaultBroker } from '../../../main/broker/vault-broker.ts';
import { recordingId } from '../../support/stand-in-app.ts';
import { StandInProcess } from '../../support/stand-in-process.ts';

let started: StandInProcess;
let broker: VaultBroker<MessagePort>;
let crashes = 0;
let logged: string[] = [];
let hears: (kind: string) => void;

beforeEach(() => {
  crashes = 0;
  logged = [];
  hears = () => undefined;
  broker = new VaultBroker<MessagePort>({
    startProcess: () => {
      started = new StandInProcess();
      return started.child;
    },
    onMessage: (message) => hears(message.kind),
    onCrash: () => (crashes += 1),
    log: (event) => logged.push(event),
  });
});

afterEach(() => started.exit());

function heard(kind: string): Promise<void> {
  return new Promise((resolve) => {
    hears = (said) => {
      if (said === kind) resolve();
    };
  });
}

async function unlock(): Promise<void> {
  broker.start('/vault');
  const unlocked = heard('unlocked');
  started.say({ kind: 'unlocked', notices: [] });
  await unlocked;
}

/** Answers the next request of this kind. */
async function answerNext(kind: 'call' | 'read' | 'read-length', answer: object): Promise<unknown> {
  const { message } = await started.heard.take(kind);
  started.say({ kind: 'answer', requestId: message.requestId, answer });
  return message;
}

describe('the vault broker', () => {
  it('starts a process and names the folder to it', async () => {
    broker.start('/vault');
    expect((await started.heard.take('open-folder')).message).toEqual({ kind: 'open-folder', vaultFolder: '/vault' });
    expect(broker).toMatchObject({ isRunning: true, isUnlocked: false, whileUnlocked: null });
  });

  it('asks nothing of a locked vault', async () => {
    broker.start('/vault');
    expect(await broker.call('sessions.list', {})).toMatchObject({ error: { code: 'vault/locked' } });
    expect(await broker.readLength(recordingId)).toMatchObject({ error: { code: 'vault/locked' } });
    expect(started.heard.all('call')).toEqual([]);
  });

  it('gives each answer to the question it belongs to', async () => {
    await unlock();
    const first = broker.call('sessions.get', 1);
    const second = broker.call('sessions.get', 2);
    const one = (await started.heard.take('call')).message;
    const two = (await started.heard.take('call')).message;
    started.say({ kind: 'answer', requestId: two.requestId, answer: { ok: true, value: 'two' } });
    started.say({ kind: 'answer', requestId: one.requestId, answer: { ok: true, value: 'one' } });
    expect(await Promise.all([first, second])).toMatchObject([{ value: 'one' }, { value: 'two' }]);
  });

  it('reads sound only in the shapes it knows', async () => {
    await unlock();
    const length = broker.readLength(recordingId);
    await answerNext('read-length', { ok: true, value: 5 });
    expect(await length).toEqual({ ok: true, value: 5 });
    const bytes = broker.read(recordingId, 0, 3);
    expect(await answerNext('read', { ok: true, value: Uint8Array.of(1, 2, 3) })).toMatchObject({
      offsetBytes: 0,
      lengthBytes: 3,
    });
    expect(await bytes).toEqual({ ok: true, value: Uint8Array.of(1, 2, 3) });
    const odd = broker.read(recordingId, 0, 3);
    await answerNext('read', { ok: true, value: 'abc' });
    expect(await odd).toMatchObject({ error: { code: 'internal/unexpected' } });
  });

  it('drops what it cannot parse and what it did not ask', async () => {
    await unlock();
    started.say({ kind: 'open-the-door' });
    started.say({ kind: 'answer', requestId: 99, answer: { ok: true, value: 1 } });
    const call = broker.call('sessions.list', {});
    await answerNext('call', { ok: true, value: [] });
    await call;
    expect(logged).toEqual(['vault-message-refused', 'vault-answer-unasked']);
  });

  it('kills the process when it locks, and fails what was asked and what streams', async () => {
    await unlock();
    const signal = broker.whileUnlocked;
    const asked = broker.call('sessions.list', {});
    await broker.lock();
    expect(started.isKilled).toBe(true);
    expect(await asked).toMatchObject({ error: { code: 'vault/locked' } });
    expect(signal?.aborted).toBe(true);
    expect(broker).toMatchObject({ isRunning: false, isUnlocked: false });
    expect(crashes).toBe(0);
  });

  it('hears nothing more from a process that it has locked', async () => {
    await unlock();
    const before = started;
    await broker.lock();
    broker.start('/vault');
    before.say({ kind: 'unlocked', notices: [] });
    await started.heard.take('open-folder');
    expect(broker.isUnlocked).toBe(false);
  });

  it('notices when the process ends by itself', async () => {
    await unlock();
    const asked = broker.call('sessions.list', {});
    started.exit();
    expect(await asked).toMatchObject({ error: { code: 'internal/process-gone' } });
    expect(broker).toMatchObject({ isRunning: false, isUnlocked: false });
    expect(crashes).toBe(1);
  });
});
