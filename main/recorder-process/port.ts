/** A message port, as much of one as the recorder needs; Electron's own in index.ts, a child's channel in tests. */
export interface Port {
  readonly post: (message: unknown) => void;
  /** `ports` came with the message. */
  readonly onMessage: (listener: (message: unknown, ports: readonly Port[]) => void) => void;
  /** The other side has closed its end, or has died. */
  readonly onClose: (listener: () => void) => void;
}
