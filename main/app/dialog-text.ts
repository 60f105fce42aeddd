/** Every sentence that main itself shows: in the system's dialogs and in the menu. The pages have their own file. */
export const dialogText = {
  closingWhileRecording: {
    title: 'Sotto',
    message: 'A recording is running.',
    detail: 'Stop it and keep what was recorded, or go on recording. Nothing is lost either way.',
    keepRecording: 'Keep recording',
    stopAndSave: 'Stop and save',
  },
  newVaultFolder: { title: 'Choose an empty folder for the new vault', button: 'Use this folder' },
  copyFolder: { title: 'Choose an empty folder for the copy, outside the vault', button: 'Copy here' },
  knownCopy: { title: 'Choose the folder of a copy of this vault', button: 'Use this copy' },
  saveReceipt: { title: 'Save the receipt, not encrypted', button: 'Save' },
  saveSlots: { title: 'Save a copy of the ways into this vault', button: 'Save' },
  openSlots: { title: 'Choose a saved copy of the ways in', button: 'Use this copy' },
  saveLog: { title: 'Save the log, not encrypted', button: 'Save' },
  saveCertificate: { title: 'Save the certificate, not encrypted', button: 'Save' },
  recordingElsewhere: { title: 'Choose a folder in which the recording goes on, encrypted', button: 'Go on here' },
  existingVault: { title: 'Choose the folder of a vault', button: 'Open vault' },
  refusedToStart: {
    title: 'Sotto does not start this way',
    message:
      'It was started with a setting that takes a protection away, or could let sound or screen leave this computer. Start it from its own icon.',
  },
  menu: { file: 'File', edit: 'Edit', view: 'View', lock: 'Lock' },
} as const;
