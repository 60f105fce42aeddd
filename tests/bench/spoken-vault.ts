import type { RecordingId } from '../../contract/ids.ts';
import { packetsPerSecond } from '../../contract/limits.ts';
import { openVaultRooms } from '../../main/use-cases/open-vault-rooms.ts';
import { VaultCheck } from '../../main/use-cases/check-vault.ts';
import { VaultCopy } from '../../main/use-cases/copy-whole.ts';
import { OpenReaders } from '../../main/use-cases/open-readers.ts';
import { settleRecording } from '../../main/use-cases/settle-recording.ts';
import { begin, consentingSession } from '../support/consenting-session.ts';
import { speechPackets } from '../support/ogg-tools.ts';
import { FedRecorders } from './fed-recorder.ts';

export interface SpokenRecording {
  readonly recordingId: RecordingId;
  readonly seconds: number;
  /** How long it took to record, in seconds. */
  readonly takenSeconds: number;
}

const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };

/**
 * A new vault in `folder` with a recording of speech at 48 kbit/s for each of `lengthsSeconds`, made through consent, gate
 * and recorder as the app makes them, only faster than real time.
 */
export async function speakVault(
  folder: string,
  passphrase: string,
  lengthsSeconds: readonly number[],
): Promise<SpokenRecording[]> {
  const rooms = await openVaultRooms({
    kind: 'create',
    folder,
    passphrase,
    onDeriving: () => undefined,
    clock,
    progress: [],
  });
  try {
    const recorders = new FedRecorders();
    const readers = new OpenReaders(rooms, clock);
    const disk = { freeBytes: () => Promise.resolve(10 ** 12) };
    const check = new VaultCheck({ ...rooms, readers, clock }, async (act) => act());
    const unlocked = {
      ...rooms,
      recorders,
      readers,
      check,
      copy: new VaultCopy({ ...rooms, recorders, disk, clock, check }, async (act) => act()),
      clock,
      disk,
      alarm: { ringIn: () => undefined, finishLater: () => undefined },
      capture: { armForRecording: () => undefined, armForCheck: () => undefined },
    };
    const speech = await speechPackets(48_000);
    const spoken: SpokenRecording[] = [];
    for (const seconds of lengthsSeconds) {
      const { sessionId } = await consentingSession({ unlocked }, 'K 12');
      const recordingId = await begin({ unlocked }, sessionId);
      const beganAt = performance.now();
      await recorders.speak(recordingId, speech, seconds * packetsPerSecond);
      await settleRecording(unlocked, recordingId);
      spoken.push({ recordingId, seconds, takenSeconds: (performance.now() - beganAt) / 1000 });
    }
    return spoken;
  } finally {
    rooms.catalog.close();
    rooms.vault.close();
  }
}
