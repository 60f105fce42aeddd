import { describe, expect, it } from 'vitest';
import type { Level } from '../../../contract/recording.ts';
import { SignalWatch } from '../../../main/recorder-process/signal-watch.ts';

const zeros: Level = { peak: 0, rms: 0 };
const room: Level = { peak: 0.002, rms: 0.0004 };
const voice: Level = { peak: 0.3, rms: 0.08 };
const overload: Level = { peak: 1, rms: 0.6 };

function hear(watch: SignalWatch, level: Level, packets: number): void {
  for (let packet = 0; packet < packets; packet += 1) watch.add(level);
}

describe('what the microphone gives', () => {
  it('is nothing at all after a second of exact zeros, and not a packet before', () => {
    const watch = new SignalWatch();
    hear(watch, zeros, 49);
    expect(watch.warning).toBeNull();
    hear(watch, zeros, 1);
    expect(watch.warning).toBe('no-signal');
  });

  it('is nothing at all when it is one constant level', () => {
    const watch = new SignalWatch();
    hear(watch, { peak: 0.25, rms: 0.25 }, 50);
    expect(watch.warning).toBe('no-signal');
    hear(watch, { peak: 1, rms: 1 }, 50);
    expect(watch.warning).toBe('no-signal');
  });

  it('is something again with the first sound', () => {
    const watch = new SignalWatch();
    hear(watch, zeros, 500);
    hear(watch, voice, 1);
    expect(watch.warning).toBeNull();
  });

  it('is something when it is the noise of the last bit of a device', () => {
    const watch = new SignalWatch();
    hear(watch, { peak: 2 ** -15, rms: 2 ** -15 * 0.7 }, 500);
    expect(watch.warning).toBeNull();
  });

  it('is a quiet room for a minute, of which nothing is said', () => {
    const watch = new SignalWatch();
    hear(watch, room, 2999);
    expect(watch.warning).toBeNull();
  });

  it('is very quiet after a minute below speech, which one word ends', () => {
    const watch = new SignalWatch();
    hear(watch, room, 3000);
    expect(watch.warning).toBe('very-quiet');
    hear(watch, voice, 1);
    expect(watch.warning).toBeNull();
  });

  it('is too loud after three packets in two seconds that are cut off, and for five seconds', () => {
    const watch = new SignalWatch();
    hear(watch, overload, 2);
    hear(watch, voice, 97);
    expect(watch.warning).toBeNull();
    hear(watch, overload, 1);
    expect(watch.warning).toBe('clipping');
    hear(watch, voice, 249);
    expect(watch.warning).toBe('clipping');
    hear(watch, voice, 1);
    expect(watch.warning).toBeNull();
  });

  it('is not too loud for one clap now and then', () => {
    const watch = new SignalWatch();
    for (let clap = 0; clap < 10; clap += 1) {
      hear(watch, overload, 1);
      hear(watch, voice, 99);
      expect(watch.warning).toBeNull();
    }
  });

  it('is forgotten when capture begins anew', () => {
    const watch = new SignalWatch();
    hear(watch, zeros, 49);
    watch.reset();
    hear(watch, zeros, 1);
    expect(watch.warning).toBeNull();
  });
});
