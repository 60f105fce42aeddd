import type { Way } from '../../../contract/ways.ts';
import { formatDayAndTime } from './format.ts';

const kinds: Readonly<Record<Way['type'], string>> = { passphrase: 'Passphrase', sheet: 'Recovery sheet' };

/** The ways into a vault, in Settings. */
export const waysText = {
  title: 'Ways in',
  lead: 'Each of these opens the vault by itself.',
  listLabel: 'Ways in',
  kinds,
  nameOf: (way: Way) => way.name ?? kinds[way.type],
  added: (atMs: number) => `Added ${formatDayAndTime(atMs)}`,
  changed: (atMs: number) => `changed ${formatDayAndTime(atMs)}`,
  usedNow: 'used for this unlock',
  isOnly: 'It cannot be removed, as nothing else opens the vault.',
  fingerprint: 'Fingerprint of the signing key',
  fingerprintHint: 'It is printed on the recovery sheet. Where the two differ, the sheet is of another vault.',

  rename: 'Rename',
  name: 'Name',
  nameHint: 'Such as “Office” or “Sheet in the safe”. Kept encrypted.',
  saveName: 'Save name',
  renamed: 'The name is saved.',
  cancel: 'Cancel',

  change: 'Change passphrase',
  changeLead: 'The new passphrase takes the place of the present one. Recordings and notes stay as they are.',
  changeOldCopies:
    'Copies of the vault that were made before, such as backups, still open with the old passphrase. If somebody may know it and have such a copy, re-key the vault as well.',
  changeDone: 'The passphrase is changed.',

  add: 'Add a passphrase',
  addLead: 'A second passphrase, such as for a colleague who stands in for you. It opens everything, as yours does.',
  addDone: 'The passphrase is added.',

  remove: 'Remove',
  removeTitle: 'Remove a way in',
  removeLead: (name: string) => `“${name}” will no longer open this vault.`,
  removeOldCopies:
    'Copies of the vault that were made before, such as backups, still open with it. If it is in wrong hands, re-key the vault as well.',
  removeDone: 'It is removed.',

  newSheet: 'New sheet',
  newSheetLead:
    'The new sheet takes the place of the present one as soon as you have checked it. Copies of the vault that were made before still open with the old sheet: destroy the paper.',

  rekey: 'Re-key vault',
  rekeyLead:
    'The vault gets new keys, and everything that opens it is made anew. Do this when a passphrase, a sheet or a copy of the vault may be in wrong hands.',
  rekeyOldCopies:
    'Copies that were made before stay as they are: who has one, and a passphrase or sheet of that time, can read what was in it. What is recorded from now on they cannot.',
  rekeyDestroyed: 'Recordings that were destroyed are not brought back, and a recording must not be running.',
  rekeySheet: 'A recovery sheet stays valid. If it is the sheet that was seen, make a new one first.',
  rekeyLocks:
    'The vault is locked afterwards; unlock it with a passphrase that you enter here, or with a recovery sheet.',
  /** By what proves that the vault may get new keys. */
  others: { passphrase: 'Other passphrases that stay', sheet: 'Passphrases that stay' },
  othersHint: {
    passphrase: 'This vault has more than one passphrase. Those that are not entered here are removed.',
    sheet: 'Passphrases that are not entered here are removed. Without any, only a recovery sheet opens the vault.',
  },
  other: {
    passphrase: (number: number) => `Other passphrase ${number}`,
    sheet: (number: number) => `Passphrase ${number}`,
  },

  proof: 'Present passphrase',
  proofHint: 'Asked for so that nobody can do this on a computer that was left open.',
  proofMissing: 'Enter the present passphrase.',
} as const;
