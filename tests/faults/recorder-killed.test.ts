import { beforeAll, describe, expect, it } from 'vitest';
import { packetsPerSecond } from '../../contract/limits.ts';
import { durationMsOf } from '../../main/ogg/stream-time.ts';
import { speechPackets } from '../support/ogg-tools.ts';
import { RecorderProcess } from '../support/recorder-process.ts';
import { recorderSetting } from '../support/recorder-setting.ts';
import { killRecorderAt, lookAtKept, sendSpeech } from './killed-recorder.ts';
import { TornRecording } from './killed-recovery.ts';

/** `npm run test:faults` goes on from here, to a thousand points (docs/faults.md). */
let speech: Uint8Array<ArrayBuffer>[];
beforeAll(async () => {
  speech = await speechPackets(48_000);
});

const kept = { lostMs: 0, objections: [] };

describe('a recorder that is killed', () => {
  it.each([1, 30, 77, 151, 304, 1003])('in the midst of %i packets has kept what it acknowledged', async (count) => {
    await using setting = await recorderSetting();
    const recorder = new RecorderProcess();
    await recorder.begin(setting);
    sendSpeech(recorder, speech, 0, count);
    await recorder.kill();
    expect(await lookAtKept(setting, recorder.acknowledged, speech)).toMatchObject(kept);
  });

  it.each([101, 260, 515])(
    'once the disk has caught up with %i packets is less than two seconds short',
    async (count) => {
      await using setting = await recorderSetting();
      const recorder = new RecorderProcess();
      await recorder.begin(setting);
      sendSpeech(recorder, speech, 0, count);
      // Everything older than two seconds is acknowledged without a packet more being sent.
      await recorder.hasAcknowledged(count - 2 * packetsPerSecond);
      await recorder.kill();
      const found = await lookAtKept(setting, recorder.acknowledged, speech);
      expect(found).toMatchObject(kept);
      expect(found.durationMs).toBeGreaterThan(durationMsOf(count) - 2000);
    },
  );

  it.each(Array.from({ length: 12 }, (_, index) => 3 + 7 * index))(
    'at its call %i to the disk has kept what it acknowledged',
    async (when) => {
      expect(await killRecorderAt(when, speech)).toMatchObject(kept);
    },
  );
});

describe('a recovery that is killed', () => {
  it('at any call to the disk gives the same when it is done again', { timeout: 120_000 }, async () => {
    await using torn = await TornRecording.make(speech.slice(0, 200));
    let kills = 0;
    for (let found = await torn.recoverKilledAt(1); found !== null; found = await torn.recoverKilledAt(kills + 1)) {
      expect(found).toMatchObject(kept);
      kills += 1;
    }
    expect(kills).toBeGreaterThanOrEqual(8);
  });
});
