import type { RecordingId } from '../../contract/ids.ts';
import { destroyRecording } from '../../main/use-cases/destroy-recording.ts';
import { largeVault } from '../support/large-vault.ts';
import { figure, medianOf, timeOf, type Figure } from './figure.ts';

const recordings = 10_000;
const rounds = 5;

/** From the tombstone to the end: log, table of keys, states, files, rows. */
export async function measureDestruction(): Promise<Figure> {
  await using large = await largeVault(recordings);
  const times: number[] = [];
  for (const id of large.recordingIds.slice(0, rounds)) times.push(await destroyOne(large, id));
  return figure({
    what: `Destroying one recording of ${recordings.toLocaleString('en')}, median of ${rounds}`,
    measured: medianOf(times),
    against: { name: 'a limit', value: 2_000 },
    unit: 'ms',
    aim: 1,
  });
}

function destroyOne(large: Awaited<ReturnType<typeof largeVault>>, id: RecordingId): Promise<number> {
  return timeOf(() => destroyRecording(large, id, 'deleted'));
}
