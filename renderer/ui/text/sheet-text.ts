import { formatDayAndTime } from './format.ts';

/** The recovery sheet: making it, what stands on it, and coming in by it. */
export const sheetText = {
  title: 'Recovery sheet',
  lead: 'A sheet of paper with 24 words opens this vault when every passphrase is forgotten.',
  keep: 'Whoever has the sheet can open the vault. Keep it where you keep papers that must not be lost or read: a safe, a locked drawer, with a notary. Not in a photo, not in a mail.',
  make: 'Make recovery sheet',
  later: 'Later',
  laterHint: 'No printer at hand? You can copy the words by hand, or do this later in Settings.',
  print: 'Print recovery sheet',
  printHint:
    'Sotto only prints it and keeps no file of it. The computer’s print queue or the printer may keep a copy: use a printer that nobody else shares, or copy the words by hand.',
  wordsLabel: 'The 24 words',
  onPaper: 'I have it on paper',
  checkTitle: 'Check the sheet',
  checkLead: 'Take the paper and enter three of its words. The sheet opens the vault from then on, and not before.',
  word: (position: number) => `Word ${position}`,
  wordMissing: 'Enter this word.',
  check: 'Check words',
  seeAgain: 'Show the words again',
  confirmed: 'The recovery sheet opens this vault from now on.',
  none: 'There is no recovery sheet yet. If the passphrase is forgotten, nothing else opens this vault.',
  noneOnSessions: 'There is no recovery sheet yet. You can make one in Settings, under “Ways in”.',

  paper: {
    title: 'Sotto recovery sheet',
    opens: 'These 24 words open one Sotto vault without its passphrase.',
    howTo: 'In Sotto, on the locked screen, choose “Use recovery sheet instead” and enter the words in this order.',
    keep: 'Keep this sheet under lock and key. Whoever reads it can open the vault. Do not photograph, scan or mail it.',
    lost: 'If it is lost or was seen, open the vault and make a new sheet in Settings: this one then no longer opens it. Old copies of the vault’s folder it still opens.',
    vault: 'Vault',
    fingerprint: 'Fingerprint of the signing key',
    made: 'Made on',
    madeAt: formatDayAndTime,
    code: 'The same 24 words, for a camera that is not connected to anything',
  },

  instead: 'Use recovery sheet instead',
  enterTitle: 'Use the recovery sheet',
  enterLead: 'Enter the 24 words of the sheet in their order, with a space between. Capital letters do not matter.',
  words: 'Words of the sheet',
  wordsMissing: 'Enter the words first.',
  usePassphrase: 'Use passphrase instead',
  openedTitle: 'Choose a new passphrase',
  openedLead:
    'The vault is open. Choose a passphrase for the next time, so that the sheet can go back to where you keep it. The sheet stays valid, and so do other passphrases until you remove them in Settings.',
  notNow: 'Not now',
  setPassphrase: 'Set passphrase',
} as const;
