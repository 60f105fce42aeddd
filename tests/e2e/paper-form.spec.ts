import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { en } from '../../renderer/ui/text/en.ts';
import { placeNames } from '../../renderer/ui/text/jurisdiction-text.ts';
import { waysText } from '../../renderer/ui/text/ways-to-consent-text.ts';
import { expect, test } from '../support/app.ts';
import { beginSession, chooseTermsAndRoom, lineOf, press, startOf, tabTo, type } from '../support/by-keyboard.ts';
import { judgeLook } from '../support/judge-look.ts';
import { heading } from '../support/spoken-session.ts';

const client = 'Wren-7';
/** Larger than one call takes, so that it goes in parts. */
const form = Buffer.concat([Buffer.from('%PDF-1.7\nSigned on paper, canary 5127'), Buffer.alloc(1_500_000, 'x')]);

test('by keys alone: a form signed on paper before a witness is a consent, and lies in the vault sealed', async ({
  page,
  sotto,
}) => {
  test.setTimeout(120_000);
  await beginSession(page);
  await type(page, en.newSession.code, client);
  await press(page, en.newSession.add);
  await chooseTermsAndRoom(page, placeNames['US-TX']);
  await press(page, en.newSession.ask, lineOf(page, client));
  await expect(heading(page, en.agreement.title)).toBeVisible();
  await tabTo(page, page.getByRole('checkbox', { name: en.purposeTexts.supervision.name, exact: true }));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('tab', { name: en.agreement.typed }));
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(page.getByRole('tab', { name: waysText.scan })).toBeFocused();

  await press(page, en.agreement.agree);
  await expect(page.getByRole('alert')).toContainText(waysText.fileMissing);
  await expect(page.getByRole('alert')).toContainText(waysText.dateMissing);
  await expect(page.getByRole('alert')).toContainText(waysText.wordsMissing);
  // What the system's dialog gives back; the dialog itself is the system's.
  await page.getByLabel(waysText.file).setInputFiles({ name: 'form.pdf', mimeType: 'application/pdf', buffer: form });
  await page.getByLabel(waysText.paperDate).fill('2026-01-31');
  await tabTo(page, page.getByRole('radio', { name: waysText.wordNames['this-text'].text }));
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('radio', { name: waysText.wordNames['other-form'].text })).toBeChecked();
  await type(page, waysText.witness, 'Rook-2');
  await judgeLook(page, 'paper-form');
  await press(page, en.agreement.agree);
  await expect(heading(page, en.newSession.title)).toBeVisible();
  await expect(startOf(page)).toContainText(en.newSession.mayStart);

  await press(page, en.newSession.seeAgreed);
  await tabTo(page, page.getByRole('tab', { name: en.session.consent }));
  await page.keyboard.press('Enter');
  const consent = page.getByRole('tabpanel');
  await expect(consent).toContainText(waysText.onPaperOn('2026-01-31'));
  await expect(consent).toContainText(waysText.otherForm);
  await expect(consent).toContainText(waysText.witnessed);
  await judgeLook(page, 'paper-form-consent');

  const vault = join(sotto.dataFolder, 'vault');
  const files = await readdir(vault, { recursive: true, withFileTypes: true });
  for (const file of files.filter((entry) => entry.isFile())) {
    expect((await readFile(join(file.parentPath, file.name))).includes('canary 5127'), file.name).toBe(false);
  }
});
