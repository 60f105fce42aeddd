import type { SottoApi } from '../../contract/api.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import type { PassphraseReply, PassphraseRequest, Sheet } from '../../contract/passphrase-messages.ts';
import type { ErrorDetails, Failure, Result } from '../../contract/sotto-error.ts';

declare global {
  interface Window {
    readonly sotto: SottoApi;
  }
}

/** A call that failed, with its code and the numbers and enumerated words that came with it. */
export class VaultError extends Error {
  override readonly name = 'VaultError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails | Failure['details'];

  constructor(failure: Failure) {
    super(failure.code);
    this.code = failure.code;
    this.details = failure.details;
  }
}

/** The error as a `VaultError`; anything else is a defect of ours and gets that code. */
export function toVaultError(error: unknown): VaultError {
  return error instanceof VaultError ? error : new VaultError({ code: 'internal/unexpected', details: {} });
}

async function unwrap<Value>(answer: Promise<Result<Value>>): Promise<Value> {
  const result = await answer;
  if (!result.ok) throw new VaultError(result.error);
  return result.value;
}

type Call<Method> = Method extends (...input: infer Input) => Promise<Result<infer Value>>
  ? (...input: Input) => Promise<Value>
  : never;
type Calls = {
  readonly [G in Exclude<keyof SottoApi, 'on' | 'passphrase'>]: {
    readonly [C in keyof SottoApi[G]]: Call<SottoApi[G][C]>;
  };
};

/** The calls of contract/methods.ts: each gives its value or throws a `VaultError`. */
export const vault: Calls = {
  app: {
    getState: () => unwrap(window.sotto.app.getState()),
    about: () => unwrap(window.sotto.app.about()),
    chooseNewVaultFolder: () => unwrap(window.sotto.app.chooseNewVaultFolder()),
    openExistingVault: () => unwrap(window.sotto.app.openExistingVault()),
    lookAgain: () => unwrap(window.sotto.app.lookAgain()),
    pickSlotsCopy: () => unwrap(window.sotto.app.pickSlotsCopy()),
    lock: () => unwrap(window.sotto.app.lock()),
  },
  sessions: {
    list: (input) => unwrap(window.sotto.sessions.list(input)),
    create: () => unwrap(window.sotto.sessions.create()),
    get: (input) => unwrap(window.sotto.sessions.get(input)),
    addParticipant: (input) => unwrap(window.sotto.sessions.addParticipant(input)),
    removeParticipant: (input) => unwrap(window.sotto.sessions.removeParticipant(input)),
    delete: (input) => unwrap(window.sotto.sessions.delete(input)),
  },
  consent: {
    getAgreement: (input) => unwrap(window.sotto.consent.getAgreement(input)),
    grant: (input) => unwrap(window.sotto.consent.grant(input)),
    addScanPart: (input) => unwrap(window.sotto.consent.addScanPart(input)),
    beginSpoken: (input) => unwrap(window.sotto.consent.beginSpoken(input)),
    discardSpoken: (input) => unwrap(window.sotto.consent.discardSpoken(input)),
    refuse: (input) => unwrap(window.sotto.consent.refuse(input)),
    reconfirm: (input) => unwrap(window.sotto.consent.reconfirm(input)),
    withdraw: (input) => unwrap(window.sotto.consent.withdraw(input)),
    getReceipts: (input) => unwrap(window.sotto.consent.getReceipts(input)),
    exportReceipt: (input) => unwrap(window.sotto.consent.exportReceipt(input)),
    saveReceipt: (input) => unwrap(window.sotto.consent.saveReceipt(input)),
  },
  agreements: {
    get: (input) => unwrap(window.sotto.agreements.get(input)),
    choose: (input) => unwrap(window.sotto.agreements.choose(input)),
  },
  templates: {
    list: () => unwrap(window.sotto.templates.list()),
    get: (input) => unwrap(window.sotto.templates.get(input)),
    save: (input) => unwrap(window.sotto.templates.save(input)),
    preview: (input) => unwrap(window.sotto.templates.preview(input)),
  },
  microphone: {
    beginCheck: (input) => unwrap(window.sotto.microphone.beginCheck(input)),
    endCheck: () => unwrap(window.sotto.microphone.endCheck()),
    playTest: () => unwrap(window.sotto.microphone.playTest()),
    dropTest: () => unwrap(window.sotto.microphone.dropTest()),
  },
  recordings: {
    start: (input) => unwrap(window.sotto.recordings.start(input)),
    pause: () => unwrap(window.sotto.recordings.pause()),
    resume: () => unwrap(window.sotto.recordings.resume()),
    stop: () => unwrap(window.sotto.recordings.stop()),
    keepElsewhere: () => unwrap(window.sotto.recordings.keepElsewhere()),
    bookmark: () => unwrap(window.sotto.recordings.bookmark()),
    readiness: () => unwrap(window.sotto.recordings.readiness()),
    delete: (input) => unwrap(window.sotto.recordings.delete(input)),
    throwAway: (input) => unwrap(window.sotto.recordings.throwAway(input)),
    get: (input) => unwrap(window.sotto.recordings.get(input)),
    noteListening: (input) => unwrap(window.sotto.recordings.noteListening(input)),
    listRecovered: () => unwrap(window.sotto.recordings.listRecovered()),
    keepRecovered: (input) => unwrap(window.sotto.recordings.keepRecovered(input)),
    waveform: (input) => unwrap(window.sotto.recordings.waveform(input)),
    answer: (input) => unwrap(window.sotto.recordings.answer(input)),
    erasePassage: (input) => unwrap(window.sotto.recordings.erasePassage(input)),
  },
  deletions: {
    list: () => unwrap(window.sotto.deletions.list()),
    undo: (input) => unwrap(window.sotto.deletions.undo(input)),
  },
  notes: {
    get: (input) => unwrap(window.sotto.notes.get(input)),
    begin: (input) => unwrap(window.sotto.notes.begin(input)),
    save: (input) => unwrap(window.sotto.notes.save(input)),
    getEarlier: (input) => unwrap(window.sotto.notes.getEarlier(input)),
  },
  jurisdiction: {
    get: (input) => unwrap(window.sotto.jurisdiction.get(input)),
    place: (input) => unwrap(window.sotto.jurisdiction.place(input)),
    confirmDuty: (input) => unwrap(window.sotto.jurisdiction.confirmDuty(input)),
  },
  people: {
    list: (input) => unwrap(window.sotto.people.list(input)),
    get: (input) => unwrap(window.sotto.people.get(input)),
    setName: (input) => unwrap(window.sotto.people.setName(input)),
    getText: (input) => unwrap(window.sotto.people.getText(input)),
  },
  due: {
    list: () => unwrap(window.sotto.due.list()),
  },
  retention: {
    list: () => unwrap(window.sotto.retention.list()),
    ofSession: (input) => unwrap(window.sotto.retention.ofSession(input)),
    classify: (input) => unwrap(window.sotto.retention.classify(input)),
    markUsed: (input) => unwrap(window.sotto.retention.markUsed(input)),
    hold: (input) => unwrap(window.sotto.retention.hold(input)),
    liftHold: (input) => unwrap(window.sotto.retention.liftHold(input)),
    destroy: (input) => unwrap(window.sotto.retention.destroy(input)),
  },
  certificates: {
    get: (input) => unwrap(window.sotto.certificates.get(input)),
    export: (input) => unwrap(window.sotto.certificates.export(input)),
    save: (input) => unwrap(window.sotto.certificates.save(input)),
  },
  ways: {
    list: () => unwrap(window.sotto.ways.list()),
    rename: (input) => unwrap(window.sotto.ways.rename(input)),
    saveSlots: () => unwrap(window.sotto.ways.saveSlots()),
    exportSlots: () => unwrap(window.sotto.ways.exportSlots()),
  },
  log: {
    list: (input) => unwrap(window.sotto.log.list(input)),
    seeRollback: () => unwrap(window.sotto.log.seeRollback()),
    beginExport: (input) => unwrap(window.sotto.log.beginExport(input)),
    exportPart: (input) => unwrap(window.sotto.log.exportPart(input)),
    save: (input) => unwrap(window.sotto.log.save(input)),
  },
  check: {
    begin: (input) => unwrap(window.sotto.check.begin(input)),
    stop: () => unwrap(window.sotto.check.stop()),
    get: () => unwrap(window.sotto.check.get()),
  },
  copy: {
    begin: () => unwrap(window.sotto.copy.begin()),
    stop: () => unwrap(window.sotto.copy.stop()),
    get: () => unwrap(window.sotto.copy.get()),
  },
  copies: {
    list: () => unwrap(window.sotto.copies.list()),
    choose: () => unwrap(window.sotto.copies.choose()),
    finish: (input) => unwrap(window.sotto.copies.finish(input)),
  },
  settings: {
    get: () => unwrap(window.sotto.settings.get()),
    set: (input) => unwrap(window.sotto.settings.set(input)),
  },
};

/** Hears an event of contract/methods.ts until the returned function is called. */
export const onEvent: SottoApi['on'] = (event, listener) => window.sotto.on(event, listener);

export type OnDeriving = (expectedMs: number) => void;
type LastReply = Exclude<PassphraseReply, { readonly kind: 'deriving' | 'failed' }>;

/** One request on the port to the vault process, which main never hears. Throws a `VaultError` when it fails. */
function sendSecret(request: PassphraseRequest, onDeriving: OnDeriving): Promise<LastReply> {
  return new Promise((resolve, reject) => {
    window.sotto.passphrase.send(request, (reply) => {
      if (reply.kind === 'deriving') onDeriving(reply.expectedMs);
      else if (reply.kind === 'failed') reject(new VaultError(reply.error));
      else resolve(reply);
    });
  });
}

/**
 * Opens the vault by what is in the request, straight in the vault process. `onDeriving` hears how many milliseconds
 * each Argon2id is expected to take. Throws a `VaultError` when the vault stays shut.
 */
export async function openVault(
  request: Extract<PassphraseRequest, { readonly kind: 'create' | 'unlock' | 'unlock-by-sheet' | 'rescue' }>,
  onDeriving: OnDeriving,
): Promise<void> {
  await sendSecret(request, onDeriving);
}

/** Changes who comes in. Throws a `VaultError` when nothing was changed. */
export async function changeWays(
  request: Extract<
    PassphraseRequest,
    {
      readonly kind: 'change-passphrase' | 'add-passphrase' | 'remove-way' | 'confirm-sheet' | 'drop-sheet' | 'rekey';
    }
  >,
  onDeriving: OnDeriving,
): Promise<void> {
  await sendSecret(request, onDeriving);
}

/** A new sheet, which opens nothing until it is confirmed. */
export async function makeSheet(
  request: Extract<PassphraseRequest, { readonly kind: 'make-sheet' }>,
  onDeriving: OnDeriving,
): Promise<Sheet> {
  const reply = await sendSecret(request, onDeriving);
  if (reply.kind !== 'sheet') throw new VaultError({ code: 'internal/unexpected', details: {} });
  return reply.sheet;
}
