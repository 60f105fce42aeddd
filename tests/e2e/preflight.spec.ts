import type { Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { en } from '../../renderer/ui/text/en.ts';
import { soundText } from '../../renderer/ui/text/sound-text.ts';
import { expect, makeDataFolder, RunningSotto, test } from '../support/app.ts';
import {
  agree,
  beginSession,
  choose,
  chooseTermsAndRoom,
  lineOf,
  passphrase,
  press,
  tabTo,
  type,
} from '../support/by-keyboard.ts';
import { judgeLook } from '../support/judge-look.ts';
import { openRecordings } from '../support/open-recordings.ts';
import { decodeSound } from '../support/sound-match.ts';
import { heading } from '../support/spoken-session.ts';
import { secondsWithTones, writeTone } from '../support/tones.ts';
import { startVirtualMicrophone, type VirtualMicrophone } from '../support/virtual-microphone.ts';

const roomHz = 440;
const callHz = 1000;

let dataFolder = '';
let folder = '';
let microphone: VirtualMicrophone;
let sotto: RunningSotto | null = null;

test.beforeEach(async () => {
  dataFolder = await makeDataFolder();
  folder = await mkdtemp(join(tmpdir(), 'sotto-tones-'));
  microphone = await startVirtualMicrophone({ sampleRateHz: 48_000, channelCount: 1 });
});

test.afterEach(async () => {
  await sotto?.close();
  sotto = null;
  await microphone.close();
  for (const made of [dataFolder, folder]) await rm(made, { recursive: true, force: true });
});

async function launch(): Promise<Page> {
  sotto = await RunningSotto.launch(dataFolder, microphone.environment);
  return sotto.page();
}

function checkLine(page: Page, name: string) {
  return page.getByRole('region', { name: soundText.checks }).getByRole('listitem').filter({ hasText: name });
}

/** What the page that holds a test gets when it asks for a microphone. */
async function microphoneOfHeldPage(): Promise<unknown> {
  return sotto?.electron.evaluate(({ webContents }) =>
    webContents
      .getAllWebContents()
      .find((contents) => contents.getURL().startsWith('sotto://capture/'))
      ?.executeJavaScript(
        "navigator.mediaDevices.getUserMedia({ audio: true }).then(() => 'open', (error) => error.name)",
      ),
  );
}

function playerTime(page: Page): Promise<number> {
  return page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.currentTime);
}

test('what a check heard is played, and a recording has the room and the call in it, by keyboard alone', async () => {
  test.setTimeout(240_000);
  const inRoom = await writeTone(folder, roomHz, 4);
  const onCall = await writeTone(folder, callHz, 4);
  const computer = await microphone.addComputerSound();
  const page = await launch();
  const play = page.getByRole('button', { name: soundText.play, exact: true });

  await test.step('prepare a session', async () => {
    await beginSession(page);
    await type(page, en.newSession.code, 'Kestrel-12');
    await press(page, en.newSession.add);
    await expect(lineOf(page, 'Kestrel-12')).toBeVisible();
    await chooseTermsAndRoom(page, 'Texas');
    await press(page, en.newSession.ask);
    await agree(page);
    await expect(checkLine(page, soundText.names.sound)).toContainText(soundText.notTried);
    await expect(checkLine(page, soundText.names.disk)).toContainText('left on this disk');
    await page.getByRole('region', { name: soundText.checks }).scrollIntoViewIfNeeded();
    await judgeLook(page, 'preflight-before');
  });

  await test.step('check the microphone, and choose it and the computer’s sound from what was found', async () => {
    await press(page, en.microphone.check);
    await expect(page.getByText(soundText.listening)).toBeVisible();
    await press(page, en.microphone.endCheck);
    await expect(page.getByText(en.microphone.heardNothing)).toBeVisible();
    await expect(checkLine(page, soundText.names.sound)).toContainText(soundText.nothingHeard);
    await choose(page, en.microphone.label, microphone.label);
    await choose(page, soundText.computer, computer.label);
    await page.getByRole('region', { name: soundText.checks }).scrollIntoViewIfNeeded();
    await judgeLook(page, 'preflight-silent');
  });

  await test.step('check again: each side has a level, and what was heard is played', async () => {
    await press(page, en.microphone.check);
    await expect(page.getByText(en.microphone.listening(microphone.label))).toBeVisible();
    const both = Promise.all([microphone.play(inRoom), computer.play(onCall)]);
    for (const label of [en.level.label, soundText.computerLevel]) {
      const meter = page.getByRole('meter', { name: label, exact: true });
      await expect.poll(async () => Number(await meter.getAttribute('aria-valuenow'))).toBeGreaterThan(50);
    }
    await judgeLook(page, 'preflight-listening');
    await both;
    await press(page, en.microphone.endCheck);
    await expect(play).toBeVisible();
    await page.getByRole('region', { name: soundText.checks }).scrollIntoViewIfNeeded();
    await judgeLook(page, 'preflight-heard');
    const heard = await microphone.overhear(async () => {
      await press(page, soundText.play);
      await expect(page.getByRole('button', { name: soundText.playing })).toBeVisible();
      await expect(play).toBeVisible({ timeout: 20_000 });
    });
    expect(secondsWithTones(heard, [roomHz, callHz])).toBeGreaterThan(1.5);
    expect(await microphoneOfHeldPage()).toBe('NotAllowedError');
    for (const name of ['microphone', 'sound', 'computer'] as const) {
      await expect(checkLine(page, soundText.names[name]).last()).toHaveAttribute('data-state', 'good');
    }
  });

  await test.step('start: the test is gone, and both sides are recorded with a level each', async () => {
    await press(page, en.newSession.start);
    await expect(page.getByRole('timer', { name: en.recording.elapsed })).toHaveText(/^0:0[1-9]$/);
    const both = Promise.all([microphone.play(inRoom), computer.play(onCall)]);
    for (const label of [en.level.label, soundText.computerLevel]) {
      const meter = page.getByRole('meter', { name: label, exact: true });
      await expect.poll(async () => Number(await meter.getAttribute('aria-valuenow'))).toBeGreaterThan(50);
    }
    await judgeLook(page, 'recording-two-sides');
    await both;
  });

  await test.step('the computer’s input goes: it is said, and the microphone goes on', async () => {
    await computer.unplug();
    await expect(page.locator('p', { hasText: soundText.computerMissing })).toBeVisible();
    await judgeLook(page, 'recording-side-missing');
    await microphone.play(inRoom);
    await computer.plugIn();
    await expect(page.locator('p', { hasText: soundText.computerMissing })).toBeHidden();
    await press(page, en.recording.stop);
    await expect(heading(page, en.after.heading)).toBeVisible();
    await tabTo(page, lineOf(page, 'Kestrel-12').getByRole('button', { name: en.after.keep }));
    await page.keyboard.press('Enter');
    await expect(lineOf(page, 'Kestrel-12')).toContainText(en.after.kept);
  });

  await test.step('play it, and hear both', async () => {
    await press(page, en.after.goToSession);
    const heard = await microphone.overhear(async () => {
      await press(page, en.player.play);
      await expect.poll(() => playerTime(page), { timeout: 30_000 }).toBeGreaterThan(7);
    });
    expect(secondsWithTones(heard, [roomHz, callHz])).toBeGreaterThan(1.5);
  });

  await test.step('in the vault are both at once, and the room alone after the input was gone', async () => {
    await sotto?.close();
    const [ogg = new Uint8Array()] = await openRecordings(join(dataFolder, 'vault'), passphrase);
    const recorded = await decodeSound(ogg);
    expect(secondsWithTones(recorded, [roomHz, callHz])).toBeGreaterThan(2.5);
    expect(secondsWithTones(recorded, [roomHz])).toBeGreaterThan(6.5);
  });
});

test('a microphone that is gone is said, with the one that is used instead', async () => {
  const page = await launch();
  await beginSession(page);
  await page.evaluate(async () => {
    const settings = await window.sotto.settings.get();
    if (settings.ok) await window.sotto.settings.set({ ...settings.value, microphone: 'Sold long ago' });
  });
  // The page is loaded anew to find what was chosen.
  await press(page, en.shell.settings);
  await expect(page.getByRole('combobox', { name: soundText.computer })).toBeVisible();
  await judgeLook(page, 'settings-sources');
  await press(page, en.shell.sessions);
  await press(page, en.sessions.newSession);
  await press(page, en.microphone.check);
  const line = checkLine(page, soundText.names.microphone).first();
  await expect(line).toContainText(soundText.absent('Sold long ago', microphone.label));
  await expect(line).toContainText(soundText.absentRemedy);
});
