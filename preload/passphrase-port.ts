type Listener = (reply: unknown) => void;

export interface PassphraseWay {
  readonly send: (request: unknown, onReply: Listener) => void;
  readonly usePort: (port: MessagePort) => void;
}

/** The reply that a page gets when the process behind the port has gone before it answered. */
const processGone = { kind: 'failed', error: { code: 'internal/process-gone', details: {} } };

/**
 * The way of a passphrase, or the words of a sheet: from the page to the port that main handed over, whose other end is in
 * the vault process. Replies come in the order of the requests, each to whoever sent its own. A new port, of a new vault
 * process, takes the place of the one before, which answers nothing any more. Sent before there is a port, a request waits
 * for it; nothing of it is kept once it has been sent.
 */
export function createPassphraseWay(): PassphraseWay {
  let port: MessagePort | null = null;
  let waiting: (() => void)[] = [];
  /** Of what was sent and has no last reply yet, oldest first. */
  let listeners: Listener[] = [];

  function hear(reply: unknown): void {
    const [listener] = listeners;
    if (!isInterim(reply)) listeners = listeners.slice(1);
    listener?.(reply);
  }

  function giveUp(): void {
    const unanswered = listeners;
    listeners = [];
    for (const listener of unanswered) listener(processGone);
  }

  return {
    usePort: (given) => {
      giveUp();
      port = given;
      given.addEventListener('message', (event) => {
        if (port === given) hear(event.data);
      });
      given.addEventListener('close', () => {
        if (port !== given) return;
        port = null;
        giveUp();
      });
      given.start();
      const sending = waiting;
      waiting = [];
      for (const send of sending) send();
    },
    send: (request, listener) => {
      const sendOn = (): void => {
        listeners = [...listeners, listener];
        port?.postMessage(request);
      };
      if (port === null) waiting = [...waiting, sendOn];
      else sendOn();
    },
  };
}

/** Whether another reply follows this one (contract/passphrase-messages.ts). */
function isInterim(reply: unknown): boolean {
  return typeof reply === 'object' && reply !== null && 'kind' in reply && reply.kind === 'deriving';
}
