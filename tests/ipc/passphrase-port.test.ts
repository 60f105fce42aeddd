import { afterEach, describe, expect, it } from 'vitest';
import { createPassphraseWay } from '../../preload/passphrase-port.ts';

const ports: MessagePort[] = [];

function channel(): MessageChannel {
  const made = new MessageChannel();
  ports.push(made.port1, made.port2);
  return made;
}

afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

function nextOn(port: MessagePort): Promise<unknown> {
  return new Promise((resolve) => {
    port.onmessage = (event) => resolve(event.data);
  });
}

describe('the way of a passphrase', () => {
  it('is the port, there and back, until the last reply', async () => {
    const way = createPassphraseWay();
    const { port1, port2 } = channel();
    way.usePort(port1);
    const arrived = nextOn(port2);
    const replies: unknown[] = [];
    const done = new Promise<void>((resolve) =>
      way.send({ kind: 'unlock', passphrase: 'a passphrase' }, (reply) => {
        replies.push(reply);
        if (replies.length === 2) resolve();
      }),
    );
    expect(await arrived).toEqual({ kind: 'unlock', passphrase: 'a passphrase' });
    port2.postMessage({ kind: 'deriving', expectedMs: 5 });
    port2.postMessage({ kind: 'opened' });
    port2.postMessage({ kind: 'opened' });
    await done;
    expect(replies).toEqual([{ kind: 'deriving', expectedMs: 5 }, { kind: 'opened' }]);
  });

  it('waits for the port when the page was quicker', async () => {
    const way = createPassphraseWay();
    const { port1, port2 } = channel();
    const arrived = nextOn(port2);
    way.send({ kind: 'create', passphrase: 'a passphrase' }, () => undefined);
    way.usePort(port1);
    expect(await arrived).toEqual({ kind: 'create', passphrase: 'a passphrase' });
  });

  it('ends with a failure when the process behind it has gone', async () => {
    const way = createPassphraseWay();
    const { port1, port2 } = channel();
    way.usePort(port1);
    const reply = new Promise((resolve) => way.send({ kind: 'unlock', passphrase: 'a passphrase' }, resolve));
    port2.close();
    expect(await reply).toEqual({ kind: 'failed', error: { code: 'internal/process-gone', details: {} } });
  });

  it('is the newest port', async () => {
    const way = createPassphraseWay();
    const old = channel();
    const renewed = channel();
    way.usePort(old.port1);
    way.usePort(renewed.port1);
    const arrived = nextOn(renewed.port2);
    way.send({ kind: 'unlock', passphrase: 'a passphrase' }, () => undefined);
    expect(await arrived).toMatchObject({ kind: 'unlock' });
  });

  it('gives each of two requests its own last reply', async () => {
    const way = createPassphraseWay();
    const { port1, port2 } = channel();
    way.usePort(port1);
    const first = new Promise((resolve) => way.send({ kind: 'make-sheet' }, resolve));
    const second = new Promise((resolve) => way.send({ kind: 'drop-sheet' }, resolve));
    port2.postMessage({ kind: 'sheet' });
    port2.postMessage({ kind: 'done' });
    expect(await Promise.all([first, second])).toEqual([{ kind: 'sheet' }, { kind: 'done' }]);
  });

  it('ends what the port before was to answer when there is a new one', async () => {
    const way = createPassphraseWay();
    way.usePort(channel().port1);
    const reply = new Promise((resolve) => way.send({ kind: 'unlock', passphrase: 'a passphrase' }, resolve));
    way.usePort(channel().port1);
    expect(await reply).toMatchObject({ kind: 'failed', error: { code: 'internal/process-gone' } });
  });
});
