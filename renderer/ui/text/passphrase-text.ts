import { duration } from './format.ts';

export const passphraseText = {
  label: 'Passphrase',
  presentLabel: 'Present passphrase',
  newLabel: 'New passphrase',
  repeatLabel: 'Repeat passphrase',
  show: 'Show passphrase while held',
  capsLock: 'Caps Lock is on.',
  rareCharacters:
    'Not every keyboard has the letters or signs that stand here. Where one cannot be typed, this passphrase does not open the vault.',
  movingCharacters:
    'Signs lie elsewhere on keyboards of other languages. Check the language of the keyboard when this passphrase is refused.',
  tooShort: (minimum: number) => `Use at least ${minimum} characters.`,
  doesNotMatch: 'The two passphrases are not the same yet.',
  deriving: 'Turning the passphrase into a key',
  derivingExplained: (expectedMs: number) =>
    `This takes about ${duration(Math.max(1000, expectedMs))} on this computer. It is slow on purpose, so that guessing is slow too.`,
  waits: (seconds: number) =>
    `After several tries that did not open the vault, the next one waits ${seconds === 1 ? '1 second' : `${seconds} seconds`}. Nothing is deleted, however often you try.`,
} as const;
