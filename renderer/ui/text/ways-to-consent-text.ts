const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });

/** Words for how a person agrees: on paper, and before a witness. */
export const waysText = {
  scan: 'Scan of a paper form',
  file: 'Scan or photo of the form',
  fileHint: 'PNG, JPEG or PDF, at most 10 MB. It is kept in the vault as it is and not shown on this screen.',
  paperDate: 'Date on the form',
  paperDateHint: 'The day on which the form was signed.',
  fileMissing: 'Choose the scan or photo of the signed form.',
  fileEmpty: 'The file is empty. Choose another.',
  fileTooLarge: 'The file is larger than 10 MB. Choose a smaller scan.',
  dateMissing: 'Enter the date that is on the form.',
  dateInFuture: 'The date on the form cannot be in the future.',
  witness: 'Witness (optional)',
  witnessHint: 'Name or code of somebody who saw it signed. Kept in the vault with the signature.',
  witnessed: 'Before a witness',
  onPaperOn: (atMs: number) => `Date on the form: ${day.format(atMs)}`,
  unreadable: 'The file could not be read. Choose it again.',
};
