import { en } from '../../renderer/ui/text/en.ts';
import { lockText } from '../../renderer/ui/text/lock-text.ts';
import { expect, makeDataFolder, RunningSotto, test } from '../support/app.ts';
import { judgeLook } from '../support/judge-look.ts';
import { heading } from '../support/spoken-session.ts';
import { createVault, unlock } from '../support/walkthrough.ts';

const passphrase = 'seven herons over the quiet weir';

test('tries that fail make the next one wait, across a restart, and the log of the vault hears of them', async () => {
  const dataFolder = await makeDataFolder();
  const first = await RunningSotto.launch(dataFolder);
  const page = await first.page();
  await createVault(page, passphrase);
  await expect(heading(page, en.sessions.title)).toBeVisible();
  const locked = await first.pageAfter(() => page.keyboard.press('Control+l'));
  const button = locked.getByRole('button', { name: en.locked.unlock, exact: true });
  for (let tries = 0; tries < 6; tries += 1) {
    await expect(button).toBeEnabled();
    await locked.getByLabel(en.passphrase.label, { exact: true }).fill(`not the passphrase ${tries}`);
    await button.click();
    await expect(locked.getByRole('alert')).toBeVisible();
  }
  await expect(button).toBeDisabled();
  await expect(locked.getByText(/the next one waits/).first()).toBeVisible();
  await judgeLook(locked, 'locked-waiting');
  await first.close();

  const second = await RunningSotto.launch(dataFolder);
  const again = await second.page();
  await unlock(again, passphrase);
  await second.close();
});

test('a window that is hidden is locked, if that was chosen', async ({ sotto, page }) => {
  await createVault(page, passphrase);
  await page.getByRole('navigation', { name: en.shell.places }).getByText(en.shell.settings).click();
  await page.getByText(lockText.whenHidden, { exact: true }).click();
  await expect(page.getByRole('checkbox', { name: lockText.whenHidden })).toBeChecked();
  await expect(page.getByText(en.settings.saved)).toBeAttached();
  const locked = await sotto.pageAfter(() =>
    sotto.electron.evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()
        .find((one) => one.isVisible())
        ?.hide(),
    ),
  );
  await expect(heading(locked, en.locked.title)).toBeVisible();
});
