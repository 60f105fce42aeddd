import type { Page } from '@playwright/test';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { OpeningNotice } from '../../contract/app-state.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import type { SessionSummary } from '../../contract/session.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { errorTexts } from '../../renderer/ui/text/error-text.ts';
import { expect, makeDataFolder, RunningSotto, test as base, withSotto } from '../support/app.ts';
import { consentedSession, openByPort, passphrase, startRecording } from '../support/session-by-calls.ts';
import { heading } from '../support/spoken-session.ts';
import { createVault, lock } from '../support/walkthrough.ts';

/** What is in the vault that all of these open a copy of. */
interface Contents {
  readonly sessions: readonly SessionSummary[];
  /** Bytes of sound. */
  readonly soundLength: number;
}

/** One app for all of these; it begins without a vault. */
const test = base.extend<object, { sharedSotto: RunningSotto }>({
  sharedSotto: [async ({ switches }, use) => withSotto(switches, use), { scope: 'worker' }],
  sotto: async ({ sharedSotto }, use) => use(sharedSotto),
});

let folder = '';
let everything: Contents;

async function contentsOf(sotto: RunningSotto, page: Page): Promise<Contents> {
  const answer = await page.evaluate(() => window.sotto.sessions.list({ query: '' }));
  if (!answer.ok) throw new Error(answer.error.code);
  const ids = answer.value.flatMap(({ recordings }) => recordings.map(({ id }) => id));
  const soundLength = await sotto.electron.evaluate(async ({ session }, wanted) => {
    let length = 0;
    for (const id of wanted) {
      const response = await session.fromPartition('sotto-app').fetch(`recording://${id}/`);
      length += (await response.arrayBuffer()).byteLength;
    }
    return length;
  }, ids);
  return { sessions: answer.value, soundLength };
}

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sotto-vaults-'));
  // Chromium's own microphone, which beeps.
  await withSotto(['--use-fake-device-for-media-stream'], async (sotto) => {
    const page = await sotto.page();
    expect(await openByPort(page, 'create')).toBeNull();
    await startRecording(page, await consentedSession(page));
    await page.evaluate(() => window.sotto.recordings.stop());
    await expect.poll(() => sotto.processesNamed('Sotto recorder')).toEqual([]);
    everything = await contentsOf(sotto, page);
    expect(everything.soundLength).toBeGreaterThan(0);
    await lock(sotto, page);
    await cp(join(sotto.dataFolder, 'vault'), join(folder, 'whole'), { recursive: true });
  });
});

test.afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function copyOfVault(name: string): Promise<string> {
  const copy = join(folder, name);
  await cp(join(folder, 'whole'), copy, { recursive: true });
  return copy;
}

/** Every file directly in the vault's folder but its lock, with what is in it. */
async function filesIn(vaultFolder: string): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const entry of await readdir(vaultFolder, { withFileTypes: true })) {
    if (!entry.isFile() || entry.name.startsWith('lock')) continue;
    files.set(entry.name, (await readFile(join(vaultFolder, entry.name))).toString('base64'));
  }
  return files;
}

/** Overwrites some bytes of a file from `offset` on. */
async function overwrite(file: string, offset: number, bytes: readonly number[]): Promise<void> {
  const content = await readFile(file);
  content.set(bytes, offset);
  await writeFile(file, content);
}

/** From the first run or from the lock screen. */
async function choose(sotto: RunningSotto, page: Page, vaultFolder: string): Promise<void> {
  await sotto.answerFolderDialog(vaultFolder);
  await page.getByRole('button', { name: new RegExp(`${en.firstRun.openExisting}|${en.locked.openAnother}`) }).click();
}

async function enter(page: Page, typed = passphrase): Promise<void> {
  await page.getByLabel(en.passphrase.label, { exact: true }).fill(typed);
  await page.getByRole('button', { name: en.locked.unlock, exact: true }).click();
}

async function expectProblem(page: Page, code: ErrorCode): Promise<void> {
  const { happened, safe, todo } = errorTexts[code];
  const problem = page.getByRole('alert');
  await expect(problem).toContainText(happened);
  await expect(problem).toContainText(`${safe} ${todo}`);
}

/** Unlocks, expects all that ever was in the vault and these notices; gives the page of the lock screen after it. */
async function expectEverything(
  sotto: RunningSotto,
  page: Page,
  notices: readonly OpeningNotice[] = [],
): Promise<Page> {
  await enter(page);
  await expect(heading(page, en.sessions.title)).toBeVisible();
  await expect(page.getByRole('list', { name: en.sessions.listLabel }).getByRole('listitem')).toHaveCount(1);
  const shown = page.getByRole('region', { name: en.common.noticesLabel }).getByRole('paragraph');
  await expect(shown).toHaveText(notices.map((notice) => en.noticeTexts[notice]));
  expect(await contentsOf(sotto, page)).toEqual(everything);
  return lock(sotto, page);
}

test('a new vault lies where it is wanted, but not among other things', async ({ sotto }) => {
  const page = await sotto.page();
  const wanted = join(folder, 'wanted');
  const full = join(folder, 'full');
  for (const made of [wanted, full]) await mkdir(made);
  await writeFile(join(full, 'letter.txt'), 'x');
  const another = page.getByRole('button', { name: en.firstRun.chooseAnother });

  await sotto.answerFolderDialog(full);
  await another.click();
  await expectProblem(page, 'vault/folder-not-empty');
  await sotto.answerFolderDialog(await copyOfVault('there already'));
  await another.click();
  await expectProblem(page, 'vault/already-exists');
  await choose(sotto, page, full);
  await expectProblem(page, 'vault/not-found');

  await sotto.answerFolderDialog(wanted);
  await another.click();
  await expect(page.getByText(wanted)).toBeVisible();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await createVault(page, passphrase);
  expect(await readdir(wanted)).toContain('slots.a');
  expect(await readdir(full)).toEqual(['letter.txt']);
  expect(JSON.parse(await readFile(join(sotto.dataFolder, 'preferences.json'), 'utf8'))).toEqual({
    vaultFolder: wanted,
    elsewhere: [],
  });
  await lock(sotto, page);
});

test('a wrong passphrase is said to be one, or damage, and the right one still opens', async ({ sotto }) => {
  const page = await sotto.page();
  await choose(sotto, page, await copyOfVault('passphrase'));
  await enter(page, `${passphrase}s`);
  await expectProblem(page, 'vault/unlock-failed');
  await expectEverything(sotto, page);
});

for (const { file, notice, damage } of [
  { file: 'state.a', notice: 'state-copy-mended', damage: (path: string) => overwrite(path, 60, [1, 2, 3, 4]) },
  { file: 'state.b', notice: 'state-copy-mended', damage: (path: string) => rm(path) },
  { file: 'slots.b', notice: 'slots-copy-mended', damage: (path: string) => writeFile(path, 'damaged') },
] as const) {
  test(`a damaged ${file} is mended from the other copy, and said`, async ({ sotto }) => {
    const page = await sotto.page();
    const vaultFolder = await copyOfVault(`one damaged ${file}`);
    await damage(join(vaultFolder, file));
    await choose(sotto, page, vaultFolder);
    const locked = await expectEverything(sotto, page, [notice]);
    await expectEverything(sotto, locked);
  });
}

for (const { name, files, code, offset } of [
  { name: 'states', files: ['state.a', 'state.b'], code: 'vault/state-damaged', offset: 60 },
  { name: 'slots', files: ['slots.a', 'slots.b'], code: 'vault/slots-damaged', offset: 0 },
  { name: 'wrapped keys', files: ['slots.a', 'slots.b'], code: 'vault/unlock-failed', offset: 120 },
  // Any one file will do: a later version may have been in the middle of something.
  { name: 'newer slots', files: ['slots.b'], code: 'vault/newer-version', offset: 8 },
  { name: 'newer state', files: ['state.a'], code: 'vault/newer-version', offset: 8 },
  { name: 'newer log', files: ['log.1'], code: 'vault/newer-version', offset: 8 },
] as const) {
  test(`a vault with ${code.replace('vault/', '')} (${name}) is not touched, and opens once it is put right`, async ({
    sotto,
  }) => {
    const page = await sotto.page();
    const vaultFolder = await copyOfVault(`${code.replace('/', ' ')} ${name}`);
    for (const file of files) await overwrite(join(vaultFolder, file), offset, [0x02, 0x02]);
    const before = await filesIn(vaultFolder);
    await choose(sotto, page, vaultFolder);
    await enter(page);
    await expectProblem(page, code);
    expect(await filesIn(vaultFolder)).toEqual(before);
    for (const file of files) await cp(join(folder, 'whole', file), join(vaultFolder, file));
    await expectEverything(sotto, page);
  });
}

test('a vault that another Sotto has open can be used when that one lets it go', async ({ sotto }) => {
  const page = await sotto.page();
  const vaultFolder = await copyOfVault('in use');
  await choose(sotto, page, vaultFolder);
  const locked = await expectEverything(sotto, page);

  const dataFolder = await makeDataFolder();
  await writeFile(join(dataFolder, 'preferences.json'), JSON.stringify({ vaultFolder }));
  const other = await RunningSotto.launch(dataFolder);
  const otherPage = await other.page();
  await expectProblem(otherPage, 'vault/in-use');
  // Locked or not, it is in use.
  await enter(otherPage);
  await expectProblem(otherPage, 'vault/in-use');

  await choose(sotto, locked, await copyOfVault('not in use'));
  await expectEverything(sotto, locked);
  await expectEverything(other, otherPage);

  const again = await sotto.page();
  await choose(sotto, again, vaultFolder);
  await expectProblem(again, 'vault/in-use');
  await other.close();
  await rm(dataFolder, { recursive: true });
});

test('a vault that may only be read is said to be one, and opens when it may be written', async ({ sotto }) => {
  const page = await sotto.page();
  const vaultFolder = await copyOfVault('read only');
  const before = await filesIn(vaultFolder);
  await chmod(vaultFolder, 0o500);
  try {
    await choose(sotto, page, vaultFolder);
    await enter(page);
    await expectProblem(page, 'storage/permission-denied');
    expect(await filesIn(vaultFolder)).toEqual(before);
  } finally {
    await chmod(vaultFolder, 0o700);
  }
  await expectEverything(sotto, page);
});

test('a vault whose folder has gone is said to have, and opens when it is back', async () => {
  const dataFolder = await makeDataFolder();
  const vaultFolder = join(folder, 'on a stick');
  await writeFile(join(dataFolder, 'preferences.json'), JSON.stringify({ vaultFolder }));
  const other = await RunningSotto.launch(dataFolder);
  const page = await other.page();
  await expectProblem(page, 'storage/folder-gone');
  await choose(other, page, vaultFolder);
  await expectProblem(page, 'vault/not-found');
  await copyOfVault('on a stick');
  await expectEverything(other, page);
  await other.close();
  await rm(dataFolder, { recursive: true });
});
