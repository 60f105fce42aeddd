import { expect, it } from 'vitest';
import { destroyRecording } from '../../../main/use-cases/destroy-recording.ts';
import { largeVault } from '../../support/large-vault.ts';

it('of ten thousand recordings one is destroyed, and every other can be opened', async () => {
  await using large = await largeVault(10_000);
  const { vault, recordingIds, catalog } = large;
  const [gone, ...kept] = recordingIds;
  if (gone === undefined) throw new Error('there is none');
  await destroyRecording(large, gone, 'deleted');
  expect(vault.recordingKey(gone)).toBeNull();
  expect(catalog.recordings.find(gone)).toBeNull();
  expect(vault.recordingIds.toSorted()).toEqual(kept.toSorted());
  for (const id of kept.slice(0, 100)) {
    const key = vault.recordingKey(id);
    expect(key).not.toBeNull();
    key?.wipe();
  }
}, 120_000);
