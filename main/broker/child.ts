/** A process that a broker has started, and that runs until it ends itself or is killed. */
export interface Child<Port> {
  readonly post: (message: object, ports?: readonly Port[]) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  /** Ends it at once; it runs not one more instruction of its own and cannot refuse. */
  readonly kill: () => void;
  /** Resolves once the process has ended, for whatever reason, and its memory belongs to the system again. */
  readonly exited: Promise<void>;
}

/** One end of a channel that a broker keeps for itself. */
export interface OwnEnd {
  readonly post: (message: object) => void;
  readonly onMessage: (listener: (message: unknown) => void) => void;
  readonly close: () => void;
}
