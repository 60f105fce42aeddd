import type { Page } from '@playwright/test';
import { expect, type RunningSotto } from './app.ts';

/** What a person does, by the names that they see. */

export async function createVault(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByLabel('Repeat passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Create vault' }).click();
  await leaveFirstRun(page);
}

/** What follows a new vault: no recovery sheet for now, and on to its sessions. */
export async function leaveFirstRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Later' }).click();
  await page.getByRole('button', { name: 'Continue' }).click();
}

export async function addParticipant(page: Page, code: string, role: string): Promise<void> {
  await page.getByLabel('Code', { exact: true }).fill(code);
  await page.getByRole('combobox', { name: 'Role', exact: true }).click();
  await page.getByRole('option', { name: role }).click();
  await page.getByRole('button', { name: 'Add participant' }).click();
  await expect(page.getByRole('group', { name: code })).toBeVisible();
}

/** Terms with a rule of retention; the rest as the page offers it. */
export async function chooseTerms(page: Page): Promise<void> {
  await page.getByRole('region', { name: 'Agreement' }).getByRole('button', { name: 'Choose terms' }).click();
  await page.getByText('Until somebody destroys it', { exact: true }).click();
  await page.getByRole('button', { name: 'Use these terms' }).click();
  await expect(page.getByRole('button', { name: 'Change terms' })).toBeVisible();
}

/** Says where the room is. The next session begins there. */
export async function sayWhere(page: Page, room = 'Texas'): Promise<void> {
  await page.getByRole('combobox', { name: 'The room is in', exact: true }).click();
  await page.getByRole('option', { name: room, exact: true }).click();
  await expect(page.getByRole('combobox', { name: 'The room is in', exact: true })).toHaveText(room);
}

/** The person with this code reads the agreement, ticks one purpose and signs with a typed name. */
export async function giveConsent(page: Page, code: string, purpose: string, name: string): Promise<void> {
  await page.getByRole('group', { name: code }).getByRole('button', { name: 'Ask for consent' }).click();
  await page.getByText(purpose, { exact: true }).click();
  await expect(page.getByRole('checkbox', { name: purpose, exact: true })).toBeChecked();
  await page.getByLabel('Your name', { exact: true }).fill(name);
  await page.getByRole('button', { name: 'I agree' }).click();
  await expect(page.getByRole('heading', { name: 'New session' })).toBeVisible();
}

/** Gives the page of the lock screen: the one that was locked is ended while it is being clicked. */
export function lock(sotto: RunningSotto, page: Page): Promise<Page> {
  return sotto.pageAfter(() =>
    page
      .getByRole('button', { name: 'Lock', exact: true })
      .click()
      .catch(() => undefined),
  );
}

export async function unlock(page: Page, passphrase: string): Promise<void> {
  await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
  await page.getByRole('button', { name: 'Unlock' }).click();
  await expect(page.getByRole('navigation', { name: 'Places' })).toBeVisible();
}
