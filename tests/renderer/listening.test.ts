import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Listening } from '../../renderer/ui/listening.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function listen() {
  const said: number[] = [];
  const listening = new Listening((listenedMs) => {
    said.push(listenedMs);
    return Promise.resolve();
  });
  return { listening, said };
}

describe('counting for how long a recording plays', () => {
  it('says it when the recording has been still for half a minute, pauses left out', async () => {
    const { listening, said } = listen();
    listening.setPlaying(true);
    await vi.advanceTimersByTimeAsync(10_000);
    listening.setPlaying(false);
    await vi.advanceTimersByTimeAsync(20_000);
    listening.setPlaying(true);
    await vi.advanceTimersByTimeAsync(5000);
    listening.setPlaying(false);
    expect(said).toEqual([]);
    await vi.advanceTimersByTimeAsync(30_000);
    expect(said).toEqual([15_000]);
  });

  it('says it every five minutes of play', async () => {
    const { listening, said } = listen();
    listening.setPlaying(true);
    await vi.advanceTimersByTimeAsync(11 * 60_000);
    expect(said).toEqual([300_000, 300_000]);
    await listening.leave();
    expect(said).toEqual([300_000, 300_000, 60_000]);
    await vi.advanceTimersByTimeAsync(60 * 60_000);
    expect(said).toHaveLength(3);
  });

  it('says nothing of less than a second', async () => {
    const { listening, said } = listen();
    listening.setPlaying(true);
    await vi.advanceTimersByTimeAsync(900);
    await listening.leave();
    expect(said).toEqual([]);
  });

  it('says again what could not be said', async () => {
    let isRefused = true;
    const said: number[] = [];
    const listening = new Listening((listenedMs) => {
      if (isRefused) return Promise.reject(new Error('full disk'));
      said.push(listenedMs);
      return Promise.resolve();
    });
    listening.setPlaying(true);
    await vi.advanceTimersByTimeAsync(5000);
    await listening.tell();
    isRefused = false;
    await vi.advanceTimersByTimeAsync(2000);
    await listening.tell();
    expect(said).toEqual([7000]);
  });
});
