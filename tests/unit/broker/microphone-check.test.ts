import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { microphoneCheckSchema, type MicrophoneCheck } from '../../../contract/recording.ts';
import { recordingId, StandInApp } from '../../support/stand-in-app.ts';

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

  it('ends by itself when its time is over', async () => {
    await listen();
    app.endCheckTime?.();
    expect(await until('ended')).toMatchObject({ level: { peak: 0 }, error: null });
    expect(app.capture.isOpen).toBe(false);
    expect(app.sotto.capture.isArmed(1)).toBe(false);
  });

  it('lasts no longer for a page that says again that it has opened the microphone', async () => {
    await listen();
    const end = app.endCheckTime;
    app.capture.port?.postMessage({ kind: 'opened', current: 'Other', microphones: [] });
    await vi.waitUntil(() => checks().at(-1)?.current === 'Other');
    expect(app.endCheckTime).toBe(end);
    end?.();
    expect(await until('ended')).toMatchObject({ error: null });
  });

  it('ends when told to, and on lock', async () => {
    await listen();
    app.sotto.check.end();
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
