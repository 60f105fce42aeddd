import { cp, mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { en } from '../../renderer/ui/text/en.ts';
import { expect, makeDataFolder, RunningSotto, test } from '../support/app.ts';
import { refusalsOf } from '../support/by-keyboard.ts';
import { judgeLook } from '../support/judge-look.ts';
import { consentedSession, openByPort, passphrase } from '../support/session-by-calls.ts';
import { unlock } from '../support/walkthrough.ts';

/** Files of the index in `from`, its write-ahead log included, go to `to` in the place of what is there. */
async function takeIndex(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const ofIndex = async (folder: string) => (await readdir(folder)).filter((name) => name.startsWith('index.'));
  for (const name of await ofIndex(to)) await rm(join(to, name));
  for (const name of await ofIndex(from)) await cp(join(from, name), join(to, name));
}

test('an index from before a withdrawal is shown at unlock, and gives no consent back', async () => {
  test.setTimeout(120_000);
  const dataFolder = await makeDataFolder();
  const vault = join(dataFolder, 'vault');
  const aside = join(dataFolder, 'aside');
  let sotto = await RunningSotto.launch(dataFolder);
  let page = await sotto.page();
  expect(await openByPort(page, 'create')).toBeNull();
  const sessionId = await consentedSession(page);
  await sotto.close();
  await takeIndex(vault, aside);

  sotto = await RunningSotto.launch(dataFolder);
  page = await sotto.page();
  await unlock(page, passphrase);
  await page.evaluate(async (id) => {
    const session = await window.sotto.sessions.get({ sessionId: id });
    const personId = session.ok ? (session.value.participants[0]?.personId ?? '') : '';
    await window.sotto.consent.withdraw({ sessionId: id, personId, withdrawal: { scope: 'future' } });
  }, sessionId);
  expect(await refusalsOf(page)).toEqual(['consent-withdrawn']);
  await sotto.close();
  await takeIndex(aside, vault);

  sotto = await RunningSotto.launch(dataFolder);
  page = await sotto.page();
  await unlock(page, passphrase);
  await expect(page.getByText(en.noticeTexts['index-older'])).toBeVisible();
  await judgeLook(page, 'index-older');
  expect(await refusalsOf(page)).toEqual(['consent-withdrawn']);
  await sotto.close();
  await rm(dataFolder, { recursive: true, force: true });
});
