import { BrowserWindow, nativeTheme, type MessagePortMain, type Session, type WebContents } from 'electron';
import type { EventName, EventPayload } from '../../contract/methods.ts';
import { channels } from '../../contract/method-names.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { pagePreferences } from './page-preferences.ts';
import { pageUrls } from './page-files.ts';

/** Paper of design.md, so that nothing flashes before the page has drawn itself. */
const paper = { light: '#FAF8F4', dark: '#171614' };

export interface AppWindowParts {
  /** Asked for with each window: there is none before the app is ready. */
  readonly session: () => Session;
  readonly preload: string;
  /** A page has loaded and can be given its passphrase port. */
  readonly onLoaded: () => void;
  /** The page's process has ended and nobody asked it to. */
  readonly onCrashed: () => void;
  /** It was hidden or minimised. */
  readonly onHidden: () => void;
  /** False keeps the window; whoever says so asks the person. */
  readonly mayClose: () => boolean;
}

/** The one window that people see. Its page can be exchanged for one in a new process, in the same place. */
export class AppWindow {
  readonly #parts: AppWindowParts;
  #window: BrowserWindow | null = null;
  #hasLoaded = false;

  constructor(parts: AppWindowParts) {
    this.#parts = parts;
  }

  get window(): BrowserWindow | null {
    return this.#window;
  }

  get contents(): WebContents | null {
    return this.#window?.webContents ?? null;
  }

  open(): void {
    this.#window = this.#create(null);
  }

  /**
   * Ends the process of the page, and with it all that was on the screen and in its memory, and opens a new page in a new
   * window in the same place. On return the old process is gone; its empty frame stays until the new page can be seen.
   */
  async replace(): Promise<void> {
    const old = this.#window;
    // From here on a call of the old page is a stranger's.
    this.#window = null;
    if (old === null) return;
    await endProcessOf(old.webContents);
    this.#window = this.#create(old);
  }

  /** The passphrase port's end for the page. False when there is no page yet to take it. */
  givePassphrasePort(port: MessagePortMain): boolean {
    if (this.#window === null || !this.#hasLoaded) return false;
    this.#window.webContents.postMessage(channels.passphrasePort, null, [port]);
    return true;
  }

  get hasLoaded(): boolean {
    return this.#window !== null && this.#hasLoaded;
  }

  tell<E extends EventName>(event: E, payload: EventPayload<E>): void {
    this.contents?.send(channels.event, event, payload);
  }

  /**
   * Prints the page that is there now, as it prints itself, as a PDF.
   *
   * @throws `request/conflict` when there is no page, or by then another, as after a lock.
   */
  printerOfPage(): () => Promise<Uint8Array> {
    const page = this.contents;
    return async () => {
      if (page === null || page !== this.contents) throw new SottoError('request/conflict');
      const bytes = await page.printToPDF({ pageSize: 'A4', printBackground: false, generateTaggedPDF: true });
      if (page !== this.contents) throw new SottoError('request/conflict');
      return bytes;
    };
  }

  focus(): void {
    if (this.#window?.isMinimized() === true) this.#window.restore();
    this.#window?.focus();
  }

  #create(old: BrowserWindow | null): BrowserWindow {
    this.#hasLoaded = false;
    const window = new BrowserWindow({
      ...(old?.getNormalBounds() ?? { width: 1100, height: 760 }),
      minWidth: 720,
      minHeight: 560,
      show: false,
      title: 'Sotto',
      autoHideMenuBar: true,
      backgroundColor: nativeTheme.shouldUseDarkColors ? paper.dark : paper.light,
      webPreferences: pagePreferences(this.#parts.session(), this.#parts.preload),
    });
    // Where the system can keep a window out of screenshots and shared screens.
    window.setContentProtection(true);
    const { webContents } = window;
    webContents.on('dom-ready', () => {
      if (this.#window !== window) return;
      this.#hasLoaded = true;
      this.#parts.onLoaded();
    });
    webContents.on('render-process-gone', () => {
      if (this.#window === window) this.#parts.onCrashed();
    });
    const onHidden = (): void => {
      if (this.#window === window) this.#parts.onHidden();
    };
    window.on('hide', onHidden);
    window.on('minimize', onHidden);
    window.on('close', (event) => {
      if (!this.#parts.mayClose()) event.preventDefault();
    });
    window.on('closed', () => {
      if (this.#window === window) this.#window = null;
    });
    window.once('ready-to-show', () => takePlaceOf(old, window));
    webContents.once('did-fail-load', () => takePlaceOf(old, window));
    void window.loadURL(pageUrls.app);
    return window;
  }
}

function takePlaceOf(old: BrowserWindow | null, window: BrowserWindow): void {
  if (window.isDestroyed()) return;
  if (old?.isMaximized() === true) window.maximize();
  if (old?.isFullScreen() === true) window.setFullScreen(true);
  if (old?.isMinimized() === true) window.minimize();
  else if (old?.isFocused() === false) window.showInactive();
  else window.show();
  if (old !== null && !old.isDestroyed()) old.destroy();
}

/** SIGKILL, since a crash on purpose could leave the page's memory in a core file. */
async function endProcessOf(contents: WebContents): Promise<void> {
  const processId = contents.getOSProcessId();
  if (contents.isCrashed() || processId === 0) return;
  const gone = new Promise<void>((resolve) => contents.once('render-process-gone', () => resolve()));
  try {
    process.kill(processId, 'SIGKILL');
  } catch {
    // It has ended by itself, and Chromium is about to say so.
  }
  await gone;
}
