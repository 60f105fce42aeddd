import type { ErrorCode } from '../../contract/error-codes.ts';
import { lockAfterWithin } from '../../contract/limits.ts';
import { passphraseRequestSchema, type PassphraseReply } from '../../contract/passphrase-messages.ts';
import type { RecordingId } from '../../contract/ids.ts';
import { noPolicy, type Policy } from '../../contract/policy.ts';
import type { SegmentProgress } from '../../contract/recorder-messages.ts';
import { SottoError, toFailure } from '../../contract/sotto-error.ts';
import { mainToVaultSchema, type MainToVault, type VaultToMain } from '../../contract/vault-messages.ts';
import { fromHex } from '../crypto/bytes.ts';
import { openVaultRooms, type Opening } from '../use-cases/open-vault-rooms.ts';
import { OpenReaders } from '../use-cases/open-readers.ts';
import { bringRecordingsHome, leavePlaces, type PlaceElsewhere } from '../use-cases/bring-recordings-home.ts';
import { carryOutDeletions } from '../use-cases/carry-out-deletions.ts';
import { VaultCheck, type InTurn } from '../use-cases/check-vault.ts';
import { chooseCopy } from '../use-cases/connected-copies.ts';
import { VaultCopy } from '../use-cases/copy-whole.ts';
import { endRetentions } from '../use-cases/end-retention.ts';
import { finishDestructions } from '../use-cases/finish-destructions.ts';
import { prepareStandby } from '../use-cases/prepare-standby.ts';
import { SheetTray } from '../use-cases/recovery-sheet.ts';
import { getSettings } from '../use-cases/settings.ts';
import { noteProgress, settleRecording } from '../use-cases/settle-recording.ts';
import type { Clock, DiskSpace, Unlocked } from '../use-cases/unlocked.ts';
import { Alarm, type After } from './alarm.ts';
import { answers } from './answers.ts';
import { changeWays, isOpeningRequest, type OpeningRequest, type WayRequest } from './change-ways.ts';
import { LiveRecorders } from './live-recorders.ts';
import type { Port } from './port.ts';
import { UnlockTries } from './unlock-tries.ts';

/** The vault process's end of its line to main: messages, some of which bring a port. */
export interface MainLine {
  readonly post: (message: VaultToMain) => void;
  readonly onMessage: (listener: (message: unknown, port: Port | null) => void) => void;
}

/**
 * Calls that read what does not change any more and take their time: they are carried out beside the others and let these
 * pass. An export of the log is of the entries that it began with.
 */
const besideOthers: ReadonlySet<string> = new Set(['log.beginExport']);

type Opened = Unlocked & { readonly readers: OpenReaders; readonly sheets: SheetTray };

/**
 * Serves one vault from the moment its folder is named until the process is killed. Calls are carried out one after the
 * other, in the order in which they came, so that the gate and what follows it cannot be overtaken; reads for the player
 * do not wait for them.
 */
export class VaultServer {
  readonly #main: MainLine;
  readonly #clock: Clock;
  readonly #disk: DiskSpace;
  readonly #alarm: Alarm;
  readonly #recorders: LiveRecorders;
  #folder: string | null = null;
  #isOpening = false;
  /** As main has said before anything was tried. */
  #policy: Policy = noPolicy;
  readonly #tries: UnlockTries;
  #unlocked: Opened | null = null;
  /** The newest that was heard of each segment while there were no keys. */
  readonly #keptProgress = new Map<string, SegmentProgress>();
  readonly #keptRunning = new Set<RecordingId>();
  readonly #keptHeard = new Map<RecordingId, number>();
  #elsewhere: readonly PlaceElsewhere[] = [];
  /** As main knows it. */
  #lockAfter: { readonly minutes: number; readonly whenHidden: boolean } | null = null;
  #turn: Promise<void> = Promise.resolve();

  constructor(main: MainLine, clock: Clock, disk: DiskSpace, after: After) {
    this.#main = main;
    this.#clock = clock;
    this.#disk = disk;
    this.#alarm = new Alarm(clock, after, () => this.#carryOut());
    this.#tries = new UnlockTries(clock);
    this.#recorders = new LiveRecorders({
      requestStart: (recordingId, takeKind, role) => {
        main.post({ kind: 'start-recorder', recordingId, takeKind, role });
      },
      requestEnd: (recordingId) => {
        main.post({ kind: 'end-recorder', recordingId });
      },
      onProgress: (progress) => {
        this.#hearProgress(progress);
      },
    });
  }

  serve(): void {
    this.#main.onMessage((message, port) => {
      const parsed = mainToVaultSchema.safeParse(message);
      if (parsed.success) this.#hear(parsed.data, port);
    });
  }

  #hear(message: MainToVault, port: Port | null): void {
    switch (message.kind) {
      case 'open-folder':
        this.#folder = message.vaultFolder;
        break;
      case 'failed-tries':
        this.#tries.hear(message.tries);
        break;
      case 'policy':
        this.#policy = message.policy;
        break;
      case 'passphrase-port':
        if (port !== null) this.#servePassphrases(port);
        break;
      case 'recorder-port':
        if (port !== null) this.#recorders.attach(message.recordingId, message.role, port);
        break;
      case 'recorder-failed':
        this.#onRecordingOver(message.recordingId, null);
        break;
      case 'recorder-exited':
        this.#onRecordingOver(message.recordingId, message.heardMs);
        break;
      case 'recording-runs':
        this.#keptRunning.add(message.recordingId);
        break;
      case 'recording-heard':
        this.#keptRunning.delete(message.recordingId);
        if (message.heardMs !== null) this.#keptHeard.set(message.recordingId, message.heardMs);
        break;
      case 'recording-elsewhere':
        this.#elsewhere = [...this.#elsewhere, { recordingId: message.recordingId, folder: message.folder }];
        break;
      case 'standby-wanted':
        this.#inTurn(() => {
          if (this.#unlocked !== null) prepareStandby(this.#unlocked, message.recordingId);
        });
        break;
      case 'recorder-progress':
        this.#hearProgress(message.progress);
        break;
      case 'call': {
        const answer = () => this.#answer(message.requestId, () => this.#call(message.method, message.input));
        if (besideOthers.has(message.method)) void answer();
        else this.#inTurn(answer);
        break;
      }
      case 'copy-into':
        this.#inTurn(() => this.#answer(message.requestId, () => this.#opened().copy.begin(message.folder)));
        break;
      case 'copy-at':
        this.#inTurn(() => this.#answer(message.requestId, () => chooseCopy(this.#opened(), message.folder)));
        break;
      case 'read-length':
        void this.#answer(message.requestId, () => this.#opened().readers.lengthOf(message.recordingId));
        break;
      case 'read':
        void this.#answer(message.requestId, () =>
          this.#opened().readers.read(message.recordingId, message.offsetBytes, message.lengthBytes),
        );
        break;
    }
  }

  #onRecordingOver(recordingId: RecordingId, heardMs: number | null): void {
    this.#recorders.exited(recordingId);
    this.#inTurn(async () => {
      if (this.#unlocked === null) return;
      const places = this.#elsewhere.filter((place) => place.recordingId === recordingId);
      const awaited = await bringRecordingsHome(this.#unlocked, places, new Set());
      // What is awaited is settled at the unlock that finds it.
      if (awaited.has(recordingId)) return;
      await settleRecording(this.#unlocked, recordingId, heardMs);
      this.#sayBroughtHome(await leavePlaces(this.#unlocked, places, new Set()));
    });
  }

  #sayBroughtHome(places: readonly PlaceElsewhere[]): void {
    this.#elsewhere = this.#elsewhere.filter((place) => !places.includes(place));
    for (const place of places) this.#main.post({ kind: 'came-home', ...place });
  }

  /** A reply names no request: each request gets one, whatever it is, in the order in which they came. */
  #servePassphrases(port: Port): void {
    let turn: Promise<void> = Promise.resolve();
    port.onMessage((message) => {
      turn = turn.then(() => this.#replyTo(message, (reply) => port.post(reply)));
    });
  }

  async #replyTo(message: unknown, reply: (message: PassphraseReply) => void): Promise<void> {
    try {
      const parsed = passphraseRequestSchema.safeParse(message);
      if (!parsed.success) throw new SottoError('request/invalid');
      const request = parsed.data;
      reply(await (isOpeningRequest(request) ? this.#open(request, reply) : this.#changeWays(request, reply)));
    } catch (error) {
      reply({ kind: 'failed', error: toFailure(error) });
    }
  }

  /** In turn with the calls, which must not overlap with it. */
  #changeWays(request: WayRequest, reply: (message: PassphraseReply) => void): Promise<PassphraseReply> {
    return new Promise((resolve) => {
      this.#inTurn(async () => {
        try {
          const unlocked = this.#opened();
          const hasProof = request.kind !== 'confirm-sheet' && request.kind !== 'drop-sheet';
          if (hasProof) this.#tries.assertMayTry();
          const onDeriving = (expectedMs: number): void => reply({ kind: 'deriving', expectedMs });
          resolve(await changeWays(unlocked, unlocked.sheets, request, onDeriving));
          if (hasProof) this.#tries.succeed();
          this.#leaveIfSpent(true);
        } catch (error) {
          this.#noteTry(error, 'vault/proof-refused');
          resolve({ kind: 'failed', error: toFailure(error) });
          this.#leaveIfSpent(false);
        }
      });
    });
  }

  /** Whoever guesses is slowed down, and main remembers it. */
  #noteTry(error: unknown, refusal: ErrorCode): void {
    if (!(error instanceof SottoError) || error.code !== refusal) return;
    this.#tries.fail();
    this.#main.post({ kind: 'try-failed' });
  }

  /** The reply is on its way before main hears of this. */
  #leaveIfSpent(hasNewKeys: boolean): void {
    if (this.#unlocked?.vault.isSpent !== true) return;
    this.#unlocked = null;
    setImmediate(() => this.#main.post({ kind: 'keys-spent', hasNewKeys }));
  }

  async #open(request: OpeningRequest, reply: (message: PassphraseReply) => void): Promise<PassphraseReply> {
    if (this.#folder === null) throw new SottoError('vault/not-found');
    if (this.#isOpening || this.#unlocked !== null) throw new SottoError('request/conflict');
    if (request.kind !== 'create') this.#tries.assertMayTry();
    this.#isOpening = true;
    try {
      const { heldRecordings, notices, broughtHome, ...rooms } = await openVaultRooms({
        ...rescueOf(request),
        folder: this.#folder,
        passphrase: secretIn(request),
        clock: this.#clock,
        progress: [...this.#keptProgress.values()],
        running: this.#keptRunning,
        heardMs: this.#keptHeard,
        elsewhere: this.#elsewhere,
        failedTries: request.kind === 'create' ? null : this.#tries.failed,
        policy: this.#policy,
        onDeriving: (expectedMs) => {
          reply({ kind: 'deriving', expectedMs });
        },
      });
      for (const recordingId of heldRecordings) this.#recorders.adopt(recordingId);
      const readers = new OpenReaders(rooms, this.#clock);
      const inTurn: InTurn = (act) => this.#inTurnWith(act);
      const parts = { ...rooms, readers, clock: this.#clock, recorders: this.#recorders, disk: this.#disk };
      const check = new VaultCheck(parts, inTurn);
      this.#unlocked = {
        ...rooms,
        recorders: this.#recorders,
        clock: this.#clock,
        disk: this.#disk,
        sheets: new SheetTray({ ...rooms, clock: this.#clock }),
        readers,
        alarm: this.#alarm,
        check,
        copy: new VaultCopy({ ...parts, check }, inTurn),
        capture: {
          armForRecording: (recordingId, takeKind, settings) => {
            const order = { mode: takeKind === 'session' ? 'record' : takeKind, ...settings } as const;
            this.#main.post({ kind: 'arm-capture', recordingId, order });
          },
          armForCheck: (sources) => {
            this.#main.post({ kind: 'arm-capture', recordingId: null, order: { mode: 'check', ...sources } });
          },
        },
      };
      this.#main.post({ kind: 'unlocked', notices });
      this.#sayLockAfter();
      this.#sayBroughtHome(broughtHome);
      this.#tries.succeed();
      this.#carryOut();
      return { kind: 'opened' };
    } catch (error) {
      this.#noteTry(error, 'vault/unlock-failed');
      throw error;
    } finally {
      this.#isOpening = false;
    }
  }

  async #call(method: string, input: unknown): Promise<unknown> {
    const answer = answers.get(method);
    if (answer === undefined) throw new SottoError('request/invalid');
    const value = await answer(this.#opened(), input);
    this.#sayLockAfter();
    return value;
  }

  /** When it is another than was said. */
  #sayLockAfter(): void {
    if (this.#unlocked === null) return;
    const { lockAfterMinutes, lockWhenHidden: whenHidden } = getSettings(this.#unlocked);
    const minutes = lockAfterWithin(this.#unlocked.policy.lockAfterMinutes, lockAfterMinutes);
    if (this.#lockAfter?.minutes === minutes && this.#lockAfter.whenHidden === whenHidden) return;
    this.#lockAfter = { minutes, whenHidden };
    this.#main.post({ kind: 'lock-after', minutes, whenHidden });
  }

  #opened(): Opened {
    if (this.#unlocked === null) throw new SottoError('vault/locked');
    return this.#unlocked;
  }

  async #answer(requestId: number, act: () => unknown): Promise<void> {
    try {
      const value = await act();
      this.#main.post({ kind: 'answer', requestId, answer: { ok: true, value } });
    } catch (error) {
      this.#main.post({ kind: 'answer', requestId, answer: { ok: false, error: toFailure(error) } });
    }
  }

  #carryOut(): void {
    this.#inTurn(async () => {
      const unlocked = this.#unlocked;
      if (unlocked === null) return;
      await this.#alarm.carryOut({
        finish: async () => (await finishDestructions(unlocked)).length > 0,
        carryOutDeletions: () => carryOutDeletions(unlocked),
        endRetentions: () => endRetentions(unlocked),
      });
    });
  }

  #hearProgress(progress: SegmentProgress): void {
    if (this.#unlocked === null) this.#keptProgress.set(`${progress.recordingId} ${progress.segment}`, progress);
    else noteProgress(this.#unlocked, progress);
  }

  /** As `#inTurn`, for whoever waits for what comes of it. */
  #inTurnWith<Value>(act: () => Value | Promise<Value>): Promise<Value> {
    return new Promise((resolve, reject) => {
      this.#inTurn(async () => {
        try {
          resolve(await act());
        } catch (error) {
          reject(error instanceof Error ? error : new SottoError('internal/unexpected'));
        }
      });
    });
  }

  #inTurn(act: () => void | Promise<void>): void {
    // What fails in its turn (a recovery on a full disk) is tried again at the next unlock; later turns go on.
    this.#turn = this.#turn.then(act).catch(() => undefined);
  }
}

/** What may be put back or replaced on the way in. */
function rescueOf(request: OpeningRequest): Pick<Opening, 'kind' | 'savedSlots' | 'rebuildsIndex'> {
  if (request.kind !== 'rescue') return { kind: request.kind };
  const { proof, savedSlots, rebuildsIndex } = request;
  const kind = proof.by === 'sheet' ? 'unlock-by-sheet' : 'unlock';
  return { kind, savedSlots: savedSlots === null ? null : fromHex(savedSlots), rebuildsIndex };
}

function secretIn(request: OpeningRequest): string {
  if (request.kind === 'unlock-by-sheet') return request.words;
  if (request.kind !== 'rescue') return request.passphrase;
  return request.proof.by === 'sheet' ? request.proof.words : request.proof.passphrase;
}
