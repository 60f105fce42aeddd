import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { progressAt, recordingId, StandInApp, statusIn } from '../../support/stand-in-app.ts';
import { areJoined } from '../../support/stand-in-process.ts';

let folder = '';
let app: StandInApp;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-app-'));
  writeFileSync(join(folder, 'slots.a'), '');
  app = new StandInApp();
  app.sotto.start(folder, false);
});

afterEach(() => {
  app.end();
  rmSync(folder, { recursive: true });
});

async function unlock(): Promise<void> {
  app.vault.say({ kind: 'unlocked', notices: [] });
  await vi.waitUntil(() => app.sotto.state.current.phase === 'unlocked');
}

/** A recorder that has begun, with the capture window armed for it. */
async function record(): Promise<void> {
  app.vault.say({ kind: 'start-recorder', recordingId, takeKind: 'session', role: 'active' });
  await vi.waitUntil(() => app.recorders.length > 0);
  await app.recorder.heard.take('vault-port');
  app.recorder.say({ kind: 'began', progress: progressAt(0) });
  const order = { mode: 'record', microphone: null, bitrateBps: 48_000 };
  app.vault.say({ kind: 'arm-capture', recordingId, order });
  await app.recorder.heard.take('capture-port');
  app.recorder.say({ kind: 'status', status: statusIn('recording', 1000) });
  await vi.waitUntil(() => app.sotto.state.current.recording !== null);
}

/** A standby that has its order. */
async function standBy(): Promise<void> {
  const count = app.recorders.length;
  app.vault.say({ kind: 'start-recorder', recordingId, takeKind: 'session', role: 'standby' });
  await vi.waitUntil(() => app.recorders.length > count);
  await app.recorder.heard.take('vault-port');
  app.recorder.say({ kind: 'standing-by' });
  await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('the app around its processes', () => {
  it('is locked until the vault process says that it has keys, and joins page and vault process', async () => {
    expect(app.sotto.state.current).toMatchObject({ phase: 'locked', vaultFolder: folder, problem: null });
    const { ports } = await app.vault.heard.take('passphrase-port');
    expect(await areJoined(app.passphrasePorts[0], ports[0])).toBe(true);
    await unlock();
    expect(app.told.at(-1)).toMatchObject({ event: 'appState', payload: { phase: 'unlocked' } });
  });

  it('locks by killing the vault process and replacing the page, and starts over locked', async () => {
    await unlock();
    const before = app.vault;
    await app.sotto.lock();
    expect(before.isKilled).toBe(true);
    expect(app.pages).toBe(2);
    expect(app.vaults).toHaveLength(2);
    expect(app.sotto.state.current.phase).toBe('locked');
    expect(app.passphrasePorts).toHaveLength(2);
  });

  it('locks soon when nobody asked the page to, which is told first', async () => {
    await unlock();
    const before = app.vault;
    app.sotto.lockSoon();
    app.sotto.lockSoon();
    expect(app.told.filter(({ event }) => event === 'aboutToLock')).toHaveLength(1);
    expect(before.isKilled).toBe(false);
    app.passTime();
    await vi.waitUntil(() => app.sotto.state.current.phase === 'locked');
    expect(before.isKilled).toBe(true);
    app.sotto.lockSoon();
    expect(app.told.filter(({ event }) => event === 'aboutToLock')).toHaveLength(1);
  });

  it('hears from the vault how long nobody may be there', async () => {
    await unlock();
    app.vault.say({ kind: 'lock-after', minutes: 10, whenHidden: false });
    await vi.waitUntil(() => app.lockAfter.length > 0);
    expect(app.lockAfter).toEqual([10]);
  });

  it('locks when its window is hidden, if the vault says so and for as long as it does', async () => {
    await unlock();
    app.sotto.hide();
    expect(app.told.some(({ event }) => event === 'aboutToLock')).toBe(false);
    app.vault.say({ kind: 'lock-after', minutes: 10, whenHidden: true });
    await vi.waitUntil(() => app.lockAfter.length > 0);
    app.sotto.hide();
    app.passTime();
    await vi.waitUntil(() => app.sotto.state.current.phase === 'locked');
  });

  it('remembers a try that failed, says how long the next one waits, and forgets them at an unlock', async () => {
    expect((await app.vault.heard.take('failed-tries')).message).toMatchObject({ tries: null });
    for (const tries of [1, 2, 3, 4]) {
      app.vault.say({ kind: 'try-failed' });
      await vi.waitUntil(() => app.tries?.count === tries);
    }
    await vi.waitUntil(() => app.sotto.state.current.tryAgainInMs === 1000);
    expect(app.told.at(-1)).toMatchObject({ event: 'appState', payload: { phase: 'locked', tryAgainInMs: 1000 } });
    await unlock();
    expect(app.tries).toBeNull();
  });

  it('locks once, however often it is asked to', async () => {
    await unlock();
    await Promise.all([app.sotto.lock(), app.sotto.lock()]);
    await app.sotto.lock();
    expect(app.pages).toBe(2);
    expect(app.vaults).toHaveLength(2);
  });

  it('gives up on a vault process that keeps dying, and says so', async () => {
    for (const deaths of [1, 2, 3]) {
      app.vault.exit();
      await vi.waitUntil(() => app.logged.length === deaths);
    }
    await vi.waitUntil(() => app.sotto.state.current.problem !== null);
    expect(app.sotto.state.current).toMatchObject({ phase: 'locked', problem: 'internal/process-gone' });
    expect(app.vaults).toHaveLength(3);
  });

  it('gives up the vault and its lock when it shuts down', async () => {
    await unlock();
    await app.sotto.shutDown();
    expect(app.vault.isKilled).toBe(true);
    expect(app.vaults).toHaveLength(1);
    const next = new StandInApp();
    next.chosenVault.choose(folder, 'existing');
    expect(next.chosenVault).toMatchObject({ folder, problem: null });
    next.end();
  });
});

describe('choosing another vault', () => {
  it('locks this one, remembers the other and starts on it', async () => {
    const other = join(folder, 'other');
    mkdirSync(other);
    await unlock();
    app.picked = other;
    expect(await app.sotto.choose('new')).toMatchObject({ phase: 'no-vault', vaultFolder: other });
    expect(app.vaults[0]?.isKilled).toBe(true);
    expect(app.remembered).toEqual([other]);
    expect((await app.vault.heard.take('open-folder')).message).toMatchObject({ vaultFolder: other });
  });

  it('leaves this one for good also when the other cannot be remembered', async () => {
    const other = join(folder, 'other');
    mkdirSync(other);
    await unlock();
    app.picked = other;
    app.isForgetful = true;
    await expect(app.sotto.choose('new')).rejects.toThrow('the disk is full');
    expect(app.vaults[0]?.isKilled).toBe(true);
    expect(app.sotto.state.current).toMatchObject({ phase: 'no-vault', vaultFolder: other });
    expect((await app.vault.heard.take('open-folder')).message).toMatchObject({ vaultFolder: other });
  });

  it('leaves one vault process alive when it happens while a lock is under way', async () => {
    const other = join(folder, 'other');
    mkdirSync(other);
    await unlock();
    app.picked = other;
    await Promise.all([app.sotto.lock(), app.sotto.choose('new')]);
    expect(app.vaults.filter(({ isKilled }) => !isKilled)).toEqual([app.vault]);
  });

  it('changes nothing when the person does not, or the folder will not do', async () => {
    await unlock();
    expect(await app.sotto.choose('existing')).toBeNull();
    app.picked = join(folder, 'nowhere');
    await expect(app.sotto.choose('existing')).rejects.toThrow('vault/not-found');
    expect(app.sotto.state.current).toMatchObject({ phase: 'unlocked', vaultFolder: folder });
  });

  it('is refused while a recording runs', async () => {
    await unlock();
    await record();
    await expect(app.sotto.choose('new')).rejects.toThrow('request/conflict');
  });
});

describe('copying what is whole', () => {
  const begun = {
    phase: 'running',
    bytesDone: 0,
    bytesTotal: 1,
    recordings: 0,
    leftOutCount: 0,
    leftOut: [],
    isIndexLeftOut: false,
    error: null,
  };

  it('names the folder that was chosen to the vault process', async () => {
    await unlock();
    app.picked = '/stick/copy';
    const copied = app.sotto.copyWhole();
    const { message } = await app.vault.heard.take('copy-into');
    expect(message.folder).toBe('/stick/copy');
    app.vault.say({ kind: 'answer', requestId: message.requestId, answer: { ok: true, value: begun } });
    expect(await copied).toBe('begun');
  });

  it('begins nothing when the person changes their mind, and is refused with the vault’s own reason', async () => {
    await unlock();
    expect(await app.sotto.copyWhole()).toBe('cancelled');
    app.picked = '/stick/copy';
    const refused = app.sotto.copyWhole();
    const { message } = await app.vault.heard.take('copy-into');
    const answer = { ok: false, error: { code: 'vault/folder-not-empty', details: {} } };
    app.vault.say({ kind: 'answer', requestId: message.requestId, answer });
    await expect(refused).rejects.toThrow('vault/folder-not-empty');
    expect(app.vault.heard.all('copy-into')).toEqual([]);
  });

  it('asks for no folder while a recording runs', async () => {
    await unlock();
    await record();
    await expect(app.sotto.copyWhole()).rejects.toThrow('vault/recording-runs');
  });
});

describe('choosing a copy of the vault', () => {
  it('names the folder that was chosen to the vault process, and none when the person changes their mind', async () => {
    await unlock();
    expect(await app.sotto.chooseCopy()).toBe('cancelled');
    app.picked = '/stick/copy';
    const chosen = app.sotto.chooseCopy();
    const { message } = await app.vault.heard.take('copy-at');
    expect(message.folder).toBe('/stick/copy');
    const answer = { ok: false, error: { code: 'vault/copy-foreign', details: {} } };
    app.vault.say({ kind: 'answer', requestId: message.requestId, answer });
    await expect(chosen).rejects.toThrow('vault/copy-foreign');
    expect(app.vault.heard.all('copy-at')).toEqual([]);
  });
});

describe('a recording', () => {
  it('gets a recorder joined to the vault process, and the armed capture window joined to the recorder', async () => {
    await unlock();
    app.vault.say({ kind: 'start-recorder', recordingId, takeKind: 'session', role: 'active' });
    const toVault = await app.vault.heard.take('recorder-port');
    const toRecorder = await app.recorder.heard.take('vault-port');
    expect(await areJoined(toVault.ports[0], toRecorder.ports[0])).toBe(true);
    expect(app.captures).toEqual([]);
    const order = { mode: 'record', microphone: null, bitrateBps: 48_000 };
    app.vault.say({ kind: 'arm-capture', recordingId, order });
    const capture = await app.recorder.heard.take('capture-port');
    expect(await areJoined(app.capture.port ?? undefined, capture.ports[0])).toBe(true);
    expect(app.sotto.capture.isArmed(1)).toBe(true);
    expect(app.sotto.capture.isArmed(2)).toBe(false);
    expect(app.wakeful).toEqual([true]);
  });

  it('outlives a lock, is paused while locked, and is joined to the next vault process', async () => {
    await unlock();
    await record();
    await app.sotto.lock();
    expect(app.recorder.isKilled).toBe(false);
    expect(app.capture.isOpen).toBe(true);
    app.sotto.recorders.control('pause');
    await app.recorder.heard.take('pause');
    app.recorder.say({ kind: 'progress', progress: progressAt(5000) });
    await app.vault.heard.take('recorder-progress', ({ message }) => JSON.stringify(message).includes('5000'));
    expect(app.vault.heard.all('recorder-port')).toEqual([]);
    await unlock();
    const toVault = await app.vault.heard.take('recorder-port');
    const toRecorder = await app.recorder.heard.take('vault-port');
    expect(await areJoined(toVault.ports[0], toRecorder.ports[0])).toBe(true);
    expect(app.sotto.state.current.recording).toMatchObject({ recordingId });
  });

  it('that ended while locked is told to the vault: how long before it opens, that it ended after', async () => {
    await unlock();
    await record();
    await app.sotto.lock();
    app.recorder.say({ kind: 'finished', progress: { ...progressAt(9000), isFinal: true } });
    await vi.waitUntil(() => !app.capture.isOpen);
    app.recorder.exit();
    await vi.waitUntil(() => !app.sotto.recorders.isRunning);
    await app.vault.heard.take('recorder-progress', ({ message }) => JSON.stringify(message).includes('9000'));
    expect(app.vault.heard.all('recorder-exited')).toEqual([]);
    await unlock();
    expect((await app.vault.heard.take('recorder-exited')).message).toMatchObject({ recordingId });
    expect(app.wakeful).toEqual([true, false]);
  });

  it('that ends well is told to the vault first, and then no longer shown', async () => {
    await unlock();
    await record();
    app.recorder.say({ kind: 'finished', progress: progressAt(2000) });
    app.recorder.say({ kind: 'status', status: statusIn('ended', 2000) });
    await vi.waitUntil(() => !app.capture.isOpen);
    expect(app.sotto.capture.isArmed(1)).toBe(false);
    app.recorder.exit();
    await app.vault.heard.take('recorder-exited');
    const statuses = app.told.filter(({ event }) => event === 'recordingStatus');
    expect(statuses.at(-1)).toMatchObject({ payload: { phase: 'ended' } });
    expect(app.sotto.state.current.recording).toBeNull();
  });

  it('whose recorder dies is shown as stalled, keeps its page, and asks the vault for another', async () => {
    await unlock();
    await record();
    await app.vault.heard.take('standby-wanted');
    app.recorder.exit();
    await app.vault.heard.take('standby-wanted');
    expect(app.sotto.state.current.recording).toMatchObject({
      phase: 'stalled',
      error: 'capture/recorder-gone',
      savedMs: 1000,
      warning: null,
    });
    expect(app.capture.isOpen).toBe(true);
    expect(app.vault.heard.all('recorder-exited')).toEqual([]);
  });

  it('whose recorder dies goes on with its standby, which gets the page and what was said last', async () => {
    await unlock();
    await record();
    await standBy();
    app.recorders[0]?.exit();
    const { message, ports } = await app.recorder.heard.take('take-over');
    expect(message.status).toMatchObject({ elapsedMs: 1000, savedMs: 1000 });
    expect(await areJoined(app.capture.port ?? undefined, ports[0])).toBe(true);
    // And the next standby is asked for at once.
    await app.vault.heard.take('standby-wanted');
    app.recorder.say({ kind: 'status', status: statusIn('recording', 2000) });
    await vi.waitUntil(() => app.sotto.state.current.recording?.savedMs === 2000);
    expect(app.sotto.state.current.recording).toMatchObject({ phase: 'recording', error: null });
  });

  it('of which nobody is left is shown so while locked, and goes on with a standby after the unlock', async () => {
    await unlock();
    await record();
    await app.sotto.lock();
    app.recorder.exit();
    await vi.waitUntil(() => app.logged.includes('no-recorder'));
    expect(app.sotto.state.current.recording).toMatchObject({ phase: 'stalled', error: 'capture/recorder-gone' });
    await unlock();
    await app.vault.heard.take('standby-wanted');
    await standBy();
    await app.recorder.heard.take('take-over');
  });

  it('whose recorder says nothing any more is shown as stalled, and then the recorder is ended', async () => {
    await unlock();
    await record();
    await standBy();
    app.passTime();
    expect(app.sotto.state.current.recording).toMatchObject({ phase: 'stalled' });
    expect(app.recorders[0]?.isKilled).toBe(false);
    app.passTime();
    expect(app.recorders[0]?.isKilled).toBe(true);
    await app.recorder.heard.take('take-over');
  });

  it('whose recorder ended its file whole, as on a full disk, is over', async () => {
    await unlock();
    await record();
    await standBy();
    app.recorders[0]?.say({
      kind: 'failed',
      error: 'storage/disk-full',
      progress: { ...progressAt(9000), isFinal: true },
    });
    app.recorders[0]?.say({
      kind: 'status',
      status: { ...statusIn('failed', 9000), error: 'storage/disk-full' },
    });
    await vi.waitUntil(() => !app.capture.isOpen);
    app.recorders[0]?.exit();
    expect((await app.vault.heard.take('recorder-exited')).message).toMatchObject({ heardMs: 9000 });
    expect(app.recorder.isKilled).toBe(true);
    expect(app.sotto.state.current.recording).toMatchObject({ phase: 'failed', error: 'storage/disk-full' });
  });

  it('that was stopped is not begun again by a standby that the disk keeps from writing', async () => {
    await unlock();
    await record();
    await standBy();
    app.recorders[0]?.exit();
    await app.recorder.heard.take('take-over');
    app.recorder.say({ kind: 'hindered', error: 'storage/disk-full' });
    await vi.waitUntil(() => app.sotto.state.current.recording?.error === 'storage/disk-full');
    const stopped = app.sotto.recorders.stopAndWait();
    await app.recorder.heard.take('stop');
    app.recorder.exit();
    await stopped;
    expect(app.capture.isOpen).toBe(false);
    expect(app.sotto.recorders.isRunning).toBe(false);
  });

  it('that was stopped while its recorder hung is stopped by the standby, which gets what the page has', async () => {
    await unlock();
    await record();
    await standBy();
    app.sotto.recorders.control('stop');
    app.passTime();
    app.passTime();
    await app.recorder.heard.take('take-over');
    await app.recorder.heard.take('stop');
    app.recorder.say({ kind: 'capture-wanted' });
    app.recorder.say({ kind: 'status', status: statusIn('stopping', 1000) });
    await vi.waitUntil(() => app.sotto.state.current.recording?.phase === 'stopping');
    expect(app.captures).toHaveLength(1);
  });

  it('that is paused while nobody writes is paused where it is heard, and for whoever writes next', async () => {
    await unlock();
    await record();
    app.recorder.exit();
    await vi.waitUntil(() => app.logged.includes('no-recorder'));
    const heard: unknown[] = [];
    app.sotto.recorders.control('pause');
    app.capture.port?.on('message', (message) => heard.push(message));
    await vi.waitUntil(() => heard.length > 0);
    expect(heard).toEqual([{ kind: 'pause' }]);
    expect(app.sotto.state.current.recording).toMatchObject({ phase: 'paused', pausedBy: 'person' });
    app.nowMs += 60_000;
    await standBy();
    const { message } = await app.recorder.heard.take('take-over');
    expect(message.status).toMatchObject({ pausedBy: 'person', elapsedMs: 61_000 });
    expect(message.sources).toEqual({ microphone: null });
  });

  it('of which nobody is left ends by itself after four hours', async () => {
    await unlock();
    await record();
    app.recorder.exit();
    await vi.waitUntil(() => app.logged.includes('no-recorder'));
    app.passTime();
    expect(app.sotto.recorders.isRunning).toBe(false);
    expect(app.capture.isOpen).toBe(false);
  });

  it('whose standby waits for a disk does not lose it for that', async () => {
    await unlock();
    await record();
    await standBy();
    app.recorders[0]?.exit();
    await app.recorder.heard.take('take-over');
    for (let said = 0; said < 3; said += 1) {
      app.recorder.say({ kind: 'hindered', error: 'storage/disk-full' });
      await vi.waitUntil(() => app.sotto.state.current.recording?.error === 'storage/disk-full');
      await new Promise((resolve) => setTimeout(resolve, 10));
      app.passTime();
    }
    expect(app.recorder.isKilled).toBe(false);
  });

  it('closes the page that did not stop listening', async () => {
    await unlock();
    await record();
    app.recorder.say({ kind: 'capture-unwanted' });
    await vi.waitUntil(() => !app.capture.isOpen);
    expect(app.sotto.capture.isArmed(1)).toBe(false);
  });

  it('gets another capture page when its recorder wants one', async () => {
    await unlock();
    await record();
    app.recorder.say({ kind: 'capture-wanted' });
    const { ports } = await app.recorder.heard.take('capture-port');
    expect(app.captures.map(({ isOpen }) => isOpen)).toEqual([false, true]);
    expect(await areJoined(app.capture.port ?? undefined, ports[0])).toBe(true);
    expect(app.sotto.capture.isArmed(2)).toBe(true);
  });

  it('cannot be given a page by a recorder that was never armed', async () => {
    await unlock();
    app.vault.say({ kind: 'start-recorder', recordingId, takeKind: 'session', role: 'active' });
    await app.vault.heard.take('recorder-port');
    app.recorder.say({ kind: 'capture-wanted' });
    app.recorder.say({ kind: 'status', status: statusIn('starting') });
    await vi.waitUntil(() => app.sotto.state.current.recording !== null);
    expect(app.captures).toEqual([]);
  });

  it('that runs is named to a vault process before it unlocks, so that it is not taken for one that ended', async () => {
    await unlock();
    await record();
    await app.sotto.lock();
    expect((await app.vault.heard.take('recording-runs')).message).toMatchObject({ recordingId });
  });

  it('that a disk keeps from going on goes on in a folder that is remembered first', async () => {
    await unlock();
    await record();
    await standBy();
    await expect(app.sotto.keepElsewhere()).rejects.toThrow('request/conflict');
    app.recorders[0]?.exit();
    await app.recorder.heard.take('take-over');
    app.recorder.say({ kind: 'hindered', error: 'storage/folder-gone' });
    await vi.waitUntil(() => app.sotto.state.current.recording?.error === 'storage/folder-gone');
    expect(await app.sotto.keepElsewhere()).toBe('cancelled');
    expect(app.elsewhere).toEqual([]);
    app.picked = folder;
    expect(await app.sotto.keepElsewhere()).toBe('kept');
    expect(app.elsewhere).toEqual([{ recordingId, folder }]);
    expect((await app.recorder.heard.take('other-place')).message).toMatchObject({ folder });
    expect((await app.vault.heard.take('recording-elsewhere')).message).toMatchObject({ recordingId, folder });
    await app.sotto.lock();
    // The next vault process is told of it before it opens, and says when it has come home.
    await app.vault.heard.take('recording-elsewhere');
    app.vault.say({ kind: 'came-home', recordingId, folder });
    await vi.waitUntil(() => app.elsewhere.length === 0);
  });

  it('is told of sleep and of waking', async () => {
    await unlock();
    await record();
    app.sotto.recorders.sleep('suspend');
    await app.recorder.heard.take('suspend');
    app.sotto.recorders.sleep('wake');
    await app.recorder.heard.take('wake');
  });

  it('whose capture page dies is told so, and the microphone is disarmed', async () => {
    await unlock();
    await record();
    app.capture.crash();
    await app.recorder.heard.take('capture-gone');
    expect(app.sotto.capture.isArmed(1)).toBe(false);
  });

  it('that the vault process never armed ends with it, for nobody would ever stop it', async () => {
    await unlock();
    app.vault.say({ kind: 'start-recorder', recordingId, takeKind: 'session', role: 'active' });
    await app.vault.heard.take('recorder-port');
    await app.sotto.lock();
    expect(app.recorder.isKilled).toBe(true);
  });

  it('of spoken consent ends with a lock, for nobody can agree by it any more', async () => {
    await unlock();
    app.vault.say({ kind: 'start-recorder', recordingId, takeKind: 'spoken-consent', role: 'active' });
    await app.vault.heard.take('recorder-port');
    const order = { mode: 'spoken-consent', microphone: null, bitrateBps: 48_000 };
    app.vault.say({ kind: 'arm-capture', recordingId, order });
    await app.recorder.heard.take('capture-port');
    await app.sotto.lock();
    expect(app.recorder.isKilled).toBe(true);
    expect(app.capture.isOpen).toBe(false);
  });

  it('cannot be armed as another kind than it was started as', async () => {
    await unlock();
    app.vault.say({ kind: 'start-recorder', recordingId, takeKind: 'spoken-consent', role: 'active' });
    await app.vault.heard.take('recorder-port');
    const order = { mode: 'record', microphone: null, bitrateBps: 48_000 };
    app.vault.say({ kind: 'arm-capture', recordingId, order });
    await vi.waitUntil(() => app.logged.includes('arm-without-recorder'));
    expect(app.captures).toEqual([]);
  });

  it('that is thrown away ends at once', async () => {
    await unlock();
    await record();
    app.vault.say({ kind: 'end-recorder', recordingId });
    await app.vault.heard.take('recorder-exited');
    expect(app.recorder.isKilled).toBe(true);
    expect(app.capture.isOpen).toBe(false);
    expect(app.sotto.state.current.recording).toBeNull();
  });

  it('is one at a time', async () => {
    await unlock();
    await record();
    app.vault.say({ kind: 'start-recorder', recordingId: '3'.repeat(32), takeKind: 'session', role: 'active' });
    await app.vault.heard.take('recorder-failed');
    expect(app.recorders).toHaveLength(1);
  });

  it('cannot be paused, resumed or stopped when there is none', () => {
    for (const control of ['pause', 'resume', 'stop'] as const) {
      expect(() => app.sotto.recorders.control(control)).toThrow('request/conflict');
    }
  });

  it('cannot be armed without a recorder, or with an order for something else', async () => {
    await unlock();
    const record = { mode: 'record', microphone: null, bitrateBps: 48_000 };
    app.vault.say({ kind: 'arm-capture', recordingId, order: record });
    app.vault.say({ kind: 'arm-capture', recordingId: null, order: record });
    app.vault.say({ kind: 'arm-capture', recordingId, order: { mode: 'check', microphone: null } });
    await vi.waitUntil(() => app.logged.length === 3);
    expect(app.captures).toEqual([]);
  });
});

describe('the policy of the computer', () => {
  const policy = { standing: 'read', lockAfterMinutes: { minimum: 1, maximum: 2 }, digest: 'a1'.repeat(32) } as const;

  it('is told to the vault process before a passphrase can come, and to the page', async () => {
    app.policy = policy;
    await unlock();
    await app.sotto.lock();
    await app.vault.heard.take('passphrase-port');
    expect(app.vault.heard.all('policy').map(({ message }) => message.policy)).toEqual([policy]);
    expect(app.sotto.state.current).toMatchObject({ phase: 'locked', policy });
  });

  it('is read again after each lock', async () => {
    expect((await app.vault.heard.take('policy')).message).toMatchObject({ policy: { standing: 'none' } });
    app.policy = policy;
    await unlock();
    expect(app.sotto.state.current.policy.standing).toBe('none');
    await app.sotto.lock();
    expect((await app.vault.heard.take('policy')).message).toMatchObject({ policy });
  });
});

it('a vault in a folder that a service copies is known as such as long as it is the one chosen', async () => {
  expect(app.sotto.state.current.vaultPlace).toBe('plain');
  const synced = join(folder, 'Dropbox');
  mkdirSync(synced);
  app.picked = synced;
  expect(await app.sotto.choose('new')).toMatchObject({ vaultFolder: synced, vaultPlace: 'synced' });
  app.picked = folder;
  expect(await app.sotto.choose('existing')).toMatchObject({ vaultPlace: 'plain' });
});
