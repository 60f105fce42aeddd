import { mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkText } from '../../renderer/ui/text/check-text.ts';
import { copyText } from '../../renderer/ui/text/copy-text.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { logText } from '../../renderer/ui/text/log-text.ts';
import { rescueText } from '../../renderer/ui/text/rescue-text.ts';
import { expect, test } from '../support/app.ts';
import { press, tabTo, type } from '../support/by-keyboard.ts';
import { judgeLook } from '../support/judge-look.ts';
import { passphrase } from '../support/session-by-calls.ts';
import { heading, SpokenSession } from '../support/spoken-session.ts';
import { lock } from '../support/walkthrough.ts';

let spoken: SpokenSession;
test.beforeEach(async () => {
  spoken = await SpokenSession.begin();
});
test.afterEach(() => spoken.end());

async function recordOnce(): Promise<void> {
  await spoken.record();
  await spoken.speak(spoken.week);
  await press(spoken.page, en.recording.stop);
  await expect(heading(spoken.page, en.after.heading)).toBeVisible();
}

async function goTo(place: string): Promise<void> {
  await press(spoken.page, place, spoken.page.getByRole('navigation', { name: en.shell.places }));
  await expect(heading(spoken.page, place)).toBeVisible();
}

/** One byte in the middle of the sound of the first recording. */
async function damageSound(id: string): Promise<void> {
  const file = join(spoken.vaultFolder, 'recordings', id, '000000.audio');
  const bytes = await readFile(file);
  const place = Math.floor((await stat(file)).size / 2);
  bytes[place] = (bytes[place] ?? 0) ^ 1;
  await writeFile(file, bytes);
}

test('the log is narrowed and saved, the vault checked, and what is whole copied and opened, by keyboard', async () => {
  test.setTimeout(300_000);
  await recordOnce();
  await recordOnce();
  const { page } = spoken;
  const [damaged, whole] = await spoken.recordings();
  if (damaged === undefined || whole === undefined) throw new Error('there are no two recordings');

  await goTo(logText.rail);
  await expect(page.getByText('A recording began.').first()).toBeVisible();
  await judgeLook(page, 'log');
  await tabTo(page, page.getByRole('radio', { name: logText.groups.all }));
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('The vault was created.')).toHaveCount(0);
  await judgeLook(page, 'log-narrowed');
  const file = join(spoken.dataFolder, 'log.json');
  await spoken.sotto.answerSaveDialog(file);
  await press(page, logText.json);
  await expect(page.getByText(logText.saved, { exact: true }).first()).toBeVisible();
  await page.getByText(logText.digest).scrollIntoViewIfNeeded();
  await judgeLook(page, 'log-saved');
  const saved: unknown = JSON.parse(await readFile(file, 'utf8'));
  expect(saved).toMatchObject({ format: 'sotto-log', digest: expect.stringMatching(/^[0-9a-f]{64}$/) });

  await damageSound(damaged.id);
  await goTo(en.shell.settings);
  await press(page, checkText.button);
  await expect(heading(page, checkText.title)).toBeVisible();
  await judgeLook(page, 'check');
  await press(page, checkText.button);
  await expect(page.getByRole('list', { name: checkText.listLabel }).getByRole('listitem')).toHaveCount(1);
  await judgeLook(page, 'check-result');

  const copy = join(spoken.dataFolder, 'copy');
  await mkdir(copy);
  await spoken.sotto.answerFolderDialog(spoken.vaultFolder);
  await press(page, copyText.button);
  await expect(page.getByRole('alert')).toBeVisible();
  await page.getByRole('alert').scrollIntoViewIfNeeded();
  await judgeLook(page, 'copy-refused');
  await spoken.sotto.answerFolderDialog(copy);
  await press(page, copyText.button);
  await expect(page.getByText(copyText.done(1)).first()).toBeVisible();
  await page.getByText(copyText.deletions).scrollIntoViewIfNeeded();
  await judgeLook(page, 'copy-done');
  expect(await readdir(join(copy, 'recordings'))).toEqual([whole.id]);

  await spoken.sotto.answerFolderDialog(copy);
  const locked = await lock(spoken.sotto, page);
  await press(locked, en.locked.openAnother);
  await spoken.unlock(locked);
  expect(await spoken.recordings()).toMatchObject([
    { id: damaged.id, state: 'altered' },
    { id: whole.id, state: 'complete' },
  ]);
  await spoken.hearNewest();
});

test('a vault of which the list cannot be read opens with a new one, by keyboard', async () => {
  test.setTimeout(180_000);
  await recordOnce();
  await goTo(en.shell.settings);
  const sections = spoken.page.getByRole('main').getByRole('heading', { level: 2 });
  for (const [place, section] of (await sections.all()).entries()) {
    await section.evaluate((element) => element.scrollIntoView());
    await judgeLook(spoken.page, `settings-${place}`);
  }
  const locked = await lock(spoken.sotto, spoken.page);
  await writeFile(join(spoken.vaultFolder, 'index.1'), 'nothing that could be read');
  await type(locked, en.passphrase.label, passphrase);
  await press(locked, en.locked.unlock);
  await expect(locked.getByRole('heading', { name: rescueText.index.title })).toBeVisible();
  await judgeLook(locked, 'rescue');
  await locked.getByRole('heading', { name: rescueText.index.title }).scrollIntoViewIfNeeded();
  await type(locked, en.passphrase.label, passphrase);
  await press(locked, rescueText.index.act);
  await expect(heading(locked, en.sessions.title)).toBeVisible();
  await judgeLook(locked, 'rescued');
  spoken.page = locked;
  await spoken.hearNewest();
});
