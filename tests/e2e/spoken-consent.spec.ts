import type { Locator, Page } from '@playwright/test';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { en } from '../../renderer/ui/text/en.ts';
import { placeNames } from '../../renderer/ui/text/jurisdiction-text.ts';
import { spokenText } from '../../renderer/ui/text/spoken-consent-text.ts';
import { openVaultRooms } from '../../main/use-cases/open-vault-rooms.ts';
import { expect, makeDataFolder, RunningSotto, test } from '../support/app.ts';
import {
  agree,
  beginSession,
  chooseTermsAndRoom,
  lineOf,
  passphrase,
  press,
  startOf,
  tabTo,
  type,
} from '../support/by-keyboard.ts';
import { judgeLook } from '../support/judge-look.ts';
import { decodeSound, shareFound, type Sound } from '../support/sound-match.ts';
import { heading } from '../support/spoken-session.ts';
import { speak } from '../support/speech.ts';
import { startVirtualMicrophone, type VirtualMicrophone } from '../support/virtual-microphone.ts';

const client = 'Wren-7';
const partner = 'Heron-3';
const sentence = 'I have read this agreement, and I agree to this: supervision of the work that we do together here.';

let dataFolder = '';
let speechFolder = '';
let words: { readonly file: string; readonly sound: Sound };
let microphone: VirtualMicrophone;
let sotto: RunningSotto;
let page: Page;
let start: Locator;

test.beforeEach(async () => {
  dataFolder = await makeDataFolder();
  speechFolder = await mkdtemp(join(tmpdir(), 'sotto-speech-'));
  const file = await speak(speechFolder, sentence);
  words = { file, sound: await decodeSound(await readFile(file)) };
  microphone = await startVirtualMicrophone({ sampleRateHz: 48_000, channelCount: 1 });
  sotto = await RunningSotto.launch(dataFolder, microphone.environment);
  page = await sotto.page();
  start = startOf(page);
  await beginSession(page);
  for (const code of [client, partner]) {
    await type(page, en.newSession.code, code);
    await press(page, en.newSession.add);
    await expect(lineOf(page, code)).toBeVisible();
  }
  await chooseTermsAndRoom(page, placeNames['US-TX']);
});

test.afterEach(async () => {
  await sotto.close().catch(() => undefined);
  await microphone.close();
  for (const folder of [dataFolder, speechFolder]) await rm(folder, { recursive: true, force: true });
});

/** Recordings that have files in the vault. */
function foldersInVault(): Promise<string[]> {
  return readdir(join(dataFolder, 'vault', 'recordings')).catch(() => []);
}

/** The client ticks a purpose, comes to the tab by the arrow keys, and begins. */
async function beginToSpeak(): Promise<void> {
  await press(page, en.newSession.ask, lineOf(page, client));
  await expect(heading(page, en.agreement.title)).toBeVisible();
  await tabTo(page, page.getByRole('checkbox', { name: en.purposeTexts.supervision.name, exact: true }));
  await page.keyboard.press('Space');
  await tabTo(page, page.getByRole('tab', { name: en.agreement.typed }));
  for (let pressed = 0; pressed < 3; pressed += 1) await page.keyboard.press('ArrowRight');
  await expect(page.getByText(spokenText.sentence(en.purposeTexts.supervision.name))).toBeVisible();
  await press(page, spokenText.begin);
  await expect(page.getByText(spokenText.recording, { exact: true }).first()).toBeVisible();
}

/** Says the whole sentence and ends it with the key that began it. */
async function speakAndStop(): Promise<void> {
  await beginToSpeak();
  await microphone.play(words.file);
  await expect(page.getByRole('button', { name: spokenText.stop, exact: true })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText(/^Recorded, 0:0\d$/).first()).toBeVisible();
}

test('somebody agrees aloud, and what they said stands before the recording that everybody agreed to', async () => {
  test.setTimeout(240_000);

  await test.step('say it, with what is recorded on the screen', async () => {
    await beginToSpeak();
    await judgeLook(page, 'spoken-consent-recording');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: spokenText.again, exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(page.getByText(spokenText.recording, { exact: true }).first()).toBeVisible();
    await microphone.play(words.file);
    await press(page, spokenText.stop);
    await expect(page.getByText(/^Recorded, 0:0\d$/).first()).toBeVisible();
    expect(await foldersInVault()).toHaveLength(1);
    await judgeLook(page, 'spoken-consent-recorded');
  });

  await test.step('agree by it', async () => {
    await press(page, en.agreement.agree);
    await expect(heading(page, en.newSession.title)).toBeVisible();
    await expect(lineOf(page, client)).toContainText(en.newSession.consentGranted(en.purposeTexts.supervision.name));
    expect(await foldersInVault()).toHaveLength(1);
  });

  await test.step('everybody else agrees, and the session is recorded', async () => {
    await press(page, en.newSession.ask, lineOf(page, partner));
    await agree(page);
    await press(page, en.newSession.start, start);
    await expect(heading(page, en.recording.phases.recording)).toBeVisible();
    await expect(page.getByRole('timer', { name: en.recording.elapsed })).toHaveText(/^0:0[2-9]$/);
    await press(page, en.recording.stop);
    await expect(heading(page, en.after.heading)).toBeVisible();
    await press(page, en.after.goToSession);
    await expect(heading(page, en.session.heading(`${client} · ${partner}`))).toBeVisible();
  });

  await test.step('it is linked from the consent, and it is what was said', async () => {
    await tabTo(page, page.getByRole('tab', { name: en.session.listen }));
    await page.keyboard.press('ArrowLeft');
    await expect(page.getByText(en.session.methods.spoken)).toBeVisible();
    await judgeLook(page, 'spoken-consent-linked');
    await press(page, spokenText.hear);
    const passage = page.getByRole('button', { name: spokenText.consentOf(client) });
    await expect(passage).toHaveAttribute('aria-pressed', 'true');
    await expect(passage).toBeFocused();
    await expect(page.locator('.waveform rect').first()).toBeVisible();
    await judgeLook(page, 'spoken-consent-heard');
    const heard = await microphone.overhear(async () => {
      await press(page, en.player.play);
      const at = () => page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.currentTime);
      await expect.poll(at).toBeGreaterThan(3);
    });
    expect(shareFound(words.sound, heard)).toBeGreaterThan(0.3);
  });
});

test('what somebody said is destroyed, key and files, when somebody else refuses', async () => {
  test.setTimeout(180_000);
  await speakAndStop();
  await press(page, en.agreement.agree);
  await expect(heading(page, en.newSession.title)).toBeVisible();
  expect(await foldersInVault()).toHaveLength(1);

  await press(page, en.newSession.ask, lineOf(page, partner));
  await press(page, en.agreement.disagree);
  await expect(heading(page, en.newSession.title)).toBeVisible();
  await expect(lineOf(page, client)).toContainText(spokenText.wordsDestroyed);
  await judgeLook(page, 'spoken-consent-destroyed');
  expect(await foldersInVault()).toEqual([]);

  await sotto.close();
  const rooms = await openVaultRooms({
    kind: 'unlock',
    folder: join(dataFolder, 'vault'),
    passphrase,
    onDeriving: () => undefined,
    clock: { nowMs: () => Date.now(), monotonicMs: () => performance.now() },
    progress: [],
  });
  expect(rooms.vault.recordingIds).toEqual([]);
  rooms.catalog.close();
  rooms.vault.close();
});

test('what somebody was saying is destroyed when the vault is locked, and they are not said to have agreed', async () => {
  test.setTimeout(180_000);
  await beginToSpeak();
  const locked = await sotto.pageAfter(() => page.keyboard.press('Control+l'));
  await expect(heading(locked, en.locked.title)).toBeVisible();
  await expect.poll(() => sotto.processesNamed('Sotto recorder')).toEqual([]);
  await locked.getByLabel(en.passphrase.label, { exact: true }).fill(passphrase);
  await press(locked, en.locked.unlock);
  await expect(heading(locked, en.sessions.title)).toBeVisible();
  expect(await foldersInVault()).toEqual([]);
  await expect(locked.getByRole('region', { name: en.recovered.title })).toHaveCount(0);
});
