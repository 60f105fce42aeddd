import { expect, test } from '../support/app.ts';
import {
  agree,
  beginSession,
  choose,
  chooseTermsAndRoom,
  lineOf,
  press,
  refusalsOf,
  startOf,
  tabTo,
  type,
} from '../support/by-keyboard.ts';
import { judgeLook } from '../support/judge-look.ts';
import { heading } from '../support/spoken-session.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { placeNames } from '../../renderer/ui/text/jurisdiction-text.ts';
import { presenceText } from '../../renderer/ui/text/presence-text.ts';

const child = 'Wren-7';
const guardian = 'Heron-3';

test('a child is recorded only when their guardian has agreed for them and they have not said no', async ({ page }) => {
  test.setTimeout(150_000);
  const start = startOf(page);
  const startButton = start.getByRole('button', { name: en.newSession.start });
  await beginSession(page);

  await test.step('without a guardian there is nobody to agree for the child', async () => {
    await type(page, en.newSession.code, child);
    await choose(page, presenceText.decision, presenceText.decisionNames['by-guardian']);
    await press(page, en.newSession.add);
    await expect(lineOf(page, child)).toContainText(presenceText.isDecided['by-guardian']);
    await expect(lineOf(page, child)).toContainText(presenceText.notAskedButDecided);
    await chooseTermsAndRoom(page, placeNames['US-TX']);
    await expect(start).toContainText(presenceText.gate.uncovered(child));
    await expect(startButton).toBeDisabled();
    expect(await refusalsOf(page)).toEqual(['capacity-uncovered']);
    await press(page, presenceText.gate.toWho);
    await expect(page.getByRole('region', { name: en.newSession.whoTitle })).toBeFocused();
    await judgeLook(page, 'child-without-guardian');
  });

  await test.step('a guardian who has not answered yet does not open it', async () => {
    await type(page, en.newSession.code, guardian);
    await choose(page, en.newSession.role, en.roleNames.guardian);
    await choose(page, en.newSession.capacity, en.capacityNames.guardian);
    await press(page, en.newSession.add);
    await expect(lineOf(page, guardian)).toContainText(presenceText.isFor(child));
    await expect(start).toContainText(presenceText.gate.uncovered(child));
    await expect(start).toContainText(en.gate.consentMissing(guardian));
    await expect(startButton).toBeDisabled();
  });

  await test.step('the guardian agrees for the child, and recording may start', async () => {
    await press(page, presenceText.gate.ask(guardian));
    await expect(heading(page, en.agreement.title)).toBeVisible();
    await expect(page.getByText(new RegExp(en.capacityNames.guardian))).toBeVisible();
    await judgeLook(page, 'guardian-agreement');
    await agree(page);
    await expect(start).toContainText(en.newSession.mayStart);
    await expect(startButton).toBeEnabled();
    await tabTo(page, startButton);
    await judgeLook(page, 'child-with-guardian-may-start');
  });

  await test.step('the child says no, and the yes of the guardian does not outweigh it', async () => {
    await press(page, en.newSession.ask, lineOf(page, child));
    await expect(heading(page, en.agreement.title)).toBeVisible();
    await press(page, en.agreement.disagree);
    await expect(heading(page, en.newSession.title)).toBeVisible();
    await expect(lineOf(page, child)).toContainText(en.newSession.consentRefused);
    await expect(lineOf(page, guardian)).toContainText(en.newSession.consentGranted(en.purposeTexts.supervision.name));
    await expect(start).toContainText(en.gate.consentRefused(child));
    await expect(startButton).toBeDisabled();
    expect(await refusalsOf(page)).toEqual(['consent-refused']);
    await judgeLook(page, 'child-refused');
    await tabTo(page, start.getByRole('button', { name: presenceText.gate.ask(child) }));
    await judgeLook(page, 'child-refused-reason');
  });

  await test.step('only the child can change that', async () => {
    await page.keyboard.press('Enter');
    await expect(heading(page, en.agreement.title)).toBeVisible();
    await agree(page);
    await expect(start).toContainText(en.newSession.mayStart);
    await expect(startButton).toBeEnabled();
  });
});
