import { describe, expect, it } from 'vitest';
import { maximumUnacknowledgedPackets } from '../../../contract/limits.ts';
import { PacketSender } from '../../../renderer/capture/sender.ts';

const quiet = { peak: 0.25, rms: 0.125 };

function recorder() {
  const sequences: number[] = [];
  const bytes: Uint8Array[] = [];
  return {
    sequences,
    bytes,
    post: (packet: { sequence: number; bytes: Uint8Array }): void => {
      sequences.push(packet.sequence);
      bytes.push(packet.bytes);
    },
  };
}

function sendMany(sender: PacketSender, count: number): boolean[] {
  return Array.from({ length: count }, () => sender.send(new Uint8Array(80), quiet));
}

describe('sending packets', () => {
  it('numbers them from 0 without a gap, with the bytes and level they came with', () => {
    const messages: unknown[] = [];
    const sender = new PacketSender((packet) => messages.push(packet));
    sender.send(Uint8Array.of(1, 2), quiet);
    sender.send(Uint8Array.of(3), { peak: 1, rms: 0.5 });
    expect(messages).toEqual([
      { kind: 'packet', sequence: 0, bytes: Uint8Array.of(1, 2), level: quiet },
      { kind: 'packet', sequence: 1, bytes: Uint8Array.of(3), level: { peak: 1, rms: 0.5 } },
    ]);
  });

  it('refuses to send more than may be unacknowledged, and uses no number up for what it refused', () => {
    const { sequences, post } = recorder();
    const sender = new PacketSender(post);
    expect(sendMany(sender, maximumUnacknowledgedPackets).every(Boolean)).toBe(true);
    expect(sendMany(sender, 2)).toEqual([false, false]);
    sender.acknowledge(0);
    expect(sendMany(sender, 2)).toEqual([true, false]);
    expect(sequences).toEqual(Array.from({ length: maximumUnacknowledgedPackets + 1 }, (_, sequence) => sequence));
  });
});

describe('another recorder that takes over', () => {
  it('is sent what was not acknowledged, in order, and then what follows', () => {
    const first = recorder();
    const second = recorder();
    const sender = new PacketSender(first.post);
    sendMany(sender, 5);
    sender.acknowledge(1);
    sender.continueWith(second.post);
    sendMany(sender, 1);
    expect(first.sequences).toEqual([0, 1, 2, 3, 4]);
    expect(second.sequences).toEqual([2, 3, 4, 5]);
    expect(second.bytes.slice(0, 3)).toEqual(first.bytes.slice(2));
  });

  it('is sent nothing old when everything was acknowledged, or acknowledged twice', () => {
    const second = recorder();
    const sender = new PacketSender(recorder().post);
    sendMany(sender, 3);
    sender.acknowledge(2);
    sender.acknowledge(1);
    sender.continueWith(second.post);
    sendMany(sender, 1);
    expect(second.sequences).toEqual([3]);
  });
});
