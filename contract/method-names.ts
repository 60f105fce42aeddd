import type { Call, EventName, Group } from './methods.ts';

/**
 * The names of the table in methods.ts without its validators, small enough for the sandboxed preload. The type makes
 * the compiler refuse a name that the table does not have; tests/unit/contract/method-names.test.ts refuses one that
 * is missing here.
 */
export const methodNames = {
  app: ['getState', 'about', 'chooseNewVaultFolder', 'openExistingVault', 'lookAgain', 'pickSlotsCopy', 'lock'],
  sessions: ['list', 'create', 'get', 'addParticipant', 'removeParticipant', 'delete'],
  consent: [
    'getAgreement',
    'grant',
    'addScanPart',
    'beginSpoken',
    'discardSpoken',
    'refuse',
    'reconfirm',
    'withdraw',
    'getReceipts',
    'exportReceipt',
    'saveReceipt',
  ],
  agreements: ['get', 'choose'],
  templates: ['list', 'get', 'save', 'preview'],
  microphone: ['beginCheck', 'endCheck', 'playTest', 'dropTest'],
  recordings: [
    'start',
    'pause',
    'resume',
    'stop',
    'keepElsewhere',
    'readiness',
    'bookmark',
    'throwAway',
    'delete',
    'get',
    'noteListening',
    'listRecovered',
    'keepRecovered',
    'waveform',
    'answer',
    'erasePassage',
  ],
  notes: ['get', 'begin', 'save', 'getEarlier'],
  deletions: ['list', 'undo'],
  jurisdiction: ['get', 'place', 'confirmDuty'],
  people: ['list', 'get', 'setName', 'getText'],
  due: ['list'],
  ways: ['list', 'rename', 'exportSlots', 'saveSlots'],
  log: ['list', 'seeRollback', 'beginExport', 'exportPart', 'save'],
  check: ['begin', 'stop', 'get'],
  copy: ['begin', 'stop', 'get'],
  retention: ['list', 'ofSession', 'classify', 'markUsed', 'hold', 'liftHold', 'destroy'],
  certificates: ['get', 'export', 'save'],
  copies: ['list', 'choose', 'finish'],
  settings: ['get', 'set'],
} as const satisfies { [G in Group]: readonly Call<G>[] };

export const eventNames = [
  'appState',
  'recordingStatus',
  'microphoneCheck',
  'aboutToLock',
] as const satisfies readonly EventName[];

/** Channel names on Electron's own IPC; nothing else travels there. */
export const channels = {
  call: 'sotto:call',
  event: 'sotto:event',
  passphrasePort: 'sotto:passphrase-port',
  capturePort: 'sotto:capture-port',
} as const;
