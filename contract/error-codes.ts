/**
 * Every failure that may cross a process border, by family. A code has one sentence in
 * renderer/ui/text/error-text.ts; a new code without one does not compile.
 */
export const errorCodes = [
  // Vault: the vault as a whole.
  'vault/not-found',
  'vault/already-exists',
  'vault/folder-not-empty',
  'vault/unlock-failed',
  'vault/try-later',
  'vault/slots-damaged',
  'vault/slots-copy-unfit',
  'vault/state-damaged',
  'vault/key-table-damaged',
  'vault/index-damaged',
  'vault/log-damaged',
  'vault/newer-version',
  'vault/in-use',
  'vault/locked',
  'vault/passphrase-too-short',
  'vault/passphrase-too-long',
  'vault/key-derivation-refused',
  'vault/proof-refused',
  'vault/sheet-misread',
  'vault/sheet-not-confirmed',
  'vault/last-way-in',
  'vault/too-many-ways',
  'vault/recording-runs',
  'vault/copy-in-vault',
  'vault/copy-no-room',
  'vault/copy-unwritable',
  // Integrity: one file or record of it.
  'integrity/header-foreign',
  'integrity/chunk-unauthentic',
  'integrity/final-missing',
  'integrity/final-unauthentic',
  'integrity/record-malformed',
  'integrity/record-unauthentic',
  'integrity/chain-broken',
  'integrity/shortened',
  // Storage: the disk under it.
  'storage/disk-full',
  'storage/read-only',
  'storage/permission-denied',
  'storage/folder-gone',
  'storage/io-failed',
  // Capture: microphone to recorder.
  'capture/no-microphone',
  'capture/microphone-busy',
  'capture/permission-denied',
  'capture/device-lost',
  'capture/encoder-failed',
  'capture/page-gone',
  'capture/recorder-gone',
  'capture/packet-refused',
  // Consent: what the gate refuses.
  'consent/agreement-changed',
  'consent/agreement-missing',
  'consent/terms-past',
  'consent/template-field',
  'consent/no-purpose',
  'consent/signature-missing',
  'consent/scan-missing',
  'consent/scan-unknown',
  'consent/date-in-future',
  'consent/somebody-refused',
  'consent/spoken-missing',
  'consent/spoken-too-short',
  'consent/withdrawn',
  // Policy: what whoever looks after the computer does not allow.
  'policy/lock-time',
  // Request: what a page asked.
  'request/invalid',
  'request/forbidden',
  'request/not-found',
  'request/conflict',
  'request/held',
  // Internal: a defect of ours.
  'internal/unexpected',
  'internal/process-gone',
] as const;

export type ErrorCode = (typeof errorCodes)[number];
