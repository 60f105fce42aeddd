import {
  listenerTexts,
  retentionTexts,
  templatesText,
  termsText,
} from '../../renderer/ui/text/agreement-terms-text.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { jurisdictionText, placeNames } from '../../renderer/ui/text/jurisdiction-text.ts';
import { press, tabTo } from '../support/by-keyboard.ts';
import { expect, test } from '../support/app.ts';
import { judgeLook } from '../support/judge-look.ts';
import { heading } from '../support/spoken-session.ts';
import { addParticipant, createVault } from '../support/walkthrough.ts';

test('terms are chosen and a template is written by keyboard, and both are in what a person reads', async ({
  page,
}) => {
  await createVault(page, 'seven herons over the quiet weir');

  await test.step('a template of its own, of the built-in one', async () => {
    await press(page, en.shell.settings);
    await press(page, templatesText.copy);
    const text = page.getByLabel(templatesText.text, { exact: true });
    await tabTo(page, text);
    await page.keyboard.press('Control+End');
    await page.keyboard.type('\nWe sit in the garden room. {{retentoin}}');
    await press(page, templatesText.save);
    await expect(page.getByRole('alert')).toContainText('a field that Sotto does not know');
    await expect(text).toHaveValue(/garden room/);
    await judgeLook(page, 'template-refused');
    await tabTo(page, text);
    for (const _ of '{{retentoin}}') await page.keyboard.press('Backspace');
    await press(page, templatesText.save);
    await expect(page.getByRole('combobox', { name: templatesText.versions })).toContainText(templatesText.version(1));
    await press(page, templatesText.preview);
    await expect(page.getByRole('region', { name: templatesText.preview })).toContainText('garden room');
  });

  await test.step('terms, of which retention has to be chosen', async () => {
    await press(page, en.shell.sessions);
    await press(page, en.sessions.newSession);
    await addParticipant(page, 'Kestrel-12', en.roleNames.client);
    await expect(page.getByText(termsText.agreementMissing)).toBeVisible();
    await press(page, termsText.choose);
    await press(page, termsText.use);
    await expect(page.getByRole('alert')).toHaveText(termsText.missing.retention);
    await tabTo(page, page.getByRole('combobox', { name: termsText.template, exact: true }));
    await page.keyboard.press('Enter');
    await page.keyboard.type(templatesText.newName);
    await page.keyboard.press('Enter');
    await tabTo(page, page.getByRole('radio', { name: retentionTexts['after-use'] }));
    await page.keyboard.press('ArrowDown');
    await tabTo(page, page.getByLabel(termsText.days, { exact: true }));
    await page.keyboard.type('30');
    await judgeLook(page, 'terms');
    await press(page, termsText.use);
    await expect(page.getByText(termsText.line('those-present', { rule: 'for', days: 30 }))).toBeVisible();
    await judgeLook(page, 'new-session-terms');
  });

  await test.step('the agreement says so', async () => {
    await press(page, en.newSession.ask);
    await expect(heading(page, en.agreement.title)).toBeVisible();
    await expect(page.getByText('The recording is kept for 30 days')).toBeVisible();
    await expect(page.getByText('We sit in the garden room.')).toBeVisible();
    await tabTo(page, page.getByRole('checkbox', { name: en.purposeTexts.supervision.name, exact: true }));
    await page.keyboard.press('Space');
    await tabTo(page, page.getByLabel(en.agreement.yourName, { exact: true }));
    await page.keyboard.type('A. Example');
    await press(page, en.agreement.agree);
    await tabTo(page, page.getByRole('combobox', { name: jurisdictionText.room, exact: true }));
    await page.keyboard.press('Enter');
    await page.keyboard.type(placeNames['US-TX']);
    await page.keyboard.press('Enter');
    await expect(page.getByText(en.newSession.mayStart)).toBeVisible();
  });

  await test.step('other terms ask anew', async () => {
    await press(page, termsText.change);
    await tabTo(page, page.getByRole('radio', { name: listenerTexts['those-present'] }));
    await page.keyboard.press('ArrowDown');
    await press(page, termsText.use);
    await expect(page.getByText(termsText.changedSince)).toBeVisible();
    await expect(page.getByText(en.gate.consentMissing('Kestrel-12'))).toBeVisible();
  });
});
