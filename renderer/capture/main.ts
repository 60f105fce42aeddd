import './without-eval.ts';
import {
  toCaptureSchema,
  type CaptureOrder,
  type FromCapture,
  type ToCapture,
} from '../../contract/capture-messages.ts';
import { channels } from '../../contract/method-names.ts';
import { toFailure } from '../../contract/sotto-error.ts';
import { Check } from './check.ts';
import { openMicrophone } from './microphone.ts';
import { Take } from './take.ts';

/** What this page does, once it has been told; it does one thing in its life. Null when that could not begin. */
let work: Promise<Check | Take | null> | null = null;

window.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (event.source !== window || event.data !== channels.capturePort || port === undefined) return;
  const post = (message: FromCapture): void => port.postMessage(message);
  port.addEventListener('message', ({ data }) => receive(data, post));
  port.start();
  // The first port comes with an order; a later one belongs to a recorder that takes over.
  void work?.then((begun) => begun instanceof Take && begun.continueWith(post));
});

function receive(data: unknown, post: (message: FromCapture) => void): void {
  const parsed = toCaptureSchema.safeParse(data);
  if (!parsed.success) {
    post({ kind: 'failed', error: 'request/invalid' });
    return;
  }
  const message = parsed.data;
  if (message.kind === 'order') work ??= begin(message.order, post);
  else void work?.then((begun) => begun !== null && obey(message, begun));
}

function obey(message: Exclude<ToCapture, { kind: 'order' }>, begun: Check | Take): void {
  if (message.kind === 'stop') begun.stop();
  if (begun instanceof Check) {
    if (message.kind === 'play') begun.play();
    return;
  }
  if (message.kind === 'ack') begun.acknowledge(message.sequence, message.position);
  if (message.kind === 'pause') begun.pause();
  if (message.kind === 'resume') begun.resume();
}

async function begin(order: CaptureOrder, post: (message: FromCapture) => void): Promise<Check | Take | null> {
  try {
    const microphone = await openMicrophone(order);
    post({ kind: 'opened', current: microphone.current, microphones: microphone.microphones });
    const begun = order.mode === 'check' ? new Check(microphone, post) : new Take(microphone, order.bitrateBps, post);
    begun.run();
    return begun;
  } catch (error) {
    post({ kind: 'failed', error: toFailure(error).code });
    return null;
  }
}
