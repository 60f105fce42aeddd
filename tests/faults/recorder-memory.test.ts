import { expect, it } from 'vitest';
import { packetsPerSecond } from '../../contract/limits.ts';
import { judgeOgg, speechPackets } from '../support/ogg-tools.ts';
import { readRecording } from '../support/read-recording.ts';
import { RecorderProcess } from '../support/recorder-process.ts';
import { recorderSetting } from '../support/recorder-setting.ts';

const minute = 60 * packetsPerSecond;
const mebibyte = 1024 * 1024;

it('an hour of sound costs no more memory than ten minutes', { timeout: 300_000 }, async () => {
  await using setting = await recorderSetting();
  const speech = await speechPackets(48_000);
  const recorder = new RecorderProcess();
  await recorder.begin(setting);

  const sendMinutes = async (from: number, to: number) => {
    for (let sent = from * minute; sent < to * minute; sent += 1) {
      // As many may be under way as capture would keep in its memory.
      if (sent % 500 === 0 && sent > 1500) await recorder.hasAcknowledged(sent - 1500);
      recorder.sendPacket(speech[sent % speech.length] ?? new Uint8Array(0));
      if (sent % 12 === 0) recorder.tick();
    }
    await recorder.hasAcknowledged(to * minute - 100);
    return recorder.measure();
  };
  const afterTen = await sendMinutes(0, 10);
  const afterSixty = await sendMinutes(10, 60);
  console.log(
    `recorder after 10 and 60 minutes: heap ${(afterTen.heapBytes / mebibyte).toFixed(1)} and ` +
      `${(afterSixty.heapBytes / mebibyte).toFixed(1)} MiB, resident ${(afterTen.residentBytes / mebibyte).toFixed(1)} and ` +
      `${(afterSixty.residentBytes / mebibyte).toFixed(1)} MiB`,
  );
  expect(afterSixty.heapBytes).toBeLessThan(1.5 * afterTen.heapBytes);
  expect(afterSixty.residentBytes).toBeLessThan(1.5 * afterTen.residentBytes);

  await recorder.stop();
  const { complaints, playbackSeconds } = await judgeOgg(await readRecording(setting.files));
  expect(complaints).toEqual([]);
  expect(playbackSeconds).toEqual([expect.closeTo(3600, 0)]);
});
