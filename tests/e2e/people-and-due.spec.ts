import type { Page } from '@playwright/test';
import { expect, test } from '../support/app.ts';
import { judgeLook } from '../support/judge-look.ts';
import { heading, SpokenSession } from '../support/spoken-session.ts';
import { lock } from '../support/walkthrough.ts';
import { en } from '../../renderer/ui/text/en.ts';

let spoken: SpokenSession;
test.beforeEach(async () => {
  spoken = await SpokenSession.begin();
});
test.afterEach(() => spoken.end());

async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation', { name: en.shell.places }).getByRole('button', { name: place }).click();
}

test('who was not asked again is found in Due, also after a lock, and can answer there', async () => {
  test.setTimeout(120_000);
  await goTo(spoken.page, en.shell.due);
  await judgeLook(spoken.page, 'due-empty');
  await spoken.record();
  await spoken.speak(spoken.week);
  await spoken.page.getByRole('button', { name: en.recording.stop }).click();
  await expect(heading(spoken.page, en.after.heading)).toBeVisible();
  await spoken.page.getByRole('button', { name: en.after.done }).click();
  await spoken.unlock(await lock(spoken.sotto, spoken.page));
  await goTo(spoken.page, en.shell.dueWaiting(1));
  await expect(heading(spoken.page, en.due.title)).toBeFocused();
  await judgeLook(spoken.page, 'due');
  await spoken.page.getByRole('group', { name: 'K 12' }).getByRole('button', { name: en.after.keep }).focus();
  await spoken.page.keyboard.press('Enter');
  await expect(spoken.page.getByText(en.due.emptyTitle)).toBeVisible();
  await expect(heading(spoken.page, en.due.title)).toBeFocused();
  await expect(spoken.page.getByRole('button', { name: en.shell.due, exact: true })).toBeVisible();

  await goTo(spoken.page, en.shell.people);
  await spoken.page.getByRole('button', { name: 'K 12' }).click();
  await expect(spoken.page.getByText(/^Agreed to keep it, on/)).toBeVisible();
});

test('the page of a person shows what they agreed to, word for word, and a name that only it shows', async () => {
  test.setTimeout(120_000);
  await goTo(spoken.page, en.shell.people);
  await expect(spoken.page.getByRole('searchbox', { name: en.sessions.search })).toBeFocused();
  await judgeLook(spoken.page, 'people');
  await spoken.page.getByRole('button', { name: 'K 12' }).click();
  await expect(heading(spoken.page, 'K 12')).toBeFocused();
  await spoken.page.getByLabel(en.person.name, { exact: true }).fill('Agatha Example');
  await spoken.page.keyboard.press('Enter');
  await expect(spoken.page.getByRole('button', { name: en.person.removeName })).toBeVisible();
  await spoken.page.getByRole('button', { name: en.person.readText }).click();
  await expect(spoken.page.getByText('You may say no, without giving a reason')).toBeVisible();
  await judgeLook(spoken.page, 'person');

  await spoken.unlock(await lock(spoken.sotto, spoken.page));
  await expect(spoken.page.getByText('Agatha Example')).toHaveCount(0);
  await goTo(spoken.page, en.shell.people);
  await expect(spoken.page.getByText('Agatha Example')).toHaveCount(0);
  await spoken.page.getByRole('button', { name: 'K 12' }).click();
  await expect(spoken.page.getByLabel(en.person.name, { exact: true })).toHaveValue('Agatha Example');
});
