import { describe, expect, it } from 'vitest';
import { packetDurationMs, packetsPerSecond } from '../../../contract/limits.ts';
import { SoundClock, type ClockedSound } from '../../../main/recorder-process/sound-clock.ts';

/** A clock that listens while time passes as the test says; packets are numbered. */
function listening() {
  let nowMs = 5000;
  let next = 0;
  const clock = new SoundClock<number>(() => nowMs);
  const placed: ClockedSound<number>[] = [];
  const hear = () => placed.push(...clock.hear(next++));
  return {
    clock,
    /** Sound in real time. `drift`: how much faster than ours the device's clock runs. */
    listen: (seconds: number, { drift = 0, jitterMs = 0 } = {}) => {
      for (let packet = 0; packet < seconds * packetsPerSecond; packet += 1) {
        nowMs += packetDurationMs * (1 - drift);
        // Delivered late by up to `jitterMs`, and the next one in time again.
        const lateMs = packet % 7 === 0 ? jitterMs : 0;
        nowMs += lateMs;
        hear();
        nowMs -= lateMs;
      }
    },
    atOnce: (seconds: number) => {
      for (let packet = 0; packet < seconds * packetsPerSecond; packet += 1) hear();
    },
    wait: (ms: number) => {
      nowMs += ms;
    },
    end: () => {
      placed.push(...clock.release());
      return {
        missing: placed.flatMap((sound, place) => ('missing' in sound ? [{ place, packets: sound.missing }] : [])),
        heard: placed.flatMap((sound) => ('packet' in sound ? [sound.packet] : [])),
      };
    },
  };
}

const inOrder = (count: number) => Array.from({ length: count }, (_, packet) => packet);

describe('sound that comes in time', () => {
  it('is placed at once, in order, and nothing is missing', () => {
    const { listen, end } = listening();
    listen(30);
    expect(end()).toEqual({ missing: [], heard: inOrder(30 * packetsPerSecond) });
  });

  it.each([
    ['delivered up to 400 ms late', { jitterMs: 400 }],
    ['of a device whose clock runs 200 parts in a million fast', { drift: 0.0002 }],
    ['of a device whose clock runs 200 parts in a million slow', { drift: -0.0002 }],
  ])('and is %s has no gaps in an hour', (_, how) => {
    const { listen, end } = listening();
    listen(3600, how);
    expect(end().missing).toEqual([]);
  });
});

describe('a wait', () => {
  it.each([600, 1000, 5000, 60_000])('of %i ms in which sound was lost is as long in the recording', (lostMs) => {
    const { listen, wait, end } = listening();
    listen(3);
    wait(lostMs);
    listen(3);
    const { missing, heard } = end();
    expect(missing).toEqual([{ place: 3 * packetsPerSecond, packets: lostMs / packetDurationMs }]);
    expect(heard).toEqual(inOrder(6 * packetsPerSecond));
  });

  it('after which everything comes that was held up is no gap', () => {
    const { listen, wait, atOnce, end } = listening();
    listen(3);
    wait(4000);
    atOnce(4);
    listen(3);
    expect(end()).toEqual({ missing: [], heard: inOrder(10 * packetsPerSecond) });
  });

  it('after which a part comes that was held up is a gap of the rest', () => {
    const { listen, wait, atOnce, end } = listening();
    listen(3);
    wait(4000);
    atOnce(1);
    listen(3);
    expect(end().missing).toEqual([{ place: 3 * packetsPerSecond, packets: 3 * packetsPerSecond }]);
  });

  it('before the first sound is none', () => {
    const { listen, wait, end } = listening();
    wait(9000);
    listen(2);
    expect(end().missing).toEqual([]);
  });

  it('soon after the first sound is measured as any other', () => {
    const { listen, wait, end } = listening();
    listen(0.2);
    wait(2000);
    listen(2);
    expect(end().missing).toEqual([{ place: 10, packets: 100 }]);
  });
});

it('sound that is lost in pieces too short to be noticed is filled in within ten seconds of a quarter of a second', () => {
  const { listen, wait, end } = listening();
  listen(10);
  for (let loss = 0; loss < 10; loss += 1) {
    listen(1);
    wait(60);
  }
  listen(20);
  const packets = end().missing.reduce((sum, one) => sum + one.packets, 0);
  expect(Math.abs(packets * packetDurationMs - 600)).toBeLessThanOrEqual(250);
});

describe('sound that comes in bursts', () => {
  it('of more than half a second is placed all the same', () => {
    const { wait, atOnce, end } = listening();
    for (let burst = 0; burst < 20; burst += 1) {
      wait(600);
      atOnce(0.6);
    }
    const { heard } = end();
    expect(heard).toHaveLength(600);
  });

  it('and was held up before the clock began does not hide what is lost later', () => {
    const { atOnce, listen, wait, end } = listening();
    atOnce(30);
    listen(60);
    wait(10_000);
    listen(3);
    const { missing } = end();
    expect(missing).toEqual([{ place: 90 * packetsPerSecond, packets: 500 }]);
  });
});

describe('catching up', () => {
  it('counts from the start of a clock that was begun before any sound', () => {
    const { clock, wait } = listening();
    clock.start();
    wait(3000);
    expect(clock.catchUp()).toBe(150);
  });

  it('counts what is missing until now, once', () => {
    const { clock, listen, wait } = listening();
    listen(3);
    wait(2000);
    expect(clock.missing).toBe(100);
    expect(clock.catchUp()).toBe(100);
    expect(clock.catchUp()).toBe(0);
  });

  it('leaves silence out that was added before', () => {
    const { clock, listen, wait } = listening();
    listen(3);
    clock.addSilence(20);
    wait(2000);
    expect(clock.catchUp()).toBe(80);
  });
});
