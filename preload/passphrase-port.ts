type Listener = (reply: unknown) => void;

export interface PassphraseWay {
  readonly send: (request: unknown, onReply: Listener) => void;
  readonly usePort: (port: MessagePort) => void;
}

/** The reply that a page gets when the process behind the port has gone before it answered. */
const processGone = { kind: 'failed', error: { code: 'internal/process-gone', details: {} } };

/**
 * The way of a passphrase, or the words of a sheet: from the page to the port that main handed over, whose other end is in the vault process. A
 * new port, of a new vault process, takes the place of the one before. Sent before there is a port, a request waits
 * for it; nothing is kept once it has been sent.
 */
export function createPassphraseWay(): PassphraseWay {
  let port: MessagePort | null = null;
  let waiting: (() => void) | null = null;
  let onReply: Listener | null = null;

  function hear(reply: unknown): void {
    const listener = onReply;
    if (!isInterim(reply)) onReply = null;
    listener?.(reply);
  }

  return {
    usePort: (given) => {
      port = given;
      given.addEventListener('message', (event) => hear(event.data));
      given.addEventListener('close', () => {
        if (port !== given) return;
        port = null;
        hear(processGone);
      });
      given.start();
      waiting?.();
      waiting = null;
    },
    send: (request, listener) => {
      onReply = listener;
      if (port === null) waiting = () => port?.postMessage(request);
      else port.postMessage(request);
    },
  };
}

/** Whether another reply follows this one (contract/passphrase-messages.ts). */
function isInterim(reply: unknown): boolean {
  return typeof reply === 'object' && reply !== null && 'kind' in reply && reply.kind === 'deriving';
}
