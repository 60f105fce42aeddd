import type { Page } from '@playwright/test';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, isAlive, makeDataFolder, RunningSotto, test } from '../support/app.ts';
import { judgeLook } from '../support/judge-look.ts';
import { addParticipant, chooseTerms, createVault, unlock } from '../support/walkthrough.ts';
import { en } from '../../renderer/ui/text/en.ts';

const passphrase = 'seven herons over the quiet weir';

const example = `# Third session

Came on time, slept badly since Sunday. We went on with the letter to the father.

## What stood out

- She read the first page aloud, and **stopped** at the garden.
- The weight on the chest came back for a moment, and went when she named it.

## For next time

1. Ask about the garden.
2. Leave room for the anger.
`;

let sotto: RunningSotto;
let dataFolder: string;

test.beforeEach(async () => {
  dataFolder = await makeDataFolder();
  sotto = await RunningSotto.launch(dataFolder);
});

test.afterEach(async () => {
  await sotto.close();
  await rm(dataFolder, { recursive: true, force: true });
});

const field = (page: Page) => page.getByRole('textbox', { name: en.notes.field });
const saved = (page: Page) => page.getByRole('status', { name: en.notes.status }).getByText(/^Saved \d\d:\d\d$/);

/** A vault, a session with one person, who says no, and one press. */
async function refuseAndWrite(page: Page): Promise<void> {
  await createVault(page, passphrase);
  await page.getByRole('button', { name: en.sessions.newSession }).click();
  await addParticipant(page, 'Kestrel-12', en.roleNames.client);
  await chooseTerms(page);
  await page.getByRole('button', { name: en.newSession.ask }).click();
  await page.getByRole('button', { name: en.agreement.disagree }).click();
  await expect(page.getByText(en.gate.consentRefused('Kestrel-12'))).toBeVisible();
  await page.getByRole('button', { name: 'Notes only', exact: true }).click();
  await expect(field(page)).toBeFocused();
}

async function openFromList(page: Page): Promise<void> {
  await page.getByRole('list', { name: en.sessions.listLabel }).getByRole('button').first().click();
}

/** The files below `folder` that hold `text`. */
async function filesWith(folder: string, text: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const contents = await Promise.all(paths.map((path) => readFile(path)));
  return paths.filter((_, index) => contents[index]?.includes(text));
}

/** Kills every process of it at once. */
async function killAll(): Promise<void> {
  const all = await sotto.electron.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
  const main = sotto.electron.process().pid ?? 0;
  if (main < 2) throw new Error('there is no such process');
  const closed = sotto.electron.waitForEvent('close');
  process.kill(-main, 'SIGKILL');
  await closed;
  await expect.poll(() => all.filter(isAlive)).toEqual([]);
}

test('locking in the middle of a word loses no letter', async () => {
  const page = await sotto.page();
  await refuseAndWrite(page);
  await page.keyboard.type('She said that the wee');
  const locked = await sotto.pageAfter(() => page.keyboard.press('Control+l').catch(() => undefined));
  await unlock(locked, passphrase);
  await openFromList(locked);
  await expect(field(locked)).toHaveValue('She said that the wee');
});

test('nothing of the notes is on the disk in clear', async () => {
  const page = await sotto.page();
  await refuseAndWrite(page);
  await page.keyboard.type('Canary in the notes');
  await expect(saved(page)).toBeVisible();
  await killAll();
  expect(await filesWith(dataFolder, 'Canary in the notes')).toEqual([]);
  sotto = await RunningSotto.launch(dataFolder);
});

test('no place of notes has anything that axe objects to, in light or dark', async () => {
  const page = await sotto.page();
  await createVault(page, passphrase);
  await page.getByRole('button', { name: en.sessions.newSession }).click();
  await addParticipant(page, 'Kestrel-12', en.roleNames.client);
  await chooseTerms(page);
  await page.getByRole('button', { name: en.newSession.ask }).click();
  await page.getByRole('button', { name: en.agreement.disagree }).click();
  await judgeLook(page, 'new-session-refused');
  await page.getByRole('button', { name: en.newSession.notesOnly }).click();
  await expect(field(page)).toBeFocused();
  await judgeLook(page, 'notes-empty');
  await field(page).fill(example);
  await expect(saved(page)).toBeVisible();
  await judgeLook(page, 'notes');
  await page.getByRole('button', { name: en.notes.preview }).click();
  await judgeLook(page, 'notes-preview');
  await page.getByRole('navigation', { name: en.shell.places }).getByText(en.shell.sessions).click();
  await judgeLook(page, 'sessions-notes');
});
