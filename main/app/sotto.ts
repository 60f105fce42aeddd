import type { AppState } from '../../contract/app-state.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import type { RecordingId } from '../../contract/ids.ts';
import type { MicrophoneCheck as CheckState } from '../../contract/recording.ts';
import { SottoError, type Result } from '../../contract/sotto-error.ts';
import type { VaultToMain } from '../../contract/vault-messages.ts';
import { CaptureBroker } from '../broker/capture-broker.ts';
import { MicrophoneCheck } from '../broker/microphone-check.ts';
import { RecorderBroker } from '../broker/recorder-broker.ts';
import { VaultBroker } from '../broker/vault-broker.ts';
import type { Elsewhere } from './preferences.ts';
import type { SottoParts } from './sotto-parts.ts';
import { AppStateStore } from './state.ts';

/** A vault process that dies this often without unlocking in between will not do better the next time. */
const maximumCrashes = 3;

/** Notes are a few kilobytes, and an fsync takes some milliseconds. */
const pageSavesWithinMs = 500;

const silence = { peak: 0, rms: 0 };
const checkWhileRecording: CheckState = {
  phase: 'failed',
  level: silence,
  microphones: [],
  current: '',
  test: 'none',
  error: 'request/conflict',
};

/** The app without Electron: which vault, locked or not, and what each process does next. */
export class Sotto<Port> {
  readonly state: AppStateStore;
  readonly vault: VaultBroker<Port>;
  readonly recorders: RecorderBroker<Port>;
  readonly check: MicrophoneCheck<Port>;
  readonly capture: CaptureBroker<Port>;
  readonly #parts: SottoParts<Port>;
  #crashes = 0;
  #locking: Promise<void> | null = null;
  #isChoosing = false;
  #isLockingSoon = false;
  #locksWhenHidden = false;
  #placesToRemember: Elsewhere[] = [];

  constructor(parts: SottoParts<Port>) {
    this.#parts = parts;
    this.state = new AppStateStore(() => parts.failedTries.waitMs(parts.chosenVault.folder));
    const { log, createChannel, openChannel, after, screen } = parts;
    this.capture = new CaptureBroker(parts.openCapture);
    this.vault = new VaultBroker({
      startProcess: parts.startVaultProcess,
      onMessage: (message) => this.#hearVault(message),
      onCrash: () => void this.#onVaultCrash(),
      log,
    });
    this.recorders = new RecorderBroker({
      startProcess: parts.startRecorderProcess,
      createChannel,
      openChannel,
      capture: this.capture,
      nowMs: parts.nowMs,
      after,
      tellVault: (message, ports) => this.vault.isUnlocked && this.vault.post(message, ports),
      briefVault: (message) => {
        if (!this.vault.isUnlocked) this.vault.post(message);
      },
      onStatus: (status) => {
        this.state.noteRecording(status);
        screen.tell('recordingStatus', status);
      },
      onRunning: (isRunning) => this.#onRecording(isRunning),
      log,
    });
    this.check = new MicrophoneCheck({
      capture: this.capture,
      openChannel,
      after,
      onChange: (check) => screen.tell('microphoneCheck', check),
      log,
    });
    this.state.onChange((state) => screen.tell('appState', state));
  }

  /** Takes up the vault of the last time, or the default place for a new one. */
  start(folder: string, isDefault: boolean): void {
    this.#parts.chosenVault.takeUp(folder, isDefault);
    this.#startVault();
  }

  /** A page has loaded: it gets its way for the passphrase. */
  connectPage(): void {
    if (!this.vault.isRunning || !this.#parts.screen.hasLoaded) return;
    const [forVault, forPage] = this.#parts.createChannel();
    this.vault.post({ kind: 'passphrase-port' }, [forVault]);
    this.#parts.screen.givePassphrasePort(forPage);
  }

  /** Keys and screen are gone on return; a recording goes on. Nothing happens when it is locked already. */
  async lock(hasNewKeys = false): Promise<void> {
    if (!this.vault.isUnlocked) return this.#locking ?? undefined;
    this.#locking = this.#end().then(() => {
      this.#locking = null;
      this.#startVault(null, hasNewKeys);
    });
    return this.#locking;
  }

  /**
   * Locks when nobody asked the page to: it is told first, and gets a moment to save what was typed. Sleep may come
   * before the moment is over; then that is lost, at most a second and a half of it.
   */
  lockSoon(): void {
    if (!this.vault.isUnlocked || this.#isLockingSoon) return;
    this.#isLockingSoon = true;
    this.#parts.screen.tell('aboutToLock', null);
    this.#parts.after(pageSavesWithinMs, () => {
      this.#isLockingSoon = false;
      void this.lock();
    });
  }

  /** Nobody can see the window any more. */
  hide(): void {
    if (this.#locksWhenHidden) this.lockSoon();
  }

  /** For quitting: the process with the keys is gone on return, and nothing comes after it. */
  async shutDown(): Promise<void> {
    this.check.close();
    await this.vault.lock();
    this.#parts.chosenVault.release();
  }

  /**
   * Asks for a folder and changes over to it; null when the person changed their mind.
   *
   * @throws `request/conflict` while a recording runs or the question is open already; `vault/*` and `storage/*` when
   * the folder will not do, and then the vault of before is still there.
   */
  async choose(wanted: 'new' | 'existing'): Promise<AppState | null> {
    if (this.#isChoosing) throw new SottoError('request/conflict');
    this.#refuseWhileRecording();
    this.#isChoosing = true;
    try {
      const folder = await this.#parts.pickFolder(wanted);
      if (folder === null) return null;
      this.#refuseWhileRecording();
      this.#parts.chosenVault.choose(folder, wanted);
      await (this.vault.isUnlocked ? this.#end() : this.vault.lock());
      this.#startVault();
      // Last: a disk that does not take it must not leave us between two vaults.
      this.#parts.rememberFolder(folder);
      return this.state.current;
    } finally {
      this.#isChoosing = false;
    }
  }

  /**
   * Asks for a folder in which the running recording goes on, where the vault's disk keeps it from going on. It is
   * remembered before anything is written there, so that it is brought into the vault at an unlock.
   *
   * @throws `request/conflict` when nothing is kept from going on.
   */
  async keepElsewhere(): Promise<'kept' | 'cancelled'> {
    this.#refuseUnlessHindered();
    const folder = await this.#parts.pickFolder('elsewhere');
    if (folder === null) return 'cancelled';
    const recordingId = this.#refuseUnlessHindered();
    this.#rememberPlace({ recordingId, folder });
    this.vault.post({ kind: 'recording-elsewhere', recordingId, folder });
    this.recorders.goElsewhere(folder);
    return 'kept';
  }

  /**
   * Asks for an empty folder, and has the vault process copy there what a check has found whole.
   *
   * @throws `request/conflict` while a folder is asked for already, `vault/locked`; as `VaultCopy.begin`.
   */
  async copyWhole(): Promise<'begun' | 'cancelled'> {
    if (this.#isChoosing) throw new SottoError('request/conflict');
    if (this.recorders.isRunning) throw new SottoError('vault/recording-runs');
    this.#isChoosing = true;
    try {
      const folder = await this.#parts.pickFolder('copy');
      if (folder === null) return 'cancelled';
      const answer = await this.vault.copyInto(folder);
      if (!answer.ok) throw new SottoError(answer.error.code);
      return 'begun';
    } finally {
      this.#isChoosing = false;
    }
  }

  /**
   * Asks for the folder of a copy of the vault, and has the vault process look at it.
   *
   * @throws `request/conflict` while a folder is asked for already, `vault/locked`; as `chooseCopy` of the vault process.
   */
  async chooseCopy(): Promise<'chosen' | 'cancelled'> {
    if (this.#isChoosing) throw new SottoError('request/conflict');
    this.#isChoosing = true;
    try {
      const folder = await this.#parts.pickFolder('known-copy');
      if (folder === null) return 'cancelled';
      const answer = await this.vault.copyAt(folder);
      if (!answer.ok) throw new SottoError(answer.error.code);
      return 'chosen';
    } finally {
      this.#isChoosing = false;
    }
  }

  /** A vault that could not be used is tried again; nothing happens to one that can. */
  lookAgain(): AppState {
    if (this.state.current.problem !== null) {
      this.#crashes = 0;
      this.#parts.chosenVault.lookAgain();
      this.#startVault();
    }
    return this.state.current;
  }

  /** One call for the vault process; `vault/locked` when it holds no keys. */
  callVault(method: string, input: unknown): Promise<Result<unknown>> {
    return this.vault.call(method, input);
  }

  /** The same full disk may refuse to remember it: then it is remembered here, and tried again when the recording ends. */
  #rememberPlace(place: Elsewhere): void {
    try {
      this.#parts.elsewhere.add(place);
    } catch {
      this.#parts.log('place-not-remembered');
      this.#placesToRemember.push(place);
    }
  }

  #refuseUnlessHindered(): RecordingId {
    const { recording } = this.state.current;
    const isHindered = recording?.phase === 'stalled' && recording.error?.startsWith('storage/') === true;
    if (recording === null || !isHindered) throw new SottoError('request/conflict');
    return recording.recordingId;
  }

  #refuseWhileRecording(): void {
    if (this.recorders.isRunning) throw new SottoError('request/conflict');
  }

  async #end(): Promise<void> {
    this.check.close();
    const gone = this.vault.lock();
    // The new page must not find the state of before.
    this.state.change({ phase: 'locked', notices: [] });
    this.recorders.detachVault();
    await Promise.all([gone, this.#parts.screen.replace()]);
  }

  #startVault(problem: ErrorCode | null = null, hasNewKeys = false): void {
    const { chosenVault } = this.#parts;
    const found = problem ?? chosenVault.problem;
    const policy = this.#parts.readPolicy();
    this.state.change({
      phase: found !== null || chosenVault.holdsVault ? 'locked' : 'no-vault',
      vaultFolder: chosenVault.folder,
      vaultPlace: this.#parts.placeOf(chosenVault.folder),
      policy,
      problem: found,
      notices: [],
      hasNewKeys,
    });
    if (found !== null) return;
    this.vault.start(chosenVault.folder);
    this.vault.post({ kind: 'policy', policy });
    this.vault.post({ kind: 'failed-tries', tries: this.#parts.failedTries.of(chosenVault.folder) });
    for (const place of [...this.#parts.elsewhere.list(), ...this.#placesToRemember])
      this.vault.post({ kind: 'recording-elsewhere', ...place });
    this.recorders.briefVault();
    this.connectPage();
  }

  async #onVaultCrash(): Promise<void> {
    this.#parts.log('vault-process-gone');
    this.#crashes += 1;
    const wasUnlocked = this.state.current.phase === 'unlocked';
    if (wasUnlocked) await this.#end();
    this.#startVault(this.#crashes < maximumCrashes ? null : 'internal/process-gone');
  }

  #hearVault(message: Exclude<VaultToMain, { kind: 'answer' }>): void {
    switch (message.kind) {
      case 'unlocked':
        this.#crashes = 0;
        this.#parts.failedTries.forget(this.#parts.chosenVault.folder);
        this.state.change({
          phase: 'unlocked',
          notices: message.notices,
          hasNewKeys: false,
          recording: this.recorders.isRunning ? this.state.current.recording : null,
        });
        this.recorders.attachVault();
        break;
      case 'try-failed':
        this.#parts.failedTries.add(this.#parts.chosenVault.folder);
        this.state.change({});
        break;
      case 'lock-after':
        this.#locksWhenHidden = message.whenHidden;
        this.#parts.onLockAfter(message.minutes);
        break;
      case 'start-recorder':
        this.check.close();
        this.recorders.start(message.recordingId, message.takeKind, message.role);
        break;
      case 'arm-capture':
        this.#arm(message);
        break;
      case 'came-home':
        this.#forgetPlace({ recordingId: message.recordingId, folder: message.folder });
        break;
      case 'end-recorder':
        this.recorders.end(message.recordingId);
        break;
      case 'keys-spent':
        void this.lock(message.hasNewKeys);
    }
  }

  #arm({ recordingId, order }: Extract<VaultToMain, { kind: 'arm-capture' }>): void {
    if (order.mode !== 'check' && recordingId !== null) {
      const { microphone, computerSound, echoCancellation } = order;
      const sources = { microphone, computerSound, echoCancellation };
      this.recorders.arm(recordingId, order.mode === 'record' ? 'session' : order.mode, sources);
    } else if (order.mode === 'check' && recordingId === null) {
      if (this.recorders.isRunning) this.#parts.screen.tell('microphoneCheck', checkWhileRecording);
      else this.check.begin(order);
    } else {
      this.#parts.log('arm-order-refused');
    }
  }

  #forgetPlace({ recordingId, folder }: Elsewhere): void {
    const isOther = (place: Elsewhere): boolean => place.recordingId !== recordingId || place.folder !== folder;
    this.#placesToRemember = this.#placesToRemember.filter(isOther);
    try {
      this.#parts.elsewhere.remove({ recordingId, folder });
    } catch {
      // It is told again at the next unlock, which finds nothing there.
      this.#parts.log('place-not-forgotten');
    }
  }

  #onRecording(isRunning: boolean): void {
    if (!isRunning) for (const place of this.#placesToRemember.splice(0)) this.#rememberPlace(place);
    // What failed stays on the screen; what ended well is in the vault.
    if (!isRunning && this.state.current.recording?.phase === 'ended') this.state.change({ recording: null });
    this.#parts.onRecording(isRunning);
  }
}
