/** What can be done for a vault of which a part is damaged beyond use. */
export const rescueText = {
  index: {
    title: 'Open with a new list',
    can: 'Sotto can make a new list from the vault’s log and the recordings. It has every session, every consent, and every recording.',
    lost: 'Codes, names, notes, signatures and the words of agreements were in the old list alone. They are not in the new one. People are called “Unknown 1”, “Unknown 2” and so on.',
    kept: 'The old list stays in the vault folder. If you have a backup of the folder, try that first: it may still have your notes.',
    act: 'Open with a new list',
  },
  slots: {
    title: 'Open with a saved copy of the ways in',
    can: 'If you saved a copy of the ways in (Settings, Ways in), it can take the place of the damaged ones.',
    warning:
      'Every passphrase and sheet that opened the vault when the copy was saved opens it again, also those that were changed or removed since. Change them when the vault is open.',
    act: 'Choose the saved copy',
  },
  enterPassphrase: 'Enter the passphrase first.',
  enterWords: 'Enter the words of the sheet first.',
  save: 'Save a copy of the ways in',
  saved: 'The copy is saved.',
  saveHint:
    'It helps when the part of the vault that checks your passphrase is damaged. It opens nothing without a passphrase or a recovery sheet, but for those that it has it is the same door: whoever has it and an old passphrase opens an old copy of this vault. Save a new one when your ways in change.',
} as const;
