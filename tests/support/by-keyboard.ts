import type { Locator, Page } from '@playwright/test';
import { expect } from './app.ts';

/** What a person does who has a keyboard and no mouse, by the names that they see. */

const furthest = 80;

/** Presses Tab until `target` has the focus, as somebody does who sees where it is. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let pressed = 0; pressed < furthest; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(target)} cannot be reached with Tab`);
}

/** The first button of this name. */
export async function press(page: Page, name: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name, exact: true }).first());
  await page.keyboard.press('Enter');
}
