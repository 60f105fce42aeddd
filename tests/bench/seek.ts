import { randomInt } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { makeDataFolder, RunningSotto } from '../support/app.ts';
import { openByPort, passphrase } from '../support/session-by-calls.ts';
import { startVirtualMicrophone } from '../support/virtual-microphone.ts';
import { figure, medianOf, type Figure } from './figure.ts';
import { speakVault, type SpokenRecording } from './spoken-vault.ts';

const limitMs = 100;
const seeksEach = 20;
const minuteSeconds = 60;
const lengths = [
  { name: '5 min', seconds: 5 * minuteSeconds },
  { name: '1 h', seconds: 60 * minuteSeconds },
  { name: '8 h', seconds: 8 * 60 * minuteSeconds },
];

export interface SeekFigures {
  readonly electron: string;
  readonly figures: readonly Figure[];
}

/**
 * Seek to first sound in the real app, while it plays: from setting `currentTime` until the player has played on from there,
 * so its first sound has gone to the sound server.
 */
export async function measureSeeks(): Promise<SeekFigures> {
  const dataFolder = await makeDataFolder();
  const soundServer = await startVirtualMicrophone({ sampleRateHz: 48_000, channelCount: 2 });
  try {
    const spoken = await speakVault(
      join(dataFolder, 'vault'),
      passphrase,
      lengths.map(({ seconds }) => seconds),
    );
    const sotto = await RunningSotto.launch(dataFolder, soundServer.environment);
    try {
      return await measureIn(await sotto.page(), spoken);
    } finally {
      await sotto.close();
    }
  } finally {
    await soundServer.close();
    await rm(dataFolder, { recursive: true, force: true });
  }
}

async function measureIn(page: Page, spoken: readonly SpokenRecording[]): Promise<SeekFigures> {
  const failure = await openByPort(page, 'unlock');
  if (failure !== null) throw new Error(failure);
  const about = await page.evaluate(() => window.sotto.app.about());
  const electron = about.ok ? about.value.electron : 'unknown';

  const times: number[][] = [];
  for (const { recordingId, seconds } of spoken) {
    // As far as the player may go: some seconds before the end it would stop and not play on.
    const places = Array.from({ length: seeksEach }, () => randomInt((seconds - 10) * 1000) / 1000);
    times.push(await seekTimes(page, recordingId, seconds, places));
  }
  const limit = { name: 'limit', value: limitMs };
  const figures = lengths.flatMap(({ name }, index) => {
    const found = times[index] ?? [];
    const what = `Seek to first sound in ${name}`;
    return [
      figure({
        what: `${what}, median of ${seeksEach}`,
        measured: medianOf(found),
        against: limit,
        unit: 'ms',
        aim: 1,
      }),
      figure({
        what: `${what}, worst of ${seeksEach}`,
        measured: Math.max(...found),
        against: limit,
        unit: 'ms',
        aim: 1,
      }),
    ];
  });
  const [shortest, longest] = [times[0], times.at(-1)].map((found) => medianOf(found ?? []));
  const flat = figure({
    what: 'Seek to first sound in 8 h, median',
    measured: longest ?? NaN,
    against: { name: 'the same in 5 min', value: shortest ?? NaN },
    unit: 'ms',
    aim: null,
  });
  const eightHours = spoken.at(-1);
  const speed = figure({
    what: 'Recording 8 h of packets, to the last fsync',
    measured: (eightHours?.seconds ?? NaN) / (eightHours?.takenSeconds ?? NaN),
    against: { name: 'a microphone', value: 1 },
    unit: '× real time',
    aim: null,
  });
  return { electron, figures: [...figures, flat, speed] };
}

/** Milliseconds of a seek to each of `places` in turn, the player playing. */
function seekTimes(page: Page, recordingId: string, seconds: number, places: readonly number[]): Promise<number[]> {
  return page.evaluate(
    async ({ recordingId, seconds, places }) => {
      const audio = document.createElement('audio');
      const hears = (event: string): Promise<void> =>
        new Promise((resolve, reject) => {
          audio.addEventListener(event, () => resolve(), { once: true });
          audio.addEventListener('error', () => reject(new Error(`no sound: ${audio.error?.message ?? ''}`)), {
            once: true,
          });
        });
      const playsBeyond = async (place: number): Promise<void> => {
        while (audio.seeking || audio.currentTime <= place) await new Promise((resolve) => setTimeout(resolve));
      };
      const ready = hears('loadedmetadata');
      // As the player of a session has it.
      audio.preload = 'metadata';
      audio.src = `recording://${recordingId}/`;
      document.body.append(audio);
      await ready;
      if (Math.abs(audio.duration - seconds) > 1) throw new Error(`it lasts ${audio.duration} s`);
      await audio.play();
      await playsBeyond(0.5);
      const times: number[] = [];
      for (const place of places) {
        const beganAt = performance.now();
        const seeked = hears('seeked');
        audio.currentTime = place;
        await seeked;
        await playsBeyond(place);
        times.push(performance.now() - beganAt);
        if (audio.currentTime > place + 2) throw new Error('it plays somewhere else');
        await playsBeyond(place + 0.5);
      }
      audio.remove();
      audio.removeAttribute('src');
      audio.load();
      return times;
    },
    { recordingId, seconds, places },
  );
}
