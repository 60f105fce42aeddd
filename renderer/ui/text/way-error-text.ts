import type { ErrorCode } from '../../../contract/error-codes.ts';

const nothingChanged = 'Nothing in your vault has changed.';

/** What is said of the ways into a vault: passphrases and recovery sheets. */
export const wayErrorTexts = {
  'vault/proof-refused': {
    happened: 'The passphrase or the words of the sheet that open this vault now are different.',
    safe: nothingChanged,
    todo: 'Check capital letters, spaces and the keyboard language, and try again.',
  },
  'vault/sheet-misread': {
    happened: 'These are not the words of a recovery sheet as they were printed.',
    safe: nothingChanged,
    todo: 'Enter all 24 words in their order, with a space between. Compare each with the sheet.',
  },
  'vault/sheet-not-confirmed': {
    happened: 'At least one of the words is not the one on the sheet.',
    safe: 'The sheet does not open the vault yet, and everything that opened it still does.',
    todo: 'Look at the numbers on the sheet and enter those words again.',
  },
  'vault/last-way-in': {
    happened: 'This is the last way into the vault.',
    safe: 'It was not removed.',
    todo: 'Add another passphrase or a recovery sheet first.',
  },
  'vault/too-many-ways': {
    happened: 'This vault has as many passphrases and recovery sheets as it can have.',
    safe: nothingChanged,
    todo: 'Remove one that nobody uses, and try again.',
  },
  'vault/recording-runs': {
    happened: 'A recording is running. Meanwhile the keys of a vault cannot be changed, nor the vault be copied.',
    safe: `The recording goes on. ${nothingChanged}`,
    todo: 'Stop the recording, and try again.',
  },
} as const satisfies Partial<Record<ErrorCode, Readonly<Record<'happened' | 'safe' | 'todo', string>>>>;
