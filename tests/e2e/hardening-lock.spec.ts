import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, isAlive, makeDataFolder, RunningSotto, test, withSotto } from '../support/app.ts';
import { consentedSession, openByPort, savedMore, startRecording } from '../support/session-by-calls.ts';

// Chromium's own microphone, which beeps.
test.use({ switches: ['--use-fake-device-for-media-stream'] });

test('locking ends the vault process and the page, and a new page and process take their place', async ({
  sotto,
  page,
}) => {
  expect(await openByPort(page, 'create')).toBeNull();
  await consentedSession(page);
  const pageProcess = await sotto.pageProcess();
  const vaultProcesses = await sotto.processesNamed('Sotto vault');
  expect(vaultProcesses).toHaveLength(1);

  const locked = await sotto.pageAfter(() => page.evaluate(() => void window.sotto.app.lock()));

  expect([pageProcess, ...vaultProcesses].filter(isAlive)).toEqual([]);
  expect(await sotto.pageProcess()).not.toBe(pageProcess);
  expect(await locked.evaluate(() => window.sotto.app.getState())).toMatchObject({ value: { phase: 'locked' } });
  const refused = await locked.evaluate(() => window.sotto.sessions.list({ query: '' }));
  expect(refused).toMatchObject({ ok: false, error: { code: 'vault/locked' } });
  expect(await openByPort(locked, 'unlock', 'not the passphrase at all')).toBe('vault/unlock-failed');
  expect(await openByPort(locked, 'unlock')).toBeNull();
  expect(await locked.evaluate(() => window.sotto.sessions.list({ query: '' }))).toMatchObject({
    value: [{ codes: ['K 12'] }],
  });
});

test('the menu locks too', async ({ sotto, page }) => {
  expect(await openByPort(page, 'create')).toBeNull();
  const locked = await sotto.pageAfter(() =>
    sotto.electron.evaluate(({ Menu }) => {
      const items = Menu.getApplicationMenu()?.items.flatMap((item) => item.submenu?.items ?? []) ?? [];
      items.find((item) => item.accelerator === 'CommandOrControl+L')?.click();
    }),
  );
  expect(await locked.evaluate(() => window.sotto.app.getState())).toMatchObject({ value: { phase: 'locked' } });
});

test('when the vault process dies the vault is locked and can be unlocked again', async ({ sotto, page }) => {
  expect(await openByPort(page, 'create')).toBeNull();
  const [vaultProcess = 0] = await sotto.processesNamed('Sotto vault');
  const locked = await sotto.pageAfter(async () => process.kill(vaultProcess, 'SIGKILL'));
  expect(await locked.evaluate(() => window.sotto.app.getState())).toMatchObject({
    value: { phase: 'locked', problem: null },
  });
  expect(await openByPort(locked, 'unlock')).toBeNull();
});

test('when the page dies a new one opens and the vault is still unlocked', async ({ sotto, page }) => {
  expect(await openByPort(page, 'create')).toBeNull();
  const pageProcess = await sotto.pageProcess();
  const next = await sotto.pageAfter(async () => process.kill(pageProcess, 'SIGKILL'));
  expect(await next.evaluate(() => window.sotto.app.getState())).toMatchObject({ value: { phase: 'unlocked' } });
});

test('a recording goes on through lock and unlock, can be paused while locked, and is whole', async ({
  sotto,
  page,
}) => {
  expect(await openByPort(page, 'create')).toBeNull();
  const recordingId = await startRecording(page, await consentedSession(page));
  const recorders = await sotto.processesNamed('Sotto recorder');
  expect(recorders).toHaveLength(1);

  const locked = await sotto.pageAfter(() => page.evaluate(() => void window.sotto.app.lock()));
  await savedMore(locked);
  expect(await sotto.processesNamed('Sotto recorder')).toEqual(recorders);
  expect(await locked.evaluate(() => window.sotto.recordings.pause())).toMatchObject({ ok: true });
  await expect
    .poll(() => locked.evaluate(() => window.sotto.app.getState()))
    .toMatchObject({ value: { phase: 'locked', recording: { recordingId, phase: 'paused' } } });
  expect(await locked.evaluate(() => window.sotto.recordings.resume())).toMatchObject({ ok: true });

  expect(await openByPort(locked, 'unlock')).toBeNull();
  await savedMore(locked);
  expect(await locked.evaluate(() => window.sotto.recordings.stop())).toMatchObject({ ok: true });
  await expect
    .poll(() => locked.evaluate(() => window.sotto.app.getState()))
    .toMatchObject({ value: { phase: 'unlocked', recording: null } });
  expect(await locked.evaluate(() => window.sotto.sessions.list({ query: '' }))).toMatchObject({
    value: [{ recordings: [{ id: recordingId, state: 'complete' }] }],
  });
  const duration = await locked.evaluate(
    (id) =>
      new Promise<number>((resolve) => {
        const player = new Audio(`recording://${id}/`);
        player.addEventListener('loadedmetadata', () => resolve(player.duration));
        player.addEventListener('error', () => resolve(-1));
      }),
    recordingId,
  );
  expect(duration).toBeGreaterThan(0.5);
  const part = await sotto.electron.evaluate(async ({ session }, id) => {
    const headers = { Range: 'bytes=0-3' };
    const response = await session.fromPartition('sotto-app').fetch(`recording://${id}/`, { headers });
    return { status: response.status, text: await response.text() };
  }, recordingId);
  expect(part).toEqual({ status: 206, text: 'OggS' });
  const again = await locked.evaluate(() => window.sotto.recordings.stop());
  expect(again).toMatchObject({ ok: false, error: { code: 'request/conflict' } });
});

test('closing while recording asks; keeping goes on, stopping saves and then closes', async ({ sotto, page }) => {
  expect(await openByPort(page, 'create')).toBeNull();
  await startRecording(page, await consentedSession(page));
  const answerWith = (response: number) =>
    sotto.electron.evaluate(({ dialog, BrowserWindow }, answer) => {
      const asked = new Promise<string[]>((resolve) => {
        dialog.showMessageBox = (...given: unknown[]) => {
          const options = given.at(-1);
          const buttons: unknown =
            typeof options === 'object' && options !== null ? Reflect.get(options, 'buttons') : [];
          resolve(Array.isArray(buttons) ? buttons.map(String) : []);
          return Promise.resolve({ response: answer, checkboxChecked: false });
        };
      });
      BrowserWindow.getAllWindows()
        .find((window) => window.isVisible())
        ?.close();
      return asked;
    }, response);
  expect(await answerWith(0)).toEqual(['Keep recording', 'Stop and save']);
  await savedMore(page);
  const closed = sotto.electron.waitForEvent('close');
  await answerWith(1);
  await closed;

  const again = await RunningSotto.launch(sotto.dataFolder);
  const reopened = await again.page();
  expect(await openByPort(reopened, 'unlock')).toBeNull();
  expect(await reopened.evaluate(() => window.sotto.sessions.list({ query: '' }))).toMatchObject({
    value: [{ recordings: [{ state: 'complete' }] }],
  });
  await again.close();
});

test('a microphone check hears the microphone, has no recorder, and ends when told', async ({ sotto, page }) => {
  expect(await openByPort(page, 'create')).toBeNull();
  const heard = await page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const phases: string[] = [];
        window.sotto.on('microphoneCheck', (check) => {
          if (phases.at(-1) !== check.phase) phases.push(check.phase);
          if (check.phase === 'listening' && check.level.peak > 0.01) void window.sotto.microphone.endCheck();
          if (check.phase === 'ended' || check.phase === 'failed') resolve([...phases, check.error ?? 'no error']);
        });
        void window.sotto.microphone.beginCheck({ microphone: null });
      }),
  );
  expect(heard).toEqual(['opening', 'listening', 'ended', 'no error']);
  expect(await sotto.processesNamed('Sotto recorder')).toEqual([]);
  const windows = await sotto.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  expect(windows).toBe(1);
});

test('a second app on the same vault says so and touches nothing', async ({ sotto, page }) => {
  expect(await openByPort(page, 'create')).toBeNull();
  const vaultFolder = join(sotto.dataFolder, 'vault');
  await withSotto([], async (other) => {
    const otherPage = await other.page();
    await other.answerFolderDialog(vaultFolder);
    expect(await otherPage.evaluate(() => window.sotto.app.openExistingVault())).toMatchObject({
      ok: false,
      error: { code: 'vault/in-use' },
    });
    expect(await otherPage.evaluate(() => window.sotto.app.getState())).toMatchObject({
      value: { phase: 'no-vault', vaultFolder: join(other.dataFolder, 'vault') },
    });
  });
  const otherFolder = await makeDataFolder();
  await writeFile(join(otherFolder, 'preferences.json'), JSON.stringify({ vaultFolder }));
  const started = await RunningSotto.launch(otherFolder);
  expect(await (await started.page()).evaluate(() => window.sotto.app.getState())).toMatchObject({
    value: { phase: 'locked', problem: 'vault/in-use', vaultFolder },
  });
  await started.close();
  await rm(otherFolder, { recursive: true });
});

test('a folder for a new vault must be empty, is remembered, and is left clean when another is taken', async ({
  sotto,
  page,
}) => {
  const full = join(sotto.dataFolder, 'full');
  const first = join(sotto.dataFolder, 'first');
  const second = join(sotto.dataFolder, 'second');
  for (const folder of [full, first, second]) await mkdir(folder);
  await writeFile(join(full, 'letter.txt'), 'x');
  const choose = async (folder: string | null) => {
    await sotto.answerFolderDialog(folder);
    return page.evaluate(() => window.sotto.app.chooseNewVaultFolder());
  };
  expect(await choose(null)).toEqual({ ok: true, value: null });
  expect(await choose(full)).toMatchObject({ ok: false, error: { code: 'vault/folder-not-empty' } });
  expect(await choose(first)).toMatchObject({ value: { phase: 'no-vault', vaultFolder: first } });
  expect(await choose(second)).toMatchObject({ value: { phase: 'no-vault', vaultFolder: second } });
  expect(await readdir(first)).toEqual([]);
  expect(await readdir(full)).toEqual(['letter.txt']);
  expect(await openByPort(page, 'create')).toBeNull();
  expect(await readdir(second)).toContain('slots.a');
});
