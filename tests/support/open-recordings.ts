import { isBeingDestroyed } from '../../main/use-cases/destroy-recording.ts';
import { openVaultRooms } from '../../main/use-cases/open-vault-rooms.ts';
import { withRecordingFiles } from '../../main/use-cases/recording-files-of.ts';
import { openRecording } from '../../main/vault/recording-reader.ts';

/**
 * The sound of every recording that was not destroyed, of a vault that no process holds, opened by its passphrase as the vault process does it.
 * In memory only.
 */
export async function openRecordings(folder: string, passphrase: string): Promise<Uint8Array[]> {
  const { vault, log, catalog } = await openVaultRooms({
    kind: 'unlock',
    folder,
    passphrase,
    onDeriving: () => {},
    clock: { nowMs: () => Date.now(), monotonicMs: () => performance.now() },
    progress: [],
  });
  try {
    const sounds: Uint8Array[] = [];
    for (const recordingId of log.subjectIds('recording')) {
      if (isBeingDestroyed({ log }, recordingId)) continue;
      sounds.push(
        await withRecordingFiles({ vault, log, catalog }, recordingId, async (files, segments) => {
          const reader = await openRecording(files, segments);
          const sound = await reader.readAt(0, reader.totalLength);
          await reader.close();
          return sound;
        }),
      );
    }
    return sounds;
  } finally {
    catalog.close();
    vault.close();
  }
}
