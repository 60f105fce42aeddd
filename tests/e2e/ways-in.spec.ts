import type { Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { readdir, readFile, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { en } from '../../renderer/ui/text/en.ts';
import { rescueText } from '../../renderer/ui/text/rescue-text.ts';
import { expect, test, type RunningSotto } from '../support/app.ts';
import { press, tabTo, type } from '../support/by-keyboard.ts';
import { judgeLook } from '../support/judge-look.ts';
import { heading } from '../support/spoken-session.ts';
import { createVault, unlock } from '../support/walkthrough.ts';

const passphrase = 'seven herons over the quiet weir';
const second = 'eleven lanterns under a slow bridge';
const third = 'nineteen maps behind the green door';

test.describe.configure({ timeout: 240_000 });

function lock(sotto: RunningSotto, page: Page): Promise<Page> {
  return sotto.pageAfter(() => page.keyboard.press('Control+l'));
}

async function openSettings(page: Page): Promise<void> {
  await page.getByRole('navigation', { name: en.shell.places }).getByText(en.shell.settings).click();
  await expect(page.getByRole('list', { name: en.ways.listLabel })).toBeVisible();
}

async function wordsOn(page: Page): Promise<string[]> {
  const items = page.getByRole('list', { name: en.sheet.wordsLabel }).getByRole('listitem');
  await expect(items).toHaveCount(24);
  const lines = await items.allInnerTexts();
  return lines.map((line) => line.replace(/[\d\s]/g, ''));
}

/** From the words on the screen to a sheet that counts, by keyboard. */
async function checkSheet(page: Page, words: readonly string[]): Promise<void> {
  await press(page, en.sheet.onPaper);
  await expect(heading(page, en.sheet.checkTitle)).toBeVisible();
  for (const field of await page.getByRole('textbox').all()) {
    const label = await field.evaluate((input: HTMLInputElement) => input.labels?.[0]?.textContent ?? '');
    await tabTo(page, field);
    await page.keyboard.type(words[Number(label.replace(/\D/g, '')) - 1] ?? '');
  }
}

async function everyFile(folder: string): Promise<Buffer[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(entries.filter((one) => one.isFile()).map((one) => readFile(join(one.parentPath, one.name))));
}

/** The sheet as it is printed, kept for people to look at. */
async function keepPaper(sotto: RunningSotto): Promise<string> {
  const pdf = await sotto.electron.evaluate(async ({ webContents }) => {
    const page = webContents.getAllWebContents().find((one) => one.getURL().startsWith('sotto://app/'));
    return (await page?.printToPDF({ pageSize: 'A4' }))?.toString('base64') ?? '';
  });
  const folder = join(import.meta.dirname, '../../test-results/looks');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'sheet.pdf'), Buffer.from(pdf, 'base64'));
  return execFileSync('pdftotext', [join(folder, 'sheet.pdf'), '-'], { encoding: 'utf8' });
}

test('a recovery sheet is made and checked by keyboard, opens the vault, and asks for a new passphrase', async ({
  sotto,
  page,
}) => {
  await type(page, en.passphrase.label, passphrase);
  await type(page, en.passphrase.repeatLabel, passphrase);
  await press(page, en.firstRun.create);
  await expect(heading(page, en.sheet.title)).toBeVisible();
  await judgeLook(page, 'first-run-sheet');
  await press(page, en.sheet.make);
  const words = await wordsOn(page);
  await judgeLook(page, 'first-run-words');
  await page.evaluate(() => {
    window.print = () => document.body.setAttribute('data-printed', '');
  });
  await press(page, en.sheet.print);
  await expect(page.locator('body[data-printed]')).toBeAttached();
  const paper = await keepPaper(sotto);
  for (const word of words) expect(paper).toContain(word);
  expect(paper).toContain(en.sheet.paper.keep.slice(0, 30));
  await checkSheet(page, words);
  await judgeLook(page, 'first-run-check');
  await page.keyboard.press('Enter');
  await expect(heading(page, en.firstRun.doneTitle)).toBeVisible();
  await expect(page.getByText(en.sheet.confirmed)).toBeVisible();
  await judgeLook(page, 'first-run-done');
  await press(page, en.firstRun.continue);
  await expect(heading(page, en.sessions.title)).toBeVisible();
  await expect(page.getByText(en.sheet.noneOnSessions)).toBeHidden();

  const locked = await lock(sotto, page);
  await judgeLook(locked, 'locked');
  await press(locked, en.sheet.instead);
  await type(locked, en.sheet.words, `  ${words.join('   ').toUpperCase()} `);
  await judgeLook(locked, 'by-sheet');
  await locked.keyboard.press('Enter');
  await expect(heading(locked, en.sheet.openedTitle)).toBeVisible();
  await judgeLook(locked, 'by-sheet-opened');
  await type(locked, en.passphrase.newLabel, second);
  await type(locked, en.passphrase.repeatLabel, second);
  await press(locked, en.sheet.setPassphrase);
  await expect(heading(locked, en.sessions.title)).toBeVisible();
  await openSettings(locked);
  await judgeLook(locked, 'ways-in');

  const again = await lock(sotto, locked);
  await unlock(again, second);
  await openSettings(again);
  await press(again, en.ways.rekey);
  await press(again, en.sheet.instead);
  await type(again, en.sheet.words, words.join(' '));
  await judgeLook(again, 'rekey-by-sheet');
  for (const file of await everyFile(sotto.dataFolder)) {
    expect(file.includes(`${words[0]} ${words[1]} ${words[2]}`)).toBe(false);
    expect(file.includes(words.join(' ').slice(-30))).toBe(false);
  }

  const shut = await lock(sotto, again);
  const index = (await readdir(sotto.dataFolder, { recursive: true })).find((name) => name.endsWith('index.1'));
  await writeFile(join(sotto.dataFolder, index ?? ''), Buffer.alloc(8192, 7));
  await press(shut, en.sheet.instead);
  await type(shut, en.sheet.words, words.join(' '));
  await shut.keyboard.press('Enter');
  await expect(shut.getByRole('heading', { name: rescueText.index.title })).toBeVisible();
  await judgeLook(shut, 'by-sheet-rescue');
  await press(shut, rescueText.index.act);
  await expect(heading(shut, en.sheet.openedTitle)).toBeVisible();
});

test('a passphrase is changed, another added and removed, and the vault re-keyed', async ({ sotto, page }) => {
  await createVault(page, passphrase);
  await expect(page.getByText(en.sheet.noneOnSessions)).toBeVisible();
  await openSettings(page);
  await page.getByRole('button', { name: en.ways.change }).click();
  await judgeLook(page, 'change-passphrase');
  await page.getByLabel(en.passphrase.presentLabel, { exact: true }).fill(passphrase);
  await page.getByLabel(en.passphrase.newLabel, { exact: true }).fill(second);
  await page.getByLabel(en.passphrase.repeatLabel, { exact: true }).fill(second);
  await page.getByRole('button', { name: en.ways.change }).click();
  await expect(heading(page, en.settings.title)).toBeVisible();

  await page.getByRole('button', { name: en.ways.add }).click();
  await judgeLook(page, 'add-passphrase');
  await page.getByLabel(en.passphrase.presentLabel, { exact: true }).fill(second);
  await page.getByLabel(en.ways.name, { exact: true }).fill('Locum');
  await page.getByLabel(en.passphrase.newLabel, { exact: true }).fill(third);
  await page.getByLabel(en.passphrase.repeatLabel, { exact: true }).fill(third);
  await page.getByRole('button', { name: en.ways.add }).click();
  const added = page.getByRole('group', { name: 'Locum' });
  await expect(added).toBeVisible();

  await added.getByRole('button', { name: en.ways.remove }).click();
  await judgeLook(page, 'remove-way');
  await page.getByLabel(en.passphrase.presentLabel, { exact: true }).fill(second);
  await page.getByRole('button', { name: en.ways.remove }).click();
  await expect(heading(page, en.settings.title)).toBeVisible();
  await expect(page.getByText(en.ways.isOnly)).toBeVisible();

  await page.getByRole('button', { name: en.ways.rekey }).click();
  await judgeLook(page, 'rekey');
  await page.getByLabel(en.passphrase.presentLabel, { exact: true }).fill(second);
  const locked = await sotto.pageAfter(() => page.getByRole('button', { name: en.ways.rekey }).click());
  await expect(locked.getByText(en.locked.newKeys)).toBeVisible();
  await judgeLook(locked, 'locked-new-keys');
  await locked.getByLabel(en.passphrase.label, { exact: true }).fill(passphrase);
  await locked.getByRole('button', { name: en.locked.unlock, exact: true }).click();
  await expect(locked.getByRole('alert')).toBeVisible();
  await unlock(locked, second);
});
