import { describe, expect, it } from 'vitest';
import { packetDurationMs, packetSizeBytes } from '../../../contract/limits.ts';
import type { SideLevels } from '../../../contract/recording.ts';
import { silencePacket } from '../../../main/ogg/silence-packet.ts';
import { readWaveform } from '../../../main/vault/recording-levels.ts';
import { RecorderHere } from '../../support/recorder-here.ts';
import { recorderSetting, type RecorderSetting } from '../../support/recorder-setting.ts';

const sound = silencePacket(packetSizeBytes(48_000));
const levelOf = (peak: number) => ({ peak, rms: peak / 2 });

/** A recorder that has begun, of a microphone and the computer's sound. */
async function armed(setting: RecorderSetting, wanted: { microphone: string | null } = { microphone: null }) {
  const recorder = new RecorderHere();
  const sources = { ...wanted, computerSound: 'Calls', echoCancellation: true };
  recorder.attachVault({ ...setting.order(0), ...sources });
  await recorder.toVault.take('began');
  recorder.attachCapture();
  const { order } = await recorder.toCapture.take('order');
  let sequence = 0;
  return {
    recorder,
    order,
    send: (count: number, peak: number, sides: SideLevels = {}): void => {
      for (let sent = 0; sent < count; sent += 1) {
        recorder.nowMs += packetDurationMs;
        recorder.fromCapture({
          kind: 'packet',
          sequence,
          droppedBefore: 0,
          bytes: sound,
          level: levelOf(peak),
          ...sides,
        });
        sequence += 1;
      }
    },
    stop: async (): Promise<number> => {
      recorder.tellMain({ kind: 'stop' });
      recorder.fromCapture({ kind: 'stopped' });
      const { progress } = await recorder.toVault.take('finished');
      await recorder.ended;
      return progress.durationMs;
    },
  };
}

describe('a recording of two sides', () => {
  it('has the capture page listen to what the vault ordered', async () => {
    await using setting = await recorderSetting();
    const { order, stop } = await armed(setting);
    expect(order).toMatchObject({ mode: 'record', computerSound: 'Calls', echoCancellation: true });
    await stop();
  });

  it('shows how loud each side is, and keeps how loud both are together', async () => {
    await using setting = await recorderSetting();
    const { recorder, send, stop } = await armed(setting);
    send(10, 0.75, { microphoneLevel: levelOf(0.25), computerLevel: levelOf(0.5) });
    send(10, 0.75, { microphoneLevel: levelOf(0.5), computerLevel: levelOf(0.125) });
    expect(recorder.status()).toMatchObject({ level: levelOf(0.5), computerLevel: levelOf(0.5) });
    expect(recorder.status()).toMatchObject({ level: levelOf(0), computerLevel: levelOf(0) });
    const durationMs = await stop();
    const bars = await readWaveform(setting.files, [{ segment: 0, durationMs }], 1);
    expect(bars.map((bar) => bar?.toFixed(3))).toEqual(['0.750']);
  });

  it('says when the computer’s input has gone, and goes on', async () => {
    await using setting = await recorderSetting();
    const { recorder, send, stop } = await armed(setting);
    send(10, 0.5, { microphoneLevel: levelOf(0.5), computerLevel: levelOf(0.5) });
    send(10, 0.5, { microphoneLevel: levelOf(0.5), computerLevel: null });
    expect(recorder.status()).toMatchObject({ phase: 'recording', computerLevel: null });
    send(10, 0.5, { microphoneLevel: levelOf(0.5), computerLevel: levelOf(0.5) });
    expect(recorder.status()).toMatchObject({ phase: 'recording', computerLevel: levelOf(0.5) });
    await stop();
  });

  it('is told from a microphone that is dead: a voice on the call does not hide it', async () => {
    await using setting = await recorderSetting();
    const { recorder, send, stop } = await armed(setting);
    send(60, 0.5, { microphoneLevel: levelOf(0), computerLevel: levelOf(0.5) });
    expect(recorder.status()).toMatchObject({ warning: 'no-signal' });
    await stop();
  });

  it('says that another microphone is heard than the one that was chosen, and names none', async () => {
    await using setting = await recorderSetting();
    const { recorder, send, stop } = await armed(setting, { microphone: 'Sold long ago' });
    recorder.fromCapture({ kind: 'opened', current: 'Built-in', microphones: [] });
    send(1, 0.5);
    const status = recorder.status();
    expect(status.isOtherMicrophone).toBe(true);
    expect(JSON.stringify(status)).not.toContain('Built-in');
    await stop();
  });

  it('says nothing of the kind when the one that was chosen is heard, or none was', async () => {
    await using setting = await recorderSetting();
    const { recorder, send, stop } = await armed(setting, { microphone: 'Built-in' });
    recorder.fromCapture({ kind: 'opened', current: 'Built-in', microphones: [] });
    send(1, 0.5);
    expect(recorder.status()).not.toHaveProperty('isOtherMicrophone');
    await stop();
  });
});

describe('a recording of the microphone alone', () => {
  it('has no level of a computer’s sound', async () => {
    await using setting = await recorderSetting();
    const { recorder, send, stop } = await armed(setting);
    send(10, 0.5);
    expect(recorder.status()).not.toHaveProperty('computerLevel');
    await stop();
  });
});
