import type { Page } from '@playwright/test';
import type { ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RecordingStatus, RecordingSummary } from '../../contract/recording.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { expect, makeDataFolder, RunningSotto } from './app.ts';
import { judgeOgg } from './ogg-tools.ts';
import { openRecordings } from './open-recordings.ts';
import { consentedSession, openByPort, passphrase } from './session-by-calls.ts';
import { decodeSound, findSound, matchBar, matchRateHz, type Sound } from './sound-match.ts';
import { firstSentences, passages, speak } from './speech.ts';
import { startVirtualMicrophone, type VirtualMicrophone } from './virtual-microphone.ts';
import { leaveFirstRun } from './walkthrough.ts';

/** Some five seconds of speech: as a file to play into the microphone, and as it sounds. */
export interface Speech {
  readonly file: string;
  readonly sound: Sound;
}

interface SpeechOfAll {
  readonly week: Speech;
  readonly garden: Speech;
  readonly journey: Speech;
}

/** The heading of a place of the app. */
export function heading(page: Page, name: string) {
  return page.getByRole('heading', { level: 1, name, exact: true });
}

/** The recording as the app says that it stands, or null. */
export function shownRecording(page: Page): Promise<RecordingStatus | null> {
  return page.evaluate(async () => {
    const state = await window.sotto.app.getState();
    return state.ok ? state.value.recording : null;
  });
}

/** A vault with one session that everyone has agreed to record, and a voice before the microphone. */
export class SpokenSession {
  readonly dataFolder: string;
  readonly microphone: VirtualMicrophone;
  readonly week: Speech;
  readonly garden: Speech;
  readonly journey: Speech;
  sotto: RunningSotto;
  page: Page;
  sessionId = '';
  /** Playwright no longer tells it once it has ended. */
  #process: ChildProcess;

  private constructor(
    speech: SpeechOfAll,
    dataFolder: string,
    microphone: VirtualMicrophone,
    sotto: RunningSotto,
    page: Page,
  ) {
    this.week = speech.week;
    this.garden = speech.garden;
    this.journey = speech.journey;
    this.dataFolder = dataFolder;
    this.microphone = microphone;
    this.sotto = sotto;
    this.#process = sotto.electron.process();
    this.page = page;
  }

  /** The vault is open, its list of sessions on the screen. */
  static async begin(): Promise<SpokenSession> {
    const dataFolder = await makeDataFolder();
    const speech = await speechOfAll();
    const microphone = await startVirtualMicrophone({ sampleRateHz: 44_100, channelCount: 2 });
    const sotto = await RunningSotto.launch(dataFolder, microphone.environment);
    const spoken = new SpokenSession(speech, dataFolder, microphone, sotto, await sotto.page());
    expect(await openByPort(spoken.page, 'create')).toBeNull();
    spoken.sessionId = await consentedSession(spoken.page);
    await leaveFirstRun(spoken.page);
    await expect(heading(spoken.page, en.sessions.title)).toBeVisible();
    return spoken;
  }

  get vaultFolder(): string {
    return join(this.dataFolder, 'vault');
  }

  /** Starts recording from the session's own place, and waits for the first sound. */
  async record(): Promise<void> {
    await this.openSession();
    // The one button or the other is there by now; the heading may come after it.
    const again = this.page.getByRole('button', { name: en.session.recordAgain });
    if (await again.isVisible()) await again.click();
    await this.page.getByRole('button', { name: en.newSession.start }).click();
    await this.untilPhase('recording');
  }

  /** Says it into the microphone, to its end. */
  speak(speech: Speech): Promise<void> {
    return this.microphone.play(speech.file);
  }

  async untilPhase(phase: RecordingStatus['phase']): Promise<void> {
    const shown = async () => (await shownRecording(this.page))?.phase;
    await expect.poll(shown, { timeout: 20_000 }).toBe(phase);
  }

  async untilNoneRuns(): Promise<void> {
    await expect.poll(() => shownRecording(this.page)).toBeNull();
  }

  /** Process numbers of the hidden page that hears the microphone, and of everything that runs. */
  async processes(): Promise<{ readonly capture: number; readonly main: number; readonly all: number[] }> {
    const [capture, all] = await this.sotto.electron.evaluate(({ app, webContents }) => {
      const page = webContents.getAllWebContents().find((contents) => contents.getURL().startsWith('sotto://capture/'));
      return [page?.getOSProcessId() ?? 0, app.getAppMetrics().map(({ pid }) => pid)] as const;
    });
    return { capture, main: this.sotto.electron.process().pid ?? 0, all };
  }

  /** From the list to the newest session. */
  async openSession(): Promise<void> {
    await this.page.getByRole('navigation', { name: en.shell.places }).getByText(en.shell.sessions).click();
    await this.page.getByRole('list', { name: en.sessions.listLabel }).getByRole('button').first().click();
    await expect(
      this.page.getByRole('button', { name: new RegExp(`${en.session.recordAgain}|${en.newSession.start}`) }),
    ).toBeVisible();
  }

  /** What the vault says of the session's recordings, oldest first. */
  async recordings(): Promise<RecordingSummary[]> {
    const answer = await this.page.evaluate(() => window.sotto.sessions.list({ query: '' }));
    if (!answer.ok) throw new Error(answer.error.code);
    const found = answer.value.flatMap(({ recordings }) => recordings);
    return found.sort((one, other) => one.beganAtMs - other.beganAtMs);
  }

  /** The newest recording is played until it has come a second on. */
  async hearNewest(): Promise<void> {
    await this.openSession();
    await this.page.getByRole('button', { name: en.player.play, exact: true }).click();
    const at = () => this.page.locator('audio').evaluate((audio: HTMLAudioElement) => audio.currentTime);
    await expect.poll(at).toBeGreaterThan(1);
  }

  async unlock(page: Page): Promise<void> {
    this.page = page;
    await page.getByLabel(en.passphrase.label, { exact: true }).fill(passphrase);
    await page.getByRole('button', { name: en.locked.unlock, exact: true }).click();
    await expect(page.getByRole('navigation', { name: en.shell.places })).toBeVisible();
  }

  /** Starts Sotto again on what the last one left, and unlocks the vault. */
  async startAgain(): Promise<void> {
    this.sotto = await RunningSotto.launch(this.dataFolder, this.microphone.environment);
    this.#process = this.sotto.electron.process();
    await this.unlock(await this.sotto.page());
  }

  /**
   * Closes Sotto and opens each recording with the vault's own code: independent readers must have nothing to say
   * against it. As it sounds, oldest first.
   */
  async soundsOnDisk(): Promise<Sound[]> {
    await this.sotto.close();
    const sounds: Sound[] = [];
    for (const ogg of await openRecordings(this.vaultFolder, passphrase)) {
      expect((await judgeOgg(ogg)).complaints).toEqual([]);
      sounds.push(await decodeSound(ogg));
    }
    return sounds;
  }

  /** Whatever state it is in: a recording that still runs would ask before it lets Sotto be closed. */
  async end(): Promise<void> {
    if (this.#process.exitCode === null && this.#process.signalCode === null) {
      await this.sotto.kill();
    }
    await this.microphone.close();
    await rm(this.dataFolder, { recursive: true, force: true });
  }
}

/** What a crash may cost. */
export const mayBeLostMs = 2000;

/** What was said until `mayBeLostMs` before its end. */
export function mustBeKept(sound: Sound): Sound {
  return sound.subarray(0, sound.length - (mayBeLostMs / 1000) * matchRateHz);
}

/** Whether all of `wanted` is in `recorded`. */
export function isHeardIn(wanted: Sound, recorded: Sound | undefined): boolean {
  return recorded !== undefined && findSound(wanted, recorded).score > matchBar;
}

let speech: Promise<SpeechOfAll> | null = null;

/** Made once for all tests of a file. */
function speechOfAll(): Promise<SpeechOfAll> {
  speech ??= Promise.all([say(passages.week), say(passages.garden), say(passages.journey)]).then(
    ([week, garden, journey]) => ({
      week,
      garden,
      journey,
    }),
  );
  return speech;
}

async function say(passage: string): Promise<Speech> {
  const folder = await mkdtemp(join(tmpdir(), 'sotto-speech-'));
  const file = await speak(folder, firstSentences(passage));
  return { file, sound: await decodeSound(await readFile(file)) };
}
