import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { termsText } from '../../renderer/ui/text/agreement-terms-text.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { presenceText } from '../../renderer/ui/text/presence-text.ts';
import { expect, makeDataFolder, RunningSotto, test } from '../support/app.ts';
import { agree, lineOf, passphrase, press, refusalsOf, startOf, tabTo } from '../support/by-keyboard.ts';
import { leaveVaultOf } from '../support/earlier-vault.ts';
import { judgeLook } from '../support/judge-look.ts';
import { heading } from '../support/spoken-session.ts';
import { unlock } from '../support/walkthrough.ts';

const client = 'Wren-7';
const twoDaysMs = 2 * 24 * 60 * 60_000;

test('by keys alone: a consent that has expired starts nothing until the person was asked again', async () => {
  test.setTimeout(120_000);
  const dataFolder = await makeDataFolder();
  await leaveVaultOf(Date.now() - twoDaysMs, join(dataFolder, 'vault'), passphrase, client);
  const sotto = await RunningSotto.launch(dataFolder);
  const page = await sotto.page();
  await unlock(page, passphrase);
  await tabTo(page, page.getByRole('list', { name: en.sessions.listLabel }).getByRole('button').first());
  await page.keyboard.press('Enter');
  await expect(heading(page, en.newSession.title)).toBeVisible();
  const start = startOf(page);
  await expect(start).toContainText(termsText.expired(client));
  await expect(lineOf(page, client)).toContainText(termsText.consentExpired);
  await expect(start.getByRole('button', { name: en.newSession.start })).toBeDisabled();
  expect(await refusalsOf(page)).toEqual(['consent-expired']);
  await judgeLook(page, 'consent-expired');

  await press(page, termsText.change, start);
  await press(page, termsText.use);
  await expect(start).toContainText(en.gate.consentMissing(client));
  await press(page, presenceText.gate.ask(client), start);
  await expect(heading(page, en.agreement.title)).toBeVisible();
  await agree(page);
  await expect(start).toContainText(en.newSession.mayStart);
  await expect(start.getByRole('button', { name: en.newSession.start })).toBeEnabled();
  await sotto.close();
  await rm(dataFolder, { recursive: true, force: true });
});
