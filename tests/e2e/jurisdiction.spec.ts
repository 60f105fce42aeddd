import { expect, test } from '../support/app.ts';
import { judgeLook } from '../support/judge-look.ts';
import { consentedSession, openByPort } from '../support/session-by-calls.ts';
import { addParticipant, createVault } from '../support/walkthrough.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { presenceText } from '../../renderer/ui/text/presence-text.ts';
import { jurisdictionText, placeNames } from '../../renderer/ui/text/jurisdiction-text.ts';

test('a page taken over cannot skip the duties that Nevada adds', async ({ sotto, page }) => {
  expect(await openByPort(page, 'create')).toBeNull();
  const sessionId = await consentedSession(page);
  const answer = await page.evaluate(async (id) => {
    await window.sotto.jurisdiction.place({ sessionId: id, room: 'US-NV' });
    return window.sotto.recordings.start({ sessionId: id });
  }, sessionId);
  const unconfirmed = Array.from({ length: 8 }, () => ({ code: 'duty-unconfirmed' }));
  expect(answer).toMatchObject({ ok: true, value: { outcome: 'refused', reasons: unconfirmed } });
  expect(await sotto.processesNamed('Sotto recorder')).toEqual([]);
});

test('the place of a session has nothing that axe objects to, in light or dark', async ({ page }) => {
  await createVault(page, 'seven herons over the quiet weir');
  await page.getByRole('button', { name: en.sessions.newSession }).click();
  await addParticipant(page, 'Kestrel-12', en.roleNames.client);
  await choose(jurisdictionText.room, placeNames['US-NV']);
  await choose(presenceText.presence, presenceText.presenceNames.remote);
  await choose(presenceText.place, placeNames['US-OR']);
  await addParticipant(page, 'Wren-7', en.roleNames.therapist);
  await expect(page.getByText('Sources differ about Oregon.')).toBeVisible();
  await page.getByRole('heading', { name: jurisdictionText.title }).scrollIntoViewIfNeeded();
  await judgeLook(page, 'new-session-place');
  await page.getByText(jurisdictionText.rule).evaluate((element) => element.scrollIntoView());
  await judgeLook(page, 'new-session-reading');
  await page.getByText(jurisdictionText.checksTitle).evaluate((element) => element.scrollIntoView());
  await judgeLook(page, 'new-session-duties');

  async function choose(label: string, place: string): Promise<void> {
    await page.getByRole('combobox', { name: label, exact: true }).click();
    await page.getByRole('option', { name: place, exact: true }).click();
  }
});
