import { chmod, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { en } from '../../renderer/ui/text/en.ts';
import { lockText } from '../../renderer/ui/text/lock-text.ts';
import { logText } from '../../renderer/ui/text/log-text.ts';
import { placeTexts, policyText } from '../../renderer/ui/text/policy-text.ts';
import { expect, makeDataFolder, RunningSotto, test } from '../support/app.ts';
import { judgeLook } from '../support/judge-look.ts';
import { heading } from '../support/spoken-session.ts';
import { createVault, lock, unlock } from '../support/walkthrough.ts';

const passphrase = 'seven herons over the quiet weir';
const oneToTwo = { minimum: 1, maximum: 2 };

async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation', { name: en.shell.places }).getByText(place).click();
  await expect(heading(page, place)).toBeVisible();
}

async function writePolicy(dataFolder: string, text: string): Promise<void> {
  const file = join(dataFolder, 'policy.json');
  await writeFile(file, text);
  await chmod(file, 0o644);
}

test('a policy narrows what can be chosen, is told of in the log, and does no harm when it cannot be read', async () => {
  const dataFolder = await makeDataFolder();
  const sotto = await RunningSotto.launch(dataFolder);
  try {
    let page = await sotto.page();
    await createVault(page, passphrase);
    await expect(heading(page, en.sessions.title)).toBeVisible();
    await writePolicy(dataFolder, JSON.stringify({ version: 1, lock: { afterMinutes: oneToTwo } }));
    page = await lock(sotto, page);
    await unlock(page, passphrase);

    await goTo(page, en.shell.settings);
    const after = page.getByRole('combobox', { name: lockText.after });
    // Five minutes were chosen.
    await expect(after).toHaveText(lockText.minutes(2));
    await expect(page.getByText(policyText.range(oneToTwo), { exact: true })).toBeVisible();
    await after.focus();
    await judgeLook(page, 'settings-policy');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('option')).toHaveText([lockText.minutes(1), lockText.minutes(2)]);
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Enter');
    await expect(after).toHaveText(lockText.minutes(1));
    await goTo(page, logText.rail);
    await expect(
      page.getByText(/^A policy of the computer counts from here on\..*between 1 and 2 minutes/),
    ).toBeVisible();
    await judgeLook(page, 'log-policy');

    await writePolicy(dataFolder, '{ "version": 1, "lok": {} }');
    page = await lock(sotto, page);
    await expect(page.getByText(policyText.unreadable, { exact: true })).toBeVisible();
    await expect(page.getByText(policyText.whoCan, { exact: true })).toBeVisible();
    await judgeLook(page, 'locked-policy-unreadable');
    await unlock(page, passphrase);
    await goTo(page, en.shell.settings);
    await expect(page.getByText(policyText.unreadable, { exact: true })).toBeVisible();
    await page.getByText(policyText.unreadable, { exact: true }).scrollIntoViewIfNeeded();
    await judgeLook(page, 'settings-policy-unreadable');
    await goTo(page, logText.rail);
    await expect(page.getByText(/^The policy file of the computer could not be read\./)).toBeVisible();
  } finally {
    await sotto.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
});

test('where a vault would lie in a folder that a service copies, set-up and Settings say so', async ({
  sotto,
  page,
}) => {
  const synced = join(sotto.dataFolder, 'Dropbox', 'vault');
  await mkdir(synced, { recursive: true });
  await sotto.answerFolderDialog(synced);
  await page.getByRole('button', { name: en.firstRun.chooseAnother }).click();
  await expect(page.getByText(placeTexts.synced.what, { exact: true })).toBeVisible();
  await page.getByText(placeTexts.better, { exact: true }).scrollIntoViewIfNeeded();
  await judgeLook(page, 'first-run-synced');
  await createVault(page, passphrase);
  await goTo(page, en.shell.settings);
  await page.getByText(placeTexts.move, { exact: true }).scrollIntoViewIfNeeded();
  await judgeLook(page, 'settings-synced');
});
