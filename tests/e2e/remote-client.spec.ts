import { rm } from 'node:fs/promises';
import { expect, makeDataFolder, RunningSotto, test } from '../support/app.ts';
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
import { startVirtualMicrophone } from '../support/virtual-microphone.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { jurisdictionText, placeNames } from '../../renderer/ui/text/jurisdiction-text.ts';
import { presenceText } from '../../renderer/ui/text/presence-text.ts';

const client = 'Wren-7';
const therapist = 'Kestrel-12';

test('with a client in California and a room in Oregon everyone is asked, whoever is remote too', async () => {
  test.setTimeout(150_000);
  const dataFolder = await makeDataFolder();
  const microphone = await startVirtualMicrophone({ sampleRateHz: 48_000, channelCount: 1 });
  const sotto = await RunningSotto.launch(dataFolder, microphone.environment);
  const page = await sotto.page();
  const start = startOf(page);
  const startButton = start.getByRole('button', { name: en.newSession.start });
  await beginSession(page);

  await test.step('whoever is remote is somewhere', async () => {
    await type(page, en.newSession.code, client);
    await choose(page, presenceText.presence, presenceText.presenceNames.remote);
    await press(page, en.newSession.add);
    await expect(page.getByRole('alert')).toHaveText(presenceText.placeMissing);
    await judgeLook(page, 'remote-place-missing');
    await choose(page, presenceText.place, placeNames['US-CA']);
    await press(page, en.newSession.add);
    await expect(lineOf(page, client)).toContainText(presenceText.isFrom(placeNames['US-CA']));
    await type(page, en.newSession.code, therapist);
    await choose(page, en.newSession.role, en.roleNames.therapist);
    await choose(page, presenceText.presence, presenceText.presenceNames.here);
    await press(page, en.newSession.add);
    await expect(lineOf(page, therapist)).toContainText(en.roleNames.therapist);
  });

  await test.step('both places count, and the stricter reading is shown', async () => {
    await chooseTermsAndRoom(page, placeNames['US-OR']);
    const place = page.getByRole('region', { name: jurisdictionText.title });
    await expect(place).toContainText(jurisdictionText.rule);
    await expect(place).toContainText(jurisdictionText.strictest.everyone);
    await expect(place).not.toContainText(jurisdictionText.strictest['one-party']);
    await expect(place).toContainText('California: Penal Code 632');
    await expect(place).toContainText('Oregon: ORS 165.540');
    await judgeLook(page, 'remote-place');
    await place.getByText(jurisdictionText.rule).evaluate((element) => element.scrollIntoView());
    await judgeLook(page, 'remote-reading');
  });

  await test.step('the agreement of the room does not stand for whoever is remote', async () => {
    await press(page, en.newSession.ask, lineOf(page, therapist));
    await agree(page);
    await expect(start).toContainText(presenceText.gate.remoteMissing(client));
    await expect(start).not.toContainText(en.gate.consentMissing(client));
    await expect(startButton).toBeDisabled();
    expect(await refusalsOf(page)).toEqual(['remote-consent-missing']);
    await tabTo(page, start.getByRole('button', { name: presenceText.gate.ask(client) }));
    await judgeLook(page, 'remote-waits');
  });

  await test.step('their own agreement opens it, and recording starts', async () => {
    await page.keyboard.press('Enter');
    await expect(heading(page, en.agreement.title)).toBeVisible();
    await agree(page);
    await expect(start).toContainText(en.newSession.mayStart);
    await tabTo(page, startButton);
    await judgeLook(page, 'remote-may-start');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('timer', { name: en.recording.elapsed })).toHaveText(/^0:0[1-9]$/);
    await press(page, en.recording.stop);
    await expect(heading(page, en.after.heading)).toBeVisible();
  });

  await sotto.close();
  await microphone.close();
  await rm(dataFolder, { recursive: true });
});
