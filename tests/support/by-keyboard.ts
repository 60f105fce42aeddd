import type { Locator, Page } from '@playwright/test';
import { retentionTexts, termsText } from '../../renderer/ui/text/agreement-terms-text.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { jurisdictionText } from '../../renderer/ui/text/jurisdiction-text.ts';
import { expect } from './app.ts';
import { heading } from './spoken-session.ts';

/** What a person does who has a keyboard and no mouse, by the names that they see. */

const furthest = 80;

/** Of the vault that `beginSession` makes. */
export const passphrase = 'seven herons over the quiet weir';

/** Presses Tab until `target` has the focus, as somebody does who sees where it is. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let pressed = 0; pressed < furthest; pressed += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${String(target)} cannot be reached with Tab`);
}

/** The first button of this name, wherever it is on the page or within `part` of it. */
export async function press(page: Page, name: string, part: Page | Locator = page): Promise<void> {
  await tabTo(page, part.getByRole('button', { name, exact: true }).first());
  await page.keyboard.press('Enter');
}

export async function type(page: Page, label: string, text: string): Promise<void> {
  await tabTo(page, page.getByLabel(label, { exact: true }));
  await page.keyboard.type(text);
}

export async function choose(page: Page, label: string, option: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label, exact: true });
  await tabTo(page, box);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toBeVisible();
  await page.keyboard.type(option);
  await expect(page.getByRole('option', { name: option, exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('listbox')).toBeHidden();
  await expect(box).toHaveText(option);
}

/** From the first run to an empty new session. */
export async function beginSession(page: Page): Promise<void> {
  await type(page, en.passphrase.label, passphrase);
  await type(page, en.passphrase.repeatLabel, passphrase);
  await press(page, en.firstRun.create);
  await press(page, en.sheet.later);
  await press(page, en.firstRun.continue);
  await press(page, en.sessions.newSession);
  await expect(heading(page, en.newSession.title)).toBeVisible();
}

/** Terms with a rule of retention, the rest as the page offers it, and where the room is. */
export async function chooseTermsAndRoom(page: Page, room: string): Promise<void> {
  await press(page, termsText.choose);
  await tabTo(page, page.getByRole('radio', { name: retentionTexts['after-use'] }));
  await page.keyboard.press('Space');
  await press(page, termsText.use);
  await choose(page, jurisdictionText.room, room);
}

/** Whoever has the agreement before them grants one purpose and signs with a typed name. */
export async function agree(page: Page): Promise<void> {
  await tabTo(page, page.getByRole('checkbox', { name: en.purposeTexts.supervision.name, exact: true }));
  await page.keyboard.press('Space');
  await type(page, en.agreement.yourName, 'A. Example');
  await press(page, en.agreement.agree);
  await expect(heading(page, en.newSession.title)).toBeVisible();
}

/** What the page says of one person, and the buttons beside it. */
export function lineOf(page: Page, code: string): Locator {
  return page.getByRole('listitem').filter({ has: page.getByRole('group', { name: code }) });
}

/** The foot of the page of a session: why recording waits, and the button that starts it. */
export function startOf(page: Page): Locator {
  return page.getByRole('region', { name: en.newSession.start });
}

/** Why the vault refuses to start the newest session, when it is asked past the button that would not be pressed. */
export async function refusalsOf(page: Page): Promise<string[]> {
  const answer = await page.evaluate(async () => {
    const sessions = await window.sotto.sessions.list({ query: '' });
    const id = sessions.ok ? sessions.value[0]?.id : undefined;
    return id === undefined ? null : window.sotto.recordings.start({ sessionId: id });
  });
  if (answer?.ok !== true) throw new Error('the vault gave no answer');
  return answer.value.outcome === 'refused' ? answer.value.reasons.map(({ code }) => code) : [];
}
