import type { Page } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { en } from '../../renderer/ui/text/en.ts';
import { expect, isAlive, RunningSotto } from './app.ts';
import { textCanary } from './canary.ts';
import { readAllBelow, type LeftFile } from './left-files.ts';
import { firstSentences, passages, speak } from './speech.ts';
import { heading, shownRecording } from './spoken-session.ts';
import { startVirtualMicrophone, type VirtualMicrophone } from './virtual-microphone.ts';
import { addParticipant, chooseTerms, createVault, giveConsent, lock, sayWhere, unlock } from './walkthrough.ts';

/** So that no other run and no other program can have written what is looked for. */
const mark = randomBytes(4).toString('hex');

/** All that people type in the course of a session; none of it may be found in any file. */
export const typed = {
  passphrase: `seven zymurgic herons ${mark}`,
  clientCode: `Quokka-${mark}-client`,
  therapistCode: `Numbat-${mark}-therapist`,
  clientName: `Zsofia Exemplar ${mark}`,
  therapistName: `Wilbur Exemplar ${mark}`,
  search: `quokka-${mark}`,
  notes: `Slept badly since Sunday ${mark}`,
};

export const typedCanaries = Object.entries(typed).map(([name, text]) => textCanary(name, text));

/** Folders that Sotto may write to, as docs/files.md names them; the fourth, `runtime`, is the sound server's as well. */
const ownPlaces = ['data', 'home', 'temp'] as const;

/** Sotto with a data folder, a home, a folder for temporary files and one for sockets that nobody else uses. */
export class TracedSession {
  readonly #folder: string;
  readonly #microphone: VirtualMicrophone;
  readonly #speech: string;
  /** The sound server's, which is no part of Sotto. */
  readonly #foreign: ReadonlySet<string>;
  readonly #said: Buffer[] = [];
  #running: { readonly sotto: RunningSotto; page: Page } | null = null;

  private constructor(folder: string, microphone: VirtualMicrophone, speech: string, foreign: ReadonlySet<string>) {
    this.#folder = folder;
    this.#microphone = microphone;
    this.#speech = speech;
    this.#foreign = foreign;
  }

  static async begin(): Promise<TracedSession> {
    const folder = await mkdtemp(join(tmpdir(), 'sotto-traced-'));
    for (const place of ownPlaces) await mkdir(join(folder, place));
    const microphone = await startVirtualMicrophone({ sampleRateHz: 48_000, channelCount: 1 });
    const speech = await speak(await mkdtemp(join(tmpdir(), 'sotto-speech-')), firstSentences(passages.week));
    const foreign = await readAllBelow(microphone.environment.XDG_RUNTIME_DIR);
    return new TracedSession(folder, microphone, speech, new Set(foreign.map(({ path }) => path)));
  }

  get vaultFolder(): string {
    return join(this.#folder, 'data', 'vault');
  }

  get temporaryFolder(): string {
    return join(this.#folder, 'temp');
  }

  /** Every line that Sotto's processes wrote to their standard output and error. */
  get said(): LeftFile {
    return { path: 'standard output and error', isFolder: false, bytes: Buffer.concat(this.#said) };
  }

  async start(): Promise<void> {
    const home = join(this.#folder, 'home');
    const sotto = await RunningSotto.launch(join(this.#folder, 'data'), {
      ...this.#microphone.environment,
      HOME: home,
      TMPDIR: join(this.#folder, 'temp'),
      XDG_CACHE_HOME: join(home, '.cache'),
      XDG_CONFIG_HOME: join(home, '.config'),
      XDG_DATA_HOME: join(home, '.local/share'),
      XDG_STATE_HOME: join(home, '.local/state'),
    });
    for (const stream of [sotto.electron.process().stdout, sotto.electron.process().stderr]) {
      stream?.on('data', (bytes: Buffer) => this.#said.push(bytes));
    }
    this.#running = { sotto, page: await sotto.page() };
  }

  /** A new vault, and a session in it that both have agreed to record. */
  async consent(): Promise<void> {
    const { page } = this.#app;
    await createVault(page, typed.passphrase);
    await page.getByRole('button', { name: en.sessions.newSession }).click();
    await addParticipant(page, typed.clientCode, en.roleNames.client);
    await addParticipant(page, typed.therapistCode, en.roleNames.therapist);
    await chooseTerms(page);
    await sayWhere(page);
    await giveConsent(page, typed.clientCode, en.purposeTexts.supervision.name, typed.clientName);
    await giveConsent(page, typed.therapistCode, en.purposeTexts.supervision.name, typed.therapistName);
  }

  /** Until what has been said is on the disk. */
  async record(): Promise<void> {
    await this.#app.page.getByRole('button', { name: en.newSession.start }).click();
    await this.#speakUntilSaved();
  }

  async pauseAndResume(): Promise<void> {
    const { page } = this.#app;
    await page.getByRole('button', { name: en.recording.pause }).click();
    await expect(heading(page, en.recording.phases.paused)).toBeVisible();
    await page.getByRole('button', { name: en.recording.resume }).click();
    await expect(heading(page, en.recording.title)).toBeVisible();
    await this.#speakUntilSaved();
  }

  async stopAndKeep(): Promise<void> {
    const { page } = this.#app;
    await page.getByRole('button', { name: en.recording.stop }).click();
    for (const code of [typed.clientCode, typed.therapistCode]) {
      await page.getByRole('group', { name: code }).getByRole('button', { name: en.after.keep }).click();
    }
    await expect(page.getByText(en.after.allKept)).toBeVisible();
  }

  async lockAndUnlock(): Promise<void> {
    const { sotto, page } = this.#app;
    const locked = await lock(sotto, page);
    await unlock(locked, typed.passphrase);
    this.#running = { sotto, page: locked };
  }

  /** Finds the session by a part of its client's code, and opens it. */
  async search(): Promise<void> {
    const { page } = this.#app;
    await page.getByLabel(en.sessions.search, { exact: true }).fill(typed.search);
    await expect(page.getByText(en.sessions.found(1))).toBeAttached();
    await page.getByRole('list', { name: en.sessions.listLabel }).getByRole('button').first().click();
  }

  async playAndSeek(): Promise<void> {
    const { page } = this.#app;
    const audio = page.locator('audio');
    const at = () => audio.evaluate((element: HTMLAudioElement) => element.currentTime);
    await page.getByRole('button', { name: en.player.play, exact: true }).click();
    await expect.poll(at).toBeGreaterThan(1);
    await page.getByRole('slider', { name: en.player.position }).fill('4');
    await expect.poll(at).toBeGreaterThan(4);
    await page.getByRole('button', { name: en.player.pause, exact: true }).click();
  }

  async takeNotes(): Promise<void> {
    const { page } = this.#app;
    await page.getByRole('tab', { name: en.session.notes }).click();
    await page.getByRole('button', { name: en.notes.begin }).click();
    await page.getByRole('textbox', { name: en.notes.field }).fill(typed.notes);
    await expect(page.getByRole('status', { name: en.notes.status }).getByText(/^Saved/)).toBeVisible();
  }

  async prepareAnother(): Promise<void> {
    await this.#app.page.getByRole('button', { name: en.session.recordAgain }).click();
  }

  async unlock(): Promise<void> {
    await unlock(this.#app.page, typed.passphrase);
  }

  async quit(): Promise<void> {
    await this.#app.sotto.close();
    this.#running = null;
  }

  /** `kill -9` of all of it at once; returns when nothing of it is left. */
  async kill(): Promise<void> {
    const { sotto } = this.#app;
    const all = await sotto.electron.evaluate(({ app }) => app.getAppMetrics().map(({ pid }) => pid));
    await sotto.kill();
    await expect.poll(() => all.filter(isAlive)).toEqual([]);
    this.#running = null;
  }

  /** Everything in every place that Sotto may write to, as it lies there now. */
  async files(): Promise<LeftFile[]> {
    const places = ownPlaces.map(async (place) => within(place, await readAllBelow(join(this.#folder, place))));
    const runtime = await readAllBelow(this.#microphone.environment.XDG_RUNTIME_DIR);
    const own = runtime.filter(({ path }) => !this.#foreign.has(path));
    return [...(await Promise.all(places)).flat(), ...within('runtime', own)];
  }

  async end(): Promise<void> {
    if (this.#running !== null) await this.kill();
    await this.#microphone.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  get #app() {
    if (this.#running === null) throw new Error('Sotto does not run');
    return this.#running;
  }

  async #speakUntilSaved(): Promise<void> {
    const { page } = this.#app;
    const savedMs = async () => (await shownRecording(page))?.savedMs ?? 0;
    await expect.poll(savedMs).toBeGreaterThan(0);
    await this.#microphone.play(this.#speech);
    const heardMs = (await shownRecording(page))?.elapsedMs ?? Infinity;
    await expect.poll(savedMs).toBeGreaterThan(heardMs);
  }
}

function within(place: string, files: readonly LeftFile[]): LeftFile[] {
  return files.map((file) => ({ ...file, path: `${place}/${file.path}` }));
}
