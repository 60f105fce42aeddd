import { act, cleanup, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import type { RecordingStatus } from '../../contract/recording.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { warningGapMs } from '../../renderer/ui/when-tones-sound.ts';
import { hearTones } from './support/fake-audio.ts';
import { statusOf } from './support/fake-data.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();
const ears = hearTones();

const start = [523, 784];
const stop = [784, 523];
const warning = [660, 660, 660];
const both = { startStop: true, warning: true };

async function open(state: Parameters<typeof renderApp>[0] = {}) {
  const page = renderApp(state);
  await screen.findByRole('heading', { level: 1 });
  const tell = async (more: Partial<RecordingStatus>) => {
    await act(async () => {
      page.fake.setStatus(statusOf(more));
      await vi.advanceTimersByTimeAsync(300);
    });
  };
  return { ...page, tell };
}

async function withFakeTime(act: () => Promise<void>): Promise<void> {
  vi.useFakeTimers({ shouldAdvanceTime: true });
  try {
    await act();
  } finally {
    cleanup();
    vi.useRealTimers();
  }
}

const pass = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms));

describe('tones', () => {
  it('sound once when a recording starts and once when it has stopped, and not at a pause', () =>
    withFakeTime(async () => {
      const { tell } = await open();
      await tell({ phase: 'starting', tones: both });
      expect(ears.playedHz()).toEqual([]);
      await tell({ phase: 'recording', tones: both });
      await tell({ phase: 'recording', elapsedMs: 250, tones: both });
      await tell({ phase: 'paused', tones: both });
      await tell({ phase: 'recording', tones: both });
      expect(ears.playedHz()).toEqual(start);
      ears.forget();
      await tell({ phase: 'stopping', tones: both });
      await tell({ phase: 'ended', tones: both });
      await pass(1000);
      expect(ears.playedHz()).toEqual(stop);
    }));

  it('are silent unless they were chosen', () =>
    withFakeTime(async () => {
      const { tell } = await open();
      for (const phase of ['starting', 'recording', 'stalled', 'recording', 'ended'] as const) await tell({ phase });
      await pass(warningGapMs);
      expect(ears.playedHz()).toEqual([]);
    }));

  it('say nothing of a recording that runs already when the page comes, as after a lock, but that it stops', () =>
    withFakeTime(async () => {
      const recording = statusOf({ tones: both });
      const { tell } = await open({ state: { phase: 'locked', recording } });
      await tell({ tones: both });
      expect(ears.playedHz()).toEqual([]);
      await tell({ phase: 'ended', tones: both });
      expect(ears.playedHz()).toEqual(stop);
    }));

  it('warn when nothing is heard, again every ten seconds while it lasts, and no longer', () =>
    withFakeTime(async () => {
      const { tell } = await open();
      await tell({ tones: { startStop: false, warning: true } });
      const silent = { warning: 'no-signal', tones: { startStop: false, warning: true } } as const;
      await tell(silent);
      await tell(silent);
      expect(ears.playedHz()).toEqual(warning);
      await pass(warningGapMs);
      expect(ears.playedHz()).toEqual([...warning, ...warning]);
      await tell({ tones: { startStop: false, warning: true } });
      await pass(3 * warningGapMs);
      expect(ears.playedHz()).toHaveLength(6);
    }));

  it('warn no sooner than ten seconds after the last warning, however often the sound comes and goes', () =>
    withFakeTime(async () => {
      const { tell } = await open();
      const tones = { startStop: false, warning: true };
      for (let times = 0; times < 4; times += 1) {
        await tell({ phase: 'stalled', tones });
        await tell({ phase: 'recording', tones });
      }
      expect(ears.playedHz()).toEqual(warning);
    }));

  it('warn once of a sound that is too loud, and never of a quiet room', () =>
    withFakeTime(async () => {
      const { tell } = await open();
      const tones = { startStop: false, warning: true };
      await tell({ warning: 'very-quiet', tones });
      await pass(2 * warningGapMs);
      expect(ears.playedHz()).toEqual([]);
      await tell({ warning: 'clipping', tones });
      await pass(2 * warningGapMs);
      expect(ears.playedHz()).toEqual(warning);
    }));

  it('warn when the recording breaks off', () =>
    withFakeTime(async () => {
      const { tell } = await open();
      await tell({ tones: both });
      ears.forget();
      await tell({ phase: 'failed', error: 'capture/device-lost', tones: both });
      expect(ears.playedHz()).toEqual(warning);
    }));

  it('stay out of what somebody says to consent', () =>
    withFakeTime(async () => {
      const { tell } = await open();
      await tell({ takeKind: 'spoken-consent', tones: both });
      await tell({ takeKind: 'spoken-consent', phase: 'ended', tones: both });
      expect(ears.playedHz()).toEqual([]);
    }));
});

describe('the settings', () => {
  it('have tones and sign switched off until they are ticked, each for itself', async () => {
    const { fake, user } = renderApp();
    await user.click(await screen.findByRole('button', { name: en.shell.settings }));
    const signs = await screen.findByRole('group', { name: en.sign.settingsLabel });
    const boxes = within(signs).getAllByRole('checkbox');
    expect(boxes.map((box) => (box instanceof HTMLInputElement ? box.checked : null))).toEqual([false, false, false]);
    await user.click(screen.getByRole('checkbox', { name: en.sign.warning }));
    expect(await screen.findByRole('checkbox', { name: en.sign.warning, checked: true })).toBeDefined();
    expect(screen.getByRole('checkbox', { name: en.sign.startStop, checked: false })).toBeDefined();
    const saved = await fake.api.settings.get();
    expect(saved).toMatchObject({ value: { startStopSound: false, warningSound: true, recordingSign: false } });
  });
});
