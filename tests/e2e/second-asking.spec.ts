import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { en } from '../../renderer/ui/text/en.ts';
import { erasingText } from '../../renderer/ui/text/erasing-text.ts';
import { expect, test } from '../support/app.ts';
import { press, type } from '../support/by-keyboard.ts';
import { judgeLook } from '../support/judge-look.ts';
import { heading, isHeardIn, SpokenSession } from '../support/spoken-session.ts';

let spoken: SpokenSession;

test.beforeEach(async () => {
  spoken = await SpokenSession.begin();
  await spoken.record();
  await spoken.speak(spoken.week);
});
test.afterEach(() => spoken.end());

test('by keys alone: a part is erased when asked again, and the rest is what was said', async () => {
  test.setTimeout(180_000);
  await spoken.speak(spoken.garden);
  await press(spoken.page, en.recording.stop);
  await expect(heading(spoken.page, en.after.heading)).toBeVisible();
  const [before] = await spoken.recordings();
  if (before === undefined) throw new Error('nothing was recorded');
  await press(spoken.page, erasingText.act);
  await expect(spoken.page.getByRole('button', { name: en.player.play, exact: true })).toBeVisible();
  await judgeLook(spoken.page, 'erase-part');
  // The second passage and what is before it to the end of the first, which is in the first half.
  const half = Math.floor(before.durationMs / 2000);
  await type(spoken.page, erasingText.from, String(half + 1));
  await type(spoken.page, erasingText.to, String(Math.floor(before.durationMs / 1000)));
  await press(spoken.page, erasingText.act);
  const question = spoken.page.getByRole('alertdialog');
  await expect(question).toBeVisible();
  await judgeLook(spoken.page, 'erase-part-question');
  await press(spoken.page, erasingText.act, question);
  await expect(heading(spoken.page, en.after.heading)).toBeVisible();
  await expect(spoken.page.getByText(erasingText.partErased)).toBeVisible();
  await judgeLook(spoken.page, 'part-erased');
  await press(spoken.page, en.after.goToSession);
  await expect(spoken.page.getByText(/there is silence: that part was erased/)).toBeVisible();
  await judgeLook(spoken.page, 'session-with-silence');
  await press(spoken.page, en.player.play);
  const at = () => spoken.page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.currentTime);
  await expect.poll(at).toBeGreaterThan(1);
  const [after] = await spoken.recordings();
  expect(after).toEqual(before);
  expect(await readdir(join(spoken.vaultFolder, 'recordings'))).not.toContain(before.id);
  const [sound] = await spoken.soundsOnDisk();
  expect(isHeardIn(spoken.week.sound, sound)).toBe(true);
  expect(isHeardIn(spoken.garden.sound, sound)).toBe(false);
});

test('by keys alone: whoever answers Destroy has the recording destroyed, and nothing of it is left', async () => {
  test.setTimeout(150_000);
  await press(spoken.page, en.recording.stop);
  await expect(heading(spoken.page, en.after.heading)).toBeVisible();
  await press(spoken.page, en.after.destroy);
  const question = spoken.page.getByRole('alertdialog');
  await expect(question).toBeVisible();
  await judgeLook(spoken.page, 'destroy-question');
  await press(spoken.page, en.after.destroy, question);
  await expect(heading(spoken.page, en.after.destroyedTitle)).toBeVisible();
  await judgeLook(spoken.page, 'destroyed');
  expect(await readdir(join(spoken.vaultFolder, 'recordings'))).toEqual([]);
  expect(await spoken.recordings()).toEqual([]);
});
