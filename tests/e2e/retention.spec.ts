import { mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { undoWindowMs } from '../../contract/limits.ts';
import { checkText } from '../../renderer/ui/text/check-text.ts';
import { copiesText } from '../../renderer/ui/text/copies-text.ts';
import { copyText } from '../../renderer/ui/text/copy-text.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { errorTexts } from '../../renderer/ui/text/error-text.ts';
import { certificateText, retentionText } from '../../renderer/ui/text/retention-text.ts';
import { expect, test } from '../support/app.ts';
import { press } from '../support/by-keyboard.ts';
import { judgeLook } from '../support/judge-look.ts';
import { verifiedByMinisign } from '../support/minisign.ts';
import { heading, SpokenSession } from '../support/spoken-session.ts';
import { lock } from '../support/walkthrough.ts';

let spoken: SpokenSession;
test.beforeEach(async () => {
  spoken = await SpokenSession.begin();
  await spoken.record();
  await spoken.speak(spoken.week);
  await spoken.page.getByRole('button', { name: en.recording.stop }).click();
  await expect(heading(spoken.page, en.after.heading)).toBeVisible();
  await spoken.openSession();
});
test.afterEach(() => spoken.end());

async function goToDue(): Promise<void> {
  await spoken.page.getByRole('navigation', { name: en.shell.places }).getByRole('button', { name: /^Due/ }).click();
  await expect(heading(spoken.page, en.due.title)).toBeVisible();
}

test('what is held is not destroyed, and what was destroyed has a certificate that minisign verifies', async () => {
  test.setTimeout(240_000);
  const { page } = spoken;
  await page.getByRole('tab', { name: en.session.consent }).click();
  await expect(page.getByRole('heading', { name: retentionText.sectionTitle })).toBeVisible();
  await page.getByRole('button', { name: retentionText.holdSession }).click();
  await page.getByLabel(retentionText.holdReason).fill('A court has asked for it');
  await page.getByLabel(retentionText.holdBy).fill('Dr. Example');
  await judgeLook(page, 'hold');
  await page.getByRole('dialog').getByRole('button', { name: retentionText.holdAct }).click();
  await expect(page.getByText(retentionText.ofSession)).toBeVisible();
  await page.getByText(retentionText.ofSession).scrollIntoViewIfNeeded();
  await judgeLook(page, 'session-held');
  await page.getByRole('tab', { name: en.session.listen }).click();
  await page.getByRole('button', { name: en.deletion.recording }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: en.deletion.recording }).click();
  await expect(page.getByText(errorTexts['request/held'].happened)).toBeVisible();

  await goToDue();
  await page.getByRole('heading', { name: retentionText.heldTitle }).scrollIntoViewIfNeeded();
  await judgeLook(page, 'due-held');
  await page.getByRole('button', { name: retentionText.lift }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: retentionText.lift }).click();
  await expect(page.getByRole('heading', { name: retentionText.heldTitle })).toHaveCount(0);

  await spoken.openSession();
  await page.getByRole('button', { name: en.deletion.recording }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: en.deletion.recording }).click();
  await goToDue();
  await page.getByRole('button', { name: certificateText.act }).click({ timeout: undoWindowMs + 30_000 });
  await expect(heading(page, certificateText.heading)).toBeVisible();
  await judgeLook(page, 'certificate');
  const file = join(spoken.dataFolder, 'certificate.json');
  await spoken.sotto.answerSaveDialog(file);
  await page.getByRole('button', { name: certificateText.json }).click();
  await expect(page.getByText(certificateText.saved, { exact: true }).first()).toBeVisible();
  const [text, signature, publicKey] = await Promise.all(
    [file, `${file}.minisig`, `${file}.pub`].map((name) => readFile(name, 'utf8')),
  );
  const saved = { text: text ?? '', signature: signature ?? '', publicKey: publicKey ?? '' };
  expect(await verifiedByMinisign(saved)).toContain('Signature and comment signature verified');
});

test('what was destroyed is destroyed in a copy that is connected too, by keyboard, and the certificate says so', async () => {
  test.setTimeout(300_000);
  const { page } = spoken;
  const [recording] = await spoken.recordings();
  if (recording === undefined) throw new Error('there is no recording');
  const copy = join(spoken.dataFolder, 'copy');
  await mkdir(copy);
  await page
    .getByRole('navigation', { name: en.shell.places })
    .getByRole('button', { name: en.shell.settings })
    .click();
  await press(page, checkText.button);
  await expect(heading(page, checkText.title)).toBeVisible();
  await press(page, checkText.button);
  await spoken.sotto.answerFolderDialog(copy);
  await press(page, copyText.button);
  await expect(page.getByText(copyText.done(1)).first()).toBeVisible();

  await spoken.openSession();
  await page.getByRole('button', { name: en.deletion.recording }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: en.deletion.recording }).click();
  await goToDue();
  await expect(page.getByRole('heading', { name: copiesText.title })).toBeVisible({ timeout: undoWindowMs + 30_000 });
  await page.getByRole('heading', { name: copiesText.title }).scrollIntoViewIfNeeded();
  await expect(page.getByText(/still holds 1 recording that was destroyed here/)).toBeVisible();
  await page.getByRole('button', { name: copiesText.choose }).scrollIntoViewIfNeeded();
  await judgeLook(page, 'copy-connected');
  await press(page, copiesText.finish);
  await expect(page.getByRole('alertdialog')).toBeVisible();
  await judgeLook(page, 'copy-finish-asked');
  await press(page, copiesText.finishAct, page.getByRole('alertdialog'));
  await expect(page.getByText(copiesText.finished(1)).first()).toBeVisible();
  await judgeLook(page, 'copy-finished');
  expect(await readdir(join(copy, 'recordings'))).toEqual([]);

  await press(page, certificateText.act);
  await expect(page.getByText(/destroyed there too/)).toBeVisible();
  await page.getByText(/destroyed there too/).scrollIntoViewIfNeeded();
  await judgeLook(page, 'certificate-copy-finished');

  await spoken.sotto.answerFolderDialog(copy);
  const locked = await lock(spoken.sotto, page);
  await press(locked, en.locked.openAnother);
  await spoken.unlock(locked);
  expect(await spoken.recordings()).toEqual([]);
});
