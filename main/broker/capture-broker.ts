/** The hidden page that hears the microphone, from its opening to its end. */
export interface CaptureView<Port> {
  /** What Chromium's permission questions name it by. */
  readonly webContentsId: number;
  /** Hands the page a port, as soon as it has loaded. */
  readonly give: (port: Port) => void;
  readonly onGone: (listener: () => void) => void;
  readonly destroy: () => void;
}

/** Held by whoever the capture window works for at the moment. */
export interface Capture<Port> {
  /** Hands the page another port: whoever it works for now. */
  readonly give: (port: Port) => void;
  /** Ends the page, and the microphone with it. */
  readonly close: () => void;
  /** The page stays, and may not open the microphone again. */
  readonly disarm: () => void;
}

/**
 * Opens the capture window, one at a time, and knows which one may have the microphone: the one that is open now, and
 * only because the vault process granted it.
 */
export class CaptureBroker<Port> {
  readonly #openView: () => CaptureView<Port>;
  #view: CaptureView<Port> | null = null;
  #isArmed = false;

  constructor(openView: () => CaptureView<Port>) {
    this.#openView = openView;
  }

  /** Ends the capture before it, if any. `onGone` hears when the page ends and nobody has closed it. */
  open(port: Port, onGone: () => void): Capture<Port> {
    this.#close(this.#view);
    const view = this.#openView();
    this.#view = view;
    this.#isArmed = true;
    view.onGone(() => {
      if (this.#view !== view) return;
      this.#close(view);
      onGone();
    });
    view.give(port);
    return {
      give: (next) => view.give(next),
      close: () => this.#close(view),
      disarm: () => {
        if (this.#view === view) this.#isArmed = false;
      },
    };
  }

  /** Whether audio may be opened by the page in these web contents. */
  isArmed(webContentsId: number): boolean {
    return this.#isArmed && this.#view?.webContentsId === webContentsId;
  }

  #close(view: CaptureView<Port> | null): void {
    if (view === null || this.#view !== view) return;
    this.#view = null;
    view.destroy();
  }
}
