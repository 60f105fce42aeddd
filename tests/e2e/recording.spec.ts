import { expect, test, type Page } from '@playwright/test';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDataFolder, RunningSotto } from '../support/app.ts';
import { judgeOgg } from '../support/ogg-tools.ts';
import { openRecordings } from '../support/open-recordings.ts';
import { decodeSound, findSound, matchBar, matchRateHz, shareFound, type Sound } from '../support/sound-match.ts';
import { firstSentences, passages, speak } from '../support/speech.ts';
import { startVirtualMicrophone, type VirtualMicrophone } from '../support/virtual-microphone.ts';
import {
  addParticipant,
  chooseTerms,
  createVault,
  giveConsent,
  lock,
  sayWhere,
  unlock,
} from '../support/walkthrough.ts';

const passphrase = 'seven herons over the quiet weir';
const codes = ['Kestrel-12', 'Wren-7'] as const;
const names = ['Agatha Example', 'Bernard Example'] as const;

let dataFolder = '';
let speechFolder = '';
let microphone: VirtualMicrophone;
let sotto: RunningSotto;

test.beforeEach(async () => {
  dataFolder = await makeDataFolder();
  speechFolder = await mkdtemp(join(tmpdir(), 'sotto-speech-'));
  microphone = await startVirtualMicrophone({ sampleRateHz: 44_100, channelCount: 2 });
  sotto = await RunningSotto.launch(dataFolder, microphone.environment);
});

test.afterEach(async () => {
  await sotto.close();
  await microphone.close();
  for (const folder of [dataFolder, speechFolder]) await rm(folder, { recursive: true, force: true });
});

async function soundIn(file: string): Promise<Sound> {
  return decodeSound(await readFile(file));
}

function playerTime(page: Page): Promise<number> {
  return page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.currentTime);
}

/** Plays from where the player stands, until it has come to `untilSeconds`. */
async function playUntil(page: Page, untilSeconds: number): Promise<void> {
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => playerTime(page), { timeout: 60_000 }).toBeGreaterThanOrEqual(untilSeconds);
}

test('a session is consented to, recorded, locked away, opened again and heard', async () => {
  test.setTimeout(240_000);
  const files = {
    week: await speak(speechFolder, passages.week),
    garden: await speak(speechFolder, firstSentences(passages.garden)),
    journey: await speak(speechFolder, firstSentences(passages.journey)),
  };
  const spoken = {
    week: await soundIn(files.week),
    garden: await soundIn(files.garden),
    journey: await soundIn(files.journey),
  };
  let page = await sotto.page();
  const heading = (name: string) => page.getByRole('heading', { level: 1, name, exact: true });

  await test.step('create a vault', async () => {
    await createVault(page, passphrase);
    await expect(heading('Sessions')).toBeVisible();
  });

  const start = page.getByRole('button', { name: 'Start recording' });
  await test.step('note the consent of everyone', async () => {
    await page.getByRole('button', { name: 'New session' }).click();
    await expect(start).toBeDisabled();
    await addParticipant(page, codes[0], 'Client');
    await addParticipant(page, codes[1], 'Therapist');
    await chooseTerms(page);
    await sayWhere(page);
    await giveConsent(page, codes[0], 'Supervision', names[0]);
    await expect(start).toBeDisabled();
    await giveConsent(page, codes[1], 'Supervision', names[1]);
    await expect(start).toBeEnabled();
  });

  await test.step('record, pause, resume, stop', async () => {
    const recordedTime = page.getByRole('timer', { name: 'Recorded time' });
    await start.click();
    // Sound has come once time passes.
    await expect(recordedTime).toHaveText(/^0:0[1-9]$/);
    await expect(heading('Recording')).toBeVisible();
    await microphone.play(files.week);
    await page.getByRole('button', { name: 'Pause' }).click();
    await expect(heading('Paused')).toBeVisible();
    const savedAtPause = await page.getByText(/^Saved up to/).innerText();
    await microphone.play(files.garden);
    // Time goes on in a pause, as silence; nothing is heard and nothing more is saved.
    await expect(page.getByText(savedAtPause)).toBeVisible();
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(heading('Recording')).toBeVisible();
    await expect(page.getByText(savedAtPause)).toBeHidden();
    await microphone.play(files.journey);
    await page.getByRole('button', { name: 'Stop recording' }).click();
    await expect(heading('Ask once more')).toBeVisible();
    for (const code of codes) {
      await page.getByRole('group', { name: code }).getByRole('button', { name: 'Keep' }).click();
    }
    await expect(page.getByText('Everyone has agreed to keep it.')).toBeVisible();
  });

  await test.step('lock and unlock', async () => {
    page = await lock(sotto, page);
    await expect(heading('Locked')).toBeVisible();
    for (const code of codes) await expect(page.getByText(code)).toHaveCount(0);
    await unlock(page, passphrase);
  });

  await test.step('play, and hear what was said', async () => {
    await page.getByRole('list', { name: 'Sessions, newest first' }).getByRole('button').first().click();
    const heard = await microphone.overhear(() => playUntil(page, 8));
    expect(shareFound(spoken.week.subarray(0, 6 * matchRateHz), heard)).toBeGreaterThan(0.5);
    expect(shareFound(spoken.journey, heard)).toBeLessThan(0.25);
  });

  await test.step('seek, and hear what was said there', async () => {
    await page.getByRole('button', { name: 'Pause', exact: true }).click();
    const position = page.getByRole('slider', { name: 'Position' });
    const lengthSeconds = Number(await position.getAttribute('max'));
    const journeySeconds = spoken.journey.length / matchRateHz;
    await position.fill(String(Math.floor(lengthSeconds - journeySeconds - 2)));
    const heard = await microphone.overhear(() => playUntil(page, lengthSeconds));
    expect(shareFound(spoken.journey, heard)).toBeGreaterThan(0.5);
    expect(shareFound(spoken.week.subarray(0, 6 * matchRateHz), heard)).toBeLessThan(0.25);
  });

  await test.step('what lies in the vault is what was said into the microphone', async () => {
    await sotto.close();
    const opened = await openRecordings(join(dataFolder, 'vault'), passphrase);
    expect(opened).toHaveLength(1);
    const ogg = opened[0] ?? new Uint8Array();
    const verdict = await judgeOgg(ogg);
    expect(verdict.complaints).toEqual([]);
    expect(verdict.playbackSeconds).toHaveLength(1);

    const recorded = await decodeSound(ogg);
    const week = findSound(spoken.week, recorded);
    const journey = findSound(spoken.journey, recorded);
    expect(week.score).toBeGreaterThan(matchBar);
    expect(journey.score).toBeGreaterThan(matchBar);
    expect(journey.atSeconds).toBeGreaterThan(week.atSeconds + spoken.week.length / matchRateHz);
    expect(findSound(spoken.garden, recorded).score).toBeLessThan(0.5);
  });
});
