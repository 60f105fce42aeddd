import { rm } from 'node:fs/promises';
import { en } from '../../renderer/ui/text/en.ts';
import { placeNames } from '../../renderer/ui/text/jurisdiction-text.ts';
import { expect, makeDataFolder, RunningSotto, test } from '../support/app.ts';
import {
  agree,
  beginSession,
  chooseTermsAndRoom,
  lineOf,
  passphrase,
  press,
  refusalsOf,
  startOf,
  tabTo,
  type,
} from '../support/by-keyboard.ts';
import { judgeLook } from '../support/judge-look.ts';
import { heading } from '../support/spoken-session.ts';
import { unlock } from '../support/walkthrough.ts';

const one = 'Wren-7';
const other = 'Heron-3';
const words = '# First session\n\nBoth came. **No recording**, as one of them said.';

test('by keys alone: of a couple one refuses, so nothing is recorded and notes are written, which a kill does not lose', async () => {
  test.setTimeout(150_000);
  const dataFolder = await makeDataFolder();
  let sotto = await RunningSotto.launch(dataFolder);
  const page = await sotto.page();
  const start = startOf(page);

  await test.step('one agrees', async () => {
    await beginSession(page);
    for (const code of [one, other]) {
      await type(page, en.newSession.code, code);
      await press(page, en.newSession.add);
      await expect(lineOf(page, code)).toBeVisible();
    }
    await chooseTermsAndRoom(page, placeNames['US-TX']);
    await press(page, en.newSession.ask, lineOf(page, one));
    await expect(heading(page, en.agreement.title)).toBeVisible();
    await agree(page);
    await expect(start).toContainText(en.gate.consentMissing(other));
  });

  await test.step('the other refuses, and the one agreement does not outweigh it', async () => {
    await press(page, en.newSession.ask, lineOf(page, other));
    await expect(heading(page, en.agreement.title)).toBeVisible();
    await press(page, en.agreement.disagree);
    await expect(heading(page, en.newSession.title)).toBeVisible();
    await expect(start).toContainText(en.gate.consentRefused(other));
    await expect(lineOf(page, one)).toContainText(en.newSession.consentGranted(en.purposeTexts.supervision.name));
    await expect(start.getByRole('button', { name: en.newSession.start })).toBeDisabled();
    expect(await refusalsOf(page)).toEqual(['consent-refused']);
    await judgeLook(page, 'couple-one-refused');
  });

  await test.step('one press leads to notes, which are there after a kill of everything', async () => {
    await press(page, en.newSession.notesOnly);
    await expect(page.getByRole('textbox', { name: en.notes.field })).toBeFocused();
    await page.keyboard.type(words);
    await expect(page.getByRole('status', { name: en.notes.status }).getByText(/^Saved \d\d:\d\d$/)).toBeVisible();
    await judgeLook(page, 'couple-notes-only');
    await sotto.kill();
    sotto = await RunningSotto.launch(dataFolder);
    const again = await sotto.page();
    await unlock(again, passphrase);
    const list = again.getByRole('list', { name: en.sessions.listLabel });
    await expect(list).toContainText(en.sessions.notesOnly);
    await tabTo(again, list.getByRole('button').first());
    await again.keyboard.press('Enter');
    await expect(again.getByRole('textbox', { name: en.notes.field })).toHaveValue(words);
    await tabTo(again, again.getByRole('tab', { name: en.session.notes }));
    await again.keyboard.press('ArrowRight');
    await expect(again.getByRole('tabpanel')).toContainText(/Did not agree/);
    await expect(again.getByRole('tabpanel')).toContainText(/Agreed on/);
  });

  await sotto.close();
  await rm(dataFolder, { recursive: true, force: true });
});
