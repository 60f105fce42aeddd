import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, isAlive, test } from '../support/app.ts';
import { consentedSession, openByPort } from '../support/session-by-calls.ts';

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
  const windows = () => sotto.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  // The page that listened holds what it heard until it is told to let it go.
  expect(await windows()).toBe(2);
  await page.evaluate(() => window.sotto.microphone.dropTest());
  await expect.poll(windows).toBe(1);
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
