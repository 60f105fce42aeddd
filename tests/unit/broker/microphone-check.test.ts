import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { microphoneCheckSchema, type MicrophoneCheck } from '../../../contract/recording.ts';
import { recordingId, StandInApp } from '../../support/stand-in-app.ts';

const again = { mode: 'check', microphone: null };

let folder = '';
let app: StandInApp;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-check-'));
  app = new StandInApp();
  app.sotto.start(folder, false);
  app.vault.say({ kind: 'unlocked', notices: [] });
  await vi.waitUntil(() => app.sotto.state.current.phase === 'unlocked');
});

afterEach(() => {
  app.end();
  rmSync(folder, { recursive: true });
});

function checks(): MicrophoneCheck[] {
  return app.told
    .filter(({ event }) => event === 'microphoneCheck')
    .map(({ payload }) => microphoneCheckSchema.parse(payload));
}

async function until(phase: MicrophoneCheck['phase']): Promise<MicrophoneCheck> {
  await vi.waitUntil(() => checks().at(-1)?.phase === phase);
  return microphoneCheckSchema.parse(checks().at(-1));
}

async function begin(): Promise<void> {
  const count = app.captures.length;
  app.vault.say({ kind: 'arm-capture', recordingId: null, order: { mode: 'check', microphone: 'Desk' } });
  await vi.waitUntil(() => app.captures.length > count);
}

async function listen(): Promise<void> {
  await begin();
  const microphones = [{ label: 'Desk', isDefault: true }];
  app.capture.port?.postMessage({ kind: 'opened', current: 'Desk', microphones });
  await until('listening');
}

describe('a microphone check', () => {
  it('opens the armed capture window with its order, and tells the page what is heard', async () => {
    await begin();
    const page = app.capture;
    const order = await new Promise((resolve) => page.port?.once('message', resolve));
    expect(order).toEqual({ kind: 'order', order: { mode: 'check', microphone: 'Desk' } });
    expect(app.sotto.capture.isArmed(1)).toBe(true);
    expect(checks().at(-1)?.phase).toBe('opening');
    page.port?.postMessage({ kind: 'opened', current: 'Desk', microphones: [{ label: 'Desk', isDefault: true }] });
    page.port?.postMessage({ kind: 'level', level: { peak: 0.5, rms: 0.1 } });
    await vi.waitUntil(() => checks().at(-1)?.level.peak === 0.5);
    expect(checks().at(-1)).toMatchObject({ phase: 'listening', current: 'Desk' });
    expect(app.recorders).toEqual([]);
  });

  it('ends by itself when its time is over: the page is told to stop, and may open no microphone from then on', async () => {
    await listen();
    app.endCheckTime?.();
    expect(app.sotto.capture.isArmed(1)).toBe(false);
    app.capture.port?.postMessage({ kind: 'stopped', heldMs: 0 });
    expect(await until('ended')).toMatchObject({ level: { peak: 0 }, test: 'none', error: null });
    expect(app.capture.isOpen).toBe(false);
  });

  it('closes a page that does not stop when it is told to', async () => {
    await listen();
    app.endCheckTime?.();
    expect(app.capture.isOpen).toBe(true);
    app.endCheckTime?.();
    expect(await until('ended')).toMatchObject({ test: 'none', error: null });
    expect(app.capture.isOpen).toBe(false);
  });

  it('lasts no longer for a page that says again that it has opened the microphone', async () => {
    await listen();
    const end = app.endCheckTime;
    app.capture.port?.postMessage({ kind: 'opened', current: 'Other', microphones: [] });
    await vi.waitUntil(() => checks().at(-1)?.current === 'Other');
    expect(app.endCheckTime).toBe(end);
    end?.();
    expect(app.sotto.capture.isArmed(1)).toBe(false);
  });

  it('ends at once on lock, and when the person has left its page', async () => {
    await listen();
    app.sotto.check.close();
    expect(checks().at(-1)?.phase).toBe('ended');
    await listen();
    await app.sotto.lock();
    expect(checks().at(-1)?.phase).toBe('ended');
    expect(app.captures.map(({ isOpen }) => isOpen)).toEqual([false, false]);
    expect(app.endCheckTime).toBeNull();
  });

  it('says why it failed', async () => {
    await listen();
    app.capture.port?.postMessage({ kind: 'failed', error: 'capture/device-lost' });
    expect(await until('failed')).toMatchObject({ error: 'capture/device-lost' });
    await listen();
    app.capture.crash();
    expect(checks().at(-1)).toMatchObject({ phase: 'failed', error: 'capture/page-gone' });
  });

  it('does not say that it failed when it was ended while the microphone was being opened', async () => {
    await begin();
    app.sotto.check.end();
    app.capture.port?.postMessage({ kind: 'failed', error: 'capture/permission-denied' });
    expect(await until('ended')).toMatchObject({ error: null });
  });

  it('takes no sound from the page and nothing that is no message', async () => {
    await listen();
    const level = { peak: 1, rms: 1 };
    app.capture.port?.postMessage({ kind: 'packet', sequence: 0, bytes: new Uint8Array(4), level });
    app.capture.port?.postMessage('hello');
    await vi.waitUntil(() => app.logged.length === 2);
    expect(checks().at(-1)?.phase).toBe('listening');
  });

  it('ends when a recording is armed, and does not begin while one runs', async () => {
    await listen();
    app.vault.say({ kind: 'start-recorder', recordingId, takeKind: 'session', role: 'active' });
    const order = { mode: 'record', microphone: null, bitrateBps: 48_000 };
    app.vault.say({ kind: 'arm-capture', recordingId, order });
    await until('ended');
    await vi.waitUntil(() => app.captures.length === 2);
    app.vault.say({ kind: 'arm-capture', recordingId: null, order: { mode: 'check', microphone: null } });
    expect(await until('failed')).toMatchObject({ error: 'request/conflict' });
    expect(app.captures).toHaveLength(2);
    expect(app.capture.isOpen).toBe(true);
  });
});

describe('what a check has heard', () => {
  /** A check that has ended, with sound in the page that listened. */
  async function held(): Promise<void> {
    await listen();
    app.sotto.check.end();
    app.capture.port?.postMessage({ kind: 'stopped', heldMs: 10_000 });
    await until('ended');
  }

  it('stays in the page that heard it, which plays it when told to and may open no microphone', async () => {
    await held();
    expect(checks().at(-1)).toMatchObject({ test: 'kept', level: { peak: 0 } });
    expect(app.capture.isOpen).toBe(true);
    expect(app.sotto.capture.isArmed(1)).toBe(false);
    const orders: unknown[] = [];
    app.capture.port?.on('message', (order) => orders.push(order));
    app.sotto.check.play();
    expect(checks().at(-1)?.test).toBe('playing');
    await vi.waitUntil(() => orders.some((order) => JSON.stringify(order) === '{"kind":"play"}'));
    app.capture.port?.postMessage({ kind: 'played' });
    await vi.waitUntil(() => checks().at(-1)?.test === 'kept');
  });

  it('is not played twice at once, nor when there is none', async () => {
    app.sotto.check.play();
    await held();
    app.sotto.check.play();
    const told = app.told.length;
    app.sotto.check.play();
    expect(app.told).toHaveLength(told);
  });

  it('goes with its page when its time is over', async () => {
    await held();
    app.endCheckTime?.();
    expect(checks().at(-1)).toMatchObject({ phase: 'ended', test: 'none', error: null });
    expect(app.capture.isOpen).toBe(false);
  });

  it('goes without a failure when its page does', async () => {
    await held();
    app.capture.crash();
    expect(checks().at(-1)).toMatchObject({ phase: 'ended', test: 'none', error: null });
  });

  it.each([
    ['the vault is locked', () => void app.sotto.lock()],
    ['its page in the window is left', () => app.sotto.check.close()],
    [
      'a recorder is started',
      () => app.vault.say({ kind: 'start-recorder', recordingId, takeKind: 'session', role: 'active' }),
    ],
    ['another check begins', () => app.vault.say({ kind: 'arm-capture', recordingId: null, order: again })],
  ])('goes at once when %s', async (_when, act) => {
    await held();
    const { capture } = app;
    act();
    await vi.waitUntil(() => !capture.isOpen);
    expect(checks().at(-1)?.test).toBe('none');
  });

  it('is nothing that a page can have without having been told to stop', async () => {
    await listen();
    app.capture.port?.postMessage({ kind: 'stopped', heldMs: 10_000 });
    app.capture.port?.postMessage({ kind: 'played' });
    await vi.waitUntil(() => app.logged.length === 2);
    expect(checks().at(-1)).toMatchObject({ phase: 'listening', test: 'none' });
  });
});

describe('the computer’s sound in a check', () => {
  it('has a level of its own, and that it was missing stays said when the check has ended', async () => {
    await listen();
    const level = { peak: 0.5, rms: 0.1 };
    app.capture.port?.postMessage({ kind: 'level', level, computerLevel: { peak: 0.25, rms: 0.1 } });
    await vi.waitUntil(() => checks().at(-1)?.computerLevel?.peak === 0.25);
    app.capture.port?.postMessage({ kind: 'level', level, computerLevel: null });
    await vi.waitUntil(() => checks().at(-1)?.computerLevel === null);
    app.sotto.check.end();
    app.capture.port?.postMessage({ kind: 'stopped', heldMs: 20 });
    expect(await until('ended')).toMatchObject({ computerLevel: null });
  });
});
