import { describe, expect, it } from 'vitest';
import type { FromCapture } from '../../../contract/capture-messages.ts';
import { maximumUnacknowledgedPackets } from '../../../contract/limits.ts';
import { PacketSender } from '../../../renderer/capture/sender.ts';

const quiet = { peak: 0.25, rms: 0.125 };

function recorder() {
  const sequences: number[] = [];
  const bytes: Uint8Array[] = [];
  const continued: FromCapture[] = [];
  return {
    sequences,
    bytes,
    post: (message: FromCapture): void => {
      if (message.kind === 'continue') continued.push(message);
      if (message.kind !== 'packet') return;
      sequences.push(message.sequence);
      bytes.push(message.bytes);
    },
    continued,
  };
}

function sendMany(sender: PacketSender, count: number): void {
  for (let sent = 0; sent < count; sent += 1) sender.send(new Uint8Array(80), quiet);
}

describe('sending packets', () => {
  it('numbers them from 0 without a gap, with the bytes and level they came with', () => {
    const messages: unknown[] = [];
    const sender = new PacketSender((packet) => messages.push(packet));
    sender.send(Uint8Array.of(1, 2), quiet);
    sender.send(Uint8Array.of(3), { peak: 1, rms: 0.5 });
    expect(messages).toEqual([
      { kind: 'packet', sequence: 0, droppedBefore: 0, bytes: Uint8Array.of(1, 2), level: quiet },
      { kind: 'packet', sequence: 1, droppedBefore: 0, bytes: Uint8Array.of(3), level: { peak: 1, rms: 0.5 } },
    ]);
  });

  it('drops what comes when a minute of sound waits, and says how much before the next packet', () => {
    const messages: FromCapture[] = [];
    const sender = new PacketSender((message) => messages.push(message));
    sendMany(sender, maximumUnacknowledgedPackets + 2);
    expect(messages).toHaveLength(maximumUnacknowledgedPackets);
    sender.acknowledge(0, 1);
    sendMany(sender, 2);
    expect(messages).toHaveLength(maximumUnacknowledgedPackets + 1);
    expect(messages.at(-1)).toMatchObject({ sequence: maximumUnacknowledgedPackets, droppedBefore: 2 });
  });
});

describe('another recorder that takes over', () => {
  it('is sent what was not acknowledged, in order, and then what follows', () => {
    const first = recorder();
    const second = recorder();
    const sender = new PacketSender(first.post);
    sendMany(sender, 5);
    sender.acknowledge(1, 7);
    sender.continueWith(second.post);
    sendMany(sender, 1);
    expect(second.continued).toEqual([{ kind: 'continue', sequence: 2, position: 7 }]);
    expect(first.sequences).toEqual([0, 1, 2, 3, 4]);
    expect(second.sequences).toEqual([2, 3, 4, 5]);
    expect(second.bytes.slice(0, 3)).toEqual(first.bytes.slice(2));
  });

  it('is sent nothing old when everything was acknowledged, or acknowledged twice', () => {
    const second = recorder();
    const sender = new PacketSender(recorder().post);
    sendMany(sender, 3);
    sender.acknowledge(2, 3);
    sender.acknowledge(2, 3);
    sender.continueWith(second.post);
    sendMany(sender, 1);
    expect(second.continued).toEqual([{ kind: 'continue', sequence: 3, position: 3 }]);
    expect(second.sequences).toEqual([3]);
  });
});
