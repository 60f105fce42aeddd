import type { RecordingId } from '../../contract/ids.ts';
import { maximumReadBytes } from '../../contract/limits.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { RecordingSource } from './recording-source.ts';

/**
 * Sound from `first` to `last`, both included, read only as fast as it is taken and never kept. It ends with an error the
 * moment `whileUnlocked` aborts, and when a read fails.
 */
export function streamPlaintext(
  source: Pick<RecordingSource, 'read'>,
  whileUnlocked: AbortSignal,
  recordingId: RecordingId,
  first: number,
  last: number,
): ReadableStream<Uint8Array> {
  let position = first;
  let stopListening: () => void = () => undefined;
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const end = (): void => controller.error(new SottoError('vault/locked'));
        if (whileUnlocked.aborted) {
          end();
          return;
        }
        whileUnlocked.addEventListener('abort', end, { once: true });
        stopListening = () => whileUnlocked.removeEventListener('abort', end);
      },
      async pull(controller) {
        const lengthBytes = Math.min(maximumReadBytes, last + 1 - position);
        const answer = await source.read(recordingId, position, lengthBytes);
        // The stream has ended with an error already, and takes nothing more.
        if (whileUnlocked.aborted) return;
        if (!answer.ok || answer.value.length !== lengthBytes) {
          stopListening();
          controller.error(new SottoError(answer.ok ? 'internal/unexpected' : answer.error.code));
          return;
        }
        controller.enqueue(answer.value);
        position += lengthBytes;
        if (position <= last) return;
        stopListening();
        controller.close();
      },
      cancel() {
        stopListening();
      },
    },
    // Nothing is read before somebody wants it.
    { highWaterMark: 0 },
  );
}
