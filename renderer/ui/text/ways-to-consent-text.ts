const day = new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' });

/** Words for how a person agrees: on paper, and before a witness. */
export const waysText = {
  scan: 'Scan of a paper form',
  file: 'Scan or photo of the form',
  fileHint:
    'PNG, JPEG or PDF, at most 10 MB. It is kept in the vault as it is and not shown on this screen. The file that you choose stays where it is, unencrypted: delete it there.',
  paperDate: 'Date on the form',
  paperDateHint:
    'The day on which the form was signed. It opens a recording for 365 days at most; an older form is kept, and the person is asked again.',
  words: 'Which words were signed',
  wordsMissing: 'Say which words were signed.',
  wordNames: {
    'this-text': { text: 'The words above, printed', meaning: 'The form has the text of this agreement.' },
    'other-form': {
      text: 'Another form',
      meaning: 'Such as the practice’s own. Tick only what that form agrees to; its words are kept as the scan.',
    },
  },
  fileMissing: 'Choose the scan or photo of the signed form.',
  fileEmpty: 'The file is empty. Choose another.',
  fileTooLarge: 'The file is larger than 10 MB. Choose a smaller scan.',
  dateMissing: 'Enter the date that is on the form.',
  dateInFuture: 'The date on the form cannot be in the future.',
  witness: 'Witness (optional)',
  witnessHint: 'Name or code of somebody who saw it signed. Kept in the vault with the signature.',
  witnessed: 'Before a witness',
  onPaperOn: (signedOn: string) => `Date on the form: ${day.format(Date.parse(signedOn))}`,
  otherForm: 'Another form was signed. Its words are on the scan.',
  unreadable: 'The file could not be read. Choose it again.',
};
