import { dialog, type BrowserWindow } from 'electron';
import { dialogText } from './dialog-text.ts';

const folderTexts = {
  new: dialogText.newVaultFolder,
  existing: dialogText.existingVault,
  elsewhere: dialogText.recordingElsewhere,
} as const;

/** The folder a person picks, or null when they change their mind. */
export async function pickFolder(
  window: BrowserWindow | null,
  wanted: 'new' | 'existing' | 'elsewhere',
): Promise<string | null> {
  const { title, button } = folderTexts[wanted];
  const options: Electron.OpenDialogOptions = {
    title,
    buttonLabel: button,
    properties: wanted === 'existing' ? ['openDirectory'] : ['openDirectory', 'createDirectory', 'promptToCreate'],
  };
  const { canceled, filePaths } = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return canceled ? null : (filePaths[0] ?? null);
}

const saveTexts = { receipt: dialogText.saveReceipt, certificate: dialogText.saveCertificate } as const;

/** Where a person wants a receipt or a certificate to be written, or null when they change their mind. */
export async function pickFileToSave(
  window: BrowserWindow | null,
  what: keyof typeof saveTexts,
  suggested: string,
  format: 'pdf' | 'json',
): Promise<string | null> {
  const { title, button } = saveTexts[what];
  const options: Electron.SaveDialogOptions = {
    title,
    buttonLabel: button,
    defaultPath: suggested,
    filters: [{ name: format.toUpperCase(), extensions: [format] }],
    properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
  };
  const { canceled, filePath } = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  return canceled || filePath === '' ? null : filePath;
}

/** What becomes of a running recording when somebody closes the app; escaping the question keeps it running. */
export async function askAboutRecording(window: BrowserWindow | null): Promise<'keep-recording' | 'stop-and-save'> {
  const { title, message, detail, keepRecording, stopAndSave } = dialogText.closingWhileRecording;
  const options: Electron.MessageBoxOptions = {
    type: 'question',
    title,
    message,
    detail,
    buttons: [keepRecording, stopAndSave],
    defaultId: 0,
    cancelId: 0,
    noLink: true,
  };
  const { response } = await (window === null
    ? dialog.showMessageBox(options)
    : dialog.showMessageBox(window, options));
  return response === 1 ? 'stop-and-save' : 'keep-recording';
}

/** Shown before there is any window. */
export function sayRefusedToStart(): void {
  dialog.showErrorBox(dialogText.refusedToStart.title, dialogText.refusedToStart.message);
}
