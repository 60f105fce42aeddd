import type { RecordingId } from '../../contract/ids.ts';
import { minimumListenedMs } from '../../contract/limits.ts';
import type { Unlocked } from './unlocked.ts';

/**
 * Logs for how long a recording has played, as the page that played it says; believed for no longer than there was time
 * for it since the recording was opened, or since the page said so last. Less than a second is not worth an entry.
 *
 * @throws `request/not-found` for a recording that is gone, or was not opened since the unlock; `storage/*`.
 */
export async function noteListening(
  { log, readers }: Pick<Unlocked, 'log' | 'readers'>,
  { recordingId, listenedMs }: { readonly recordingId: RecordingId; readonly listenedMs: number },
): Promise<void> {
  if (listenedMs < minimumListenedMs) return;
  const believedMs = readers.takeListened(recordingId, listenedMs);
  if (believedMs < minimumListenedMs) return;
  await log.append({ kind: 'recording', id: recordingId }, { kind: 'recording.listened', listenedMs: believedMs });
}
