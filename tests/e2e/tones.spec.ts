import { setTimeout as sleep } from 'node:timers/promises';
import { en } from '../../renderer/ui/text/en.ts';
import { warningGapMs } from '../../renderer/ui/when-tones-sound.ts';
import { expect, test } from '../support/app.ts';
import { press, tabTo } from '../support/by-keyboard.ts';
import { judgeLook } from '../support/judge-look.ts';
import { matchRateHz, type Sound } from '../support/sound-match.ts';
import { heading, SpokenSession } from '../support/spoken-session.ts';

test.describe.configure({ timeout: 240_000 });

let spoken: SpokenSession;

test.beforeEach(async () => {
  spoken = await SpokenSession.begin();
});

test.afterEach(async () => {
  await spoken.end();
});

/** A tenth of a second. */
const frame = matchRateHz / 10;

function loudest(sound: Sound): number {
  return sound.reduce((peak, sample) => Math.max(peak, Math.abs(sample)), 0);
}

/** In which tenths of a second there is a tone of this height (Goertzel), 0 at the first. */
function whereIs(hz: number, sound: Sound): number[] {
  const factor = 2 * Math.cos((2 * Math.PI * hz) / matchRateHz);
  const found: number[] = [];
  for (let at = 0; at + frame <= sound.length; at += frame) {
    let [last, beforeLast] = [0, 0];
    for (const sample of sound.subarray(at, at + frame)) {
      [last, beforeLast] = [sample + factor * last - beforeLast, last];
    }
    const amplitude = (2 / frame) * Math.sqrt(last ** 2 + beforeLast ** 2 - factor * last * beforeLast);
    if (amplitude > 0.05) found.push(at / frame);
  }
  return found;
}

/** How often it begins, where a second of quiet is between two. */
function countBursts(frames: readonly number[]): number {
  return frames.filter((at, index) => index === 0 || at - (frames[index - 1] ?? at) > 10).length;
}

async function tick(name: string): Promise<void> {
  await press(spoken.page, en.shell.settings);
  const box = spoken.page.getByRole('checkbox', { name });
  await tabTo(spoken.page, box);
  await spoken.page.keyboard.press('Space');
  await expect(box).toBeChecked();
  await expect(spoken.page.getByText(en.settings.saved)).toBeAttached();
}

/** Starts recording; what comes out of the computer meanwhile. */
async function start(): Promise<Sound> {
  return spoken.microphone.overhear(async () => {
    await spoken.record();
    await sleep(2500);
  });
}

async function stop(): Promise<Sound> {
  return spoken.microphone.overhear(async () => {
    await press(spoken.page, en.recording.stop);
    await spoken.untilNoneRuns();
    await sleep(2500);
  });
}

test('a recording starts and stops without a sound, and with a tone where it was chosen, also when locked', async () => {
  await test.step('off', async () => {
    expect(loudest(await start())).toBe(0);
    expect(loudest(await stop())).toBe(0);
  });

  await test.step('on: up at the start, down at the stop', async () => {
    await tick(en.sign.startStop);
    await spoken.page.getByText(en.sign.hint).scrollIntoViewIfNeeded();
    await judgeLook(spoken.page, 'settings-signs');
    const started = await start();
    const [low, high] = [whereIs(523, started), whereIs(784, started)];
    expect(low.length).toBeGreaterThan(0);
    expect(high.length).toBeGreaterThan(0);
    expect(high.at(-1) ?? 0).toBeGreaterThan(low.at(-1) ?? Infinity);
    const stopped = await stop();
    const [lowAgain, highAgain] = [whereIs(523, stopped), whereIs(784, stopped)];
    expect(lowAgain.length).toBeGreaterThan(0);
    expect(lowAgain.at(-1) ?? 0).toBeGreaterThan(highAgain.at(-1) ?? Infinity);
  });

  await test.step('locked: no start is heard of what runs already, and the stop is', async () => {
    await start();
    const locking = await spoken.microphone.overhear(async () => {
      spoken.page = await spoken.sotto.pageAfter(() => spoken.page.keyboard.press('ControlOrMeta+l'));
      await expect(heading(spoken.page, en.locked.title)).toBeVisible();
      await sleep(2000);
    });
    expect(loudest(locking)).toBe(0);
    expect(whereIs(523, await stop()).length).toBeGreaterThan(0);
    await spoken.unlock(spoken.page);
  });

  // Of the three recordings the first is silent, and the others heard their own beginning.
  const sounds = await spoken.soundsOnDisk();
  expect(sounds.map((sound) => whereIs(784, sound).length > 0)).toEqual([false, true, true]);
});

test('a microphone that hears nothing is warned of by a tone, not more often than every ten seconds', async () => {
  await tick(en.sign.warning);
  const warned = await spoken.microphone.overhear(async () => {
    await spoken.record();
    await sleep(2.5 * warningGapMs);
  });
  const bursts = countBursts(whereIs(660, warned));
  expect(bursts).toBeGreaterThanOrEqual(2);
  expect(bursts).toBeLessThanOrEqual(3);
  const stopped = await stop();
  expect([...whereIs(523, stopped), ...whereIs(784, stopped)]).toEqual([]);
});
