import { packetsPerSecond } from '../../contract/limits.ts';
import { speechPackets } from '../support/ogg-tools.ts';
import { RecorderProcess } from '../support/recorder-process.ts';
import { recorderSetting } from '../support/recorder-setting.ts';
import { figure, type Figure } from './figure.ts';

const minute = 60 * packetsPerSecond;
const mebibyte = 1024 * 1024;
/** What tests/faults/recorder-memory.test.ts holds the recorder to. */
const aim = 1.5;

/** What a recorder in a process of its own holds, each time after a garbage collection. */
export async function measureRecorderMemory(): Promise<Figure[]> {
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
  await recorder.stop();
  const compare = (what: string, measured: number, peer: number): Figure =>
    figure({
      what: `Recorder after 60 minutes, ${what}`,
      measured: measured / mebibyte,
      against: { name: 'after 10 minutes', value: peer / mebibyte },
      unit: 'MiB',
      aim,
    });
  return [
    compare('heap', afterSixty.heapBytes, afterTen.heapBytes),
    compare('resident', afterSixty.residentBytes, afterTen.residentBytes),
  ];
}
