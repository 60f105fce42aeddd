import type { RecordingId } from '../../contract/ids.ts';
import { packetSizeBytes } from '../../contract/limits.ts';
import type { Settings } from '../../contract/methods.ts';
import type { RecorderOrder } from '../../contract/recorder-messages.ts';
import type { TakeKind } from '../../contract/recording.ts';
import type { SottoError } from '../../contract/sotto-error.ts';
import { silencePacket } from '../../main/ogg/silence-packet.ts';
import { OpenReaders } from '../../main/use-cases/open-readers.ts';
import { openRooms, type OpenedRooms, type Opening } from '../../main/use-cases/open-vault-rooms.ts';
import { VaultCheck } from '../../main/use-cases/check-vault.ts';
import { VaultCopy } from '../../main/use-cases/copy-whole.ts';
import type { Clock, Recorders, Unlocked } from '../../main/use-cases/unlocked.ts';
import { RecorderHere } from './recorder-here.ts';
import { newSecrets, openWithMasterKey, temporaryFolder, writeVault, type Secrets } from './vault-setting.ts';

/** Recorders in this process, on the real disk, into which a test speaks. */
export class RecordersHere implements Recorders {
  readonly #living = new Map<RecordingId, { readonly recorder: RecorderHere; readonly order: RecorderOrder }>();
  readonly #standbys = new Map<RecordingId, { readonly recorder: RecorderHere; readonly order: RecorderOrder }>();
  /** What the next start is refused with. */
  failure: SottoError | null = null;

  readonly current = (): RecordingId | null => this.#living.keys().next().value ?? null;

  readonly begin = async (order: RecorderOrder): Promise<void> => {
    if (this.failure !== null) throw this.failure;
    const recorder = new RecorderHere();
    recorder.attachVault({ ...order, segmentKey: new Uint8Array(order.segmentKey) });
    if (order.role === 'standby') {
      this.#standbys.set(order.recordingId, { recorder, order });
      await recorder.toVault.take('standing-by');
      return;
    }
    this.#living.set(order.recordingId, { recorder, order });
    await recorder.toVault.take('began');
  };

  readonly end = async (recordingId: RecordingId): Promise<void> => {
    const living = this.#living.get(recordingId);
    if (living === undefined) return;
    living.recorder.attachCapture();
    living.recorder.closeCapture();
    await living.recorder.ended;
    this.#living.delete(recordingId);
  };

  /** The recorder of a recording that runs. */
  recorderOf(recordingId: RecordingId): RecorderHere {
    const living = this.#living.get(recordingId);
    if (living === undefined) throw new Error('no such recorder');
    return living.recorder;
  }

  /**
   * Seconds of sound, after which the recorder dies in the midst of it; its standby is sent again what was not
   * acknowledged and stands in its place.
   */
  async takeOver(recordingId: RecordingId, seconds: number): Promise<void> {
    const living = this.#living.get(recordingId);
    const standby = this.#standbys.get(recordingId);
    if (living === undefined || standby === undefined) throw new Error('no recorder and its standby');
    const { recorder, order } = living;
    recorder.attachCapture();
    const packet = silencePacket(packetSizeBytes(order.bitrateBps));
    const count = seconds * 50;
    recorder.sendPackets(Array.from({ length: count }, () => packet));
    const ack = await recorder.toCapture.take('ack', ({ sequence }) => sequence >= count - 50);
    const status = recorder.status();
    await recorder.die();
    standby.recorder.takeOver(status, true, ack.sequence + 1);
    standby.recorder.fromCapture({ kind: 'continue', sequence: ack.sequence + 1, position: ack.position });
    standby.recorder.sendAtOnce(Array.from({ length: count - ack.sequence - 1 }, () => packet));
    await standby.recorder.toVault.take('began');
    this.#standbys.delete(recordingId);
    this.#living.set(recordingId, standby);
  }

  /** What it had written stays as it is. */
  async die(recordingId: RecordingId): Promise<void> {
    await this.#living.get(recordingId)?.recorder.die();
    this.#living.delete(recordingId);
  }

  /** Seconds of sound, silence unless `packetAt` says otherwise, and then the end. */
  async speak(recordingId: RecordingId, seconds: number, packetAt?: (index: number) => Uint8Array<ArrayBuffer>) {
    const living = this.#living.get(recordingId);
    if (living === undefined) throw new Error('no such recorder');
    const { recorder, order } = living;
    // A standby that took over has its page.
    if (order.role === 'active') recorder.attachCapture();
    const packet = silencePacket(packetSizeBytes(order.bitrateBps));
    recorder.sendPackets(Array.from({ length: seconds * 50 }, (_, index) => packetAt?.(index) ?? packet));
    recorder.fromCapture({ kind: 'stopped' });
    await recorder.ended;
    this.#living.delete(recordingId);
  }
}

/** What is real beside the rooms of an open vault, and what a test says of the world. */
export interface Surroundings {
  readonly recorders: RecordersHere;
  readonly readers: OpenReaders;
  readonly clock: Clock;
  readonly freeBytes: () => number;
  readonly onArmed: (settings: Settings) => void;
}

/** Open rooms as the use cases get them. */
export function unlockedIn(rooms: OpenedRooms, around: Surroundings): UseCaseSetting['unlocked'] {
  const { recorders, readers, clock } = around;
  const disk = { freeBytes: () => Promise.resolve(around.freeBytes()) };
  const check = new VaultCheck({ ...rooms, readers, clock }, async (act) => act());
  return {
    ...rooms,
    recorders,
    readers,
    clock,
    disk,
    check,
    copy: new VaultCopy({ ...rooms, recorders, disk, clock, check }, async (act) => act()),
    alarm: { ringIn: () => undefined, finishLater: () => undefined },
    capture: {
      armForRecording: (_: RecordingId, _kind: TakeKind, settings: Settings) => around.onArmed(settings),
      armForCheck: () => undefined,
    },
  };
}

export interface UseCaseSetting extends AsyncDisposable {
  readonly folder: string;
  readonly unlocked: Unlocked & { readonly readers: OpenReaders };
  readonly rooms: OpenedRooms;
  readonly recorders: RecordersHere;
  readonly armed: Settings[];
  /** Set by a test: what the clock says, and how much room the disk has. */
  readonly world: { nowMs: number; monotonicMs: number; freeBytes: number };
  /** Both clocks go on by so much. */
  readonly pass: (durationMs: number) => void;
  /** Locks, lets `meanwhile` do what it likes to the files, and unlocks again. */
  readonly reopen: (
    meanwhile?: () => Promise<void>,
    kept?: Pick<Opening, 'running' | 'elsewhere' | 'failedTries' | 'rebuildsIndex' | 'policy'>,
  ) => Promise<void>;
}

/** An unlocked vault in a temporary folder, with everything real but clock, disk space, and the microphone. */
export async function useCaseSetting(secrets: Secrets = newSecrets()): Promise<UseCaseSetting> {
  const folder = await temporaryFolder();
  const world = { nowMs: 1_700_000_000_000, monotonicMs: 0, freeBytes: 10 ** 12 };
  const clock = { nowMs: () => world.nowMs, monotonicMs: () => world.monotonicMs };
  const armed: Settings[] = [];
  let recorders = new RecordersHere();
  const created = await writeVault(secrets, folder.path);
  let rooms = await openRooms({ vault: created, notices: [] }, { kind: 'create', clock, progress: [] });
  let readers = new OpenReaders(rooms, clock);
  const close = async (): Promise<void> => {
    await readers.close();
    rooms.catalog.close();
    rooms.vault.close();
  };
  return {
    folder: folder.path,
    world,
    pass: (durationMs) => {
      world.nowMs += durationMs;
      world.monotonicMs += durationMs;
    },
    armed,
    get rooms() {
      return rooms;
    },
    get recorders() {
      return recorders;
    },
    get unlocked() {
      const onArmed = (settings: Settings) => armed.push(settings);
      return unlockedIn(rooms, { recorders, readers, clock, freeBytes: () => world.freeBytes, onArmed });
    },
    reopen: async (meanwhile = () => Promise.resolve(), kept = {}) => {
      await close();
      await meanwhile();
      recorders = new RecordersHere();
      const opened = await openWithMasterKey(secrets, folder.path);
      rooms = await openRooms(opened, { kind: 'unlock', clock, progress: [], ...kept });
      readers = new OpenReaders(rooms, clock);
    },
    [Symbol.asyncDispose]: async () => {
      await close();
      await folder[Symbol.asyncDispose]();
    },
  };
}
