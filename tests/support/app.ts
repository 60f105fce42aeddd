import { expect as plainExpect, test as base, _electron, type ElectronApplication, type Page } from '@playwright/test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** Waits as long in the fault suite and the soak, which no runner gives its settings, as in tests (playwright.config.ts). */
export const expect = plainExpect.configure({ timeout: 10_000 });

const root = resolve(import.meta.dirname, '../..');
const appPage = 'sotto://app/';

/** Sotto as people run it, built, in a real Electron, with a data folder of its own. */
export class RunningSotto {
  readonly electron: ElectronApplication;
  readonly dataFolder: string;

  private constructor(electron: ElectronApplication, dataFolder: string) {
    this.electron = electron;
    this.dataFolder = dataFolder;
  }

  /** Starts it on `dataFolder`; `environment` is added to the test's own. */
  static async launch(
    dataFolder: string,
    environment: Readonly<Record<string, string>> = {},
    switches: readonly string[] = [],
  ): Promise<RunningSotto> {
    const executablePath = process.env['SOTTO_ELECTRON'];
    if (executablePath === undefined) throw new Error('Run this with: npm run dev:exec -- npm run e2e');
    const inherited = Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined);
    const electron = await _electron.launch({
      executablePath,
      args: [root, ...switches],
      // Without this Playwright would switch the sandbox off.
      chromiumSandbox: true,
      env: {
        ...Object.fromEntries(inherited),
        // Of the test, and not of the computer that it runs on.
        SOTTO_POLICY: join(dataFolder, 'policy.json'),
        ...environment,
        SOTTO_DATA: dataFolder,
      },
    });
    return new RunningSotto(electron, dataFolder);
  }

  /** The page of the app window that is open now; after a lock it is another than before. */
  page(): Promise<Page> {
    return this.#pageUnlike(new Set());
  }

  /** Does what ends the app window's page, and gives the page that takes its place. */
  async pageAfter(act: () => Promise<unknown>): Promise<Page> {
    const old = new Set(this.#pages());
    // The page may be gone before Playwright has heard that the click in it was done: then the click was done.
    await act().catch((error: unknown) => {
      if (!/Target (crashed|page, context or browser has been closed)/.test(String(error))) throw error;
    });
    return this.#pageUnlike(old);
  }

  /** Asked for again and again, since a window is there before its page has its address. */
  async #pageUnlike(old: ReadonlySet<Page>): Promise<Page> {
    const found = () => this.#pages().findLast((page) => !old.has(page));
    await expect.poll(found, { timeout: 30_000 }).toBeDefined();
    const page = found();
    if (page === undefined) throw new Error('the page has gone again');
    await page.waitForLoadState();
    return page;
  }

  /** Process number of the app window's page, as main sees it. */
  pageProcess(): Promise<number> {
    return this.electron.evaluate(({ webContents }) => {
      const pages = webContents.getAllWebContents().filter((contents) => contents.getURL().startsWith('sotto://app/'));
      return pages.at(-1)?.getOSProcessId() ?? 0;
    });
  }

  /** Process numbers of Sotto's own processes of this name: `Sotto vault`, `Sotto recorder`. */
  processesNamed(name: string): Promise<number[]> {
    return this.electron.evaluate(
      ({ app }, wanted) =>
        app
          .getAppMetrics()
          .filter((metric) => metric.name === wanted || metric.serviceName === wanted)
          .map(({ pid }) => pid),
      name,
    );
  }

  /** The next folder dialog answers `folder`, or that the person changed their mind. */
  async answerFolderDialog(folder: string | null): Promise<void> {
    await this.electron.evaluate(({ dialog }, picked) => {
      dialog.showOpenDialog = () =>
        Promise.resolve({ canceled: picked === null, filePaths: picked === null ? [] : [picked] });
    }, folder);
  }

  /** The next save dialog answers `file`. */
  async answerSaveDialog(file: string): Promise<void> {
    await this.electron.evaluate(({ dialog }, picked) => {
      dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: picked });
    }, file);
  }

  close(): Promise<void> {
    return this.electron.close();
  }

  /** `kill -9` of all of it at once, which asks nobody; returns when Playwright has seen that it is gone. */
  async kill(): Promise<void> {
    const closed = this.electron.waitForEvent('close');
    process.kill(-(this.electron.process().pid ?? NaN), 'SIGKILL');
    await closed;
  }

  #pages(): Page[] {
    return this.electron.windows().filter((page) => !page.isClosed() && page.url().startsWith(appPage));
  }
}

export function makeDataFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'sotto-e2e-'));
}

/** Whether a process is still there. */
export function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

/** Starts Sotto on a new data folder, uses it, closes it and removes the folder. */
export async function withSotto(
  switches: readonly string[],
  use: (sotto: RunningSotto) => Promise<void>,
): Promise<void> {
  const folder = await makeDataFolder();
  try {
    const sotto = await RunningSotto.launch(folder, {}, switches);
    await use(sotto);
    await sotto.close();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

interface Options {
  /** Chromium's switches that Sotto is started with; set them with `test.use`. */
  readonly switches: readonly string[];
}

export const test = base.extend<{ sotto: RunningSotto; page: Page }, Options>({
  switches: [[], { option: true, scope: 'worker' }],
  sotto: async ({ switches }, use) => withSotto(switches, use),
  page: async ({ sotto }, use) => use(await sotto.page()),
});
