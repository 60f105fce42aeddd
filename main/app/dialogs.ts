import { dialog, type BrowserWindow } from 'electron';
import { dialogText } from './dialog-text.ts';

const folderTexts = {
  new: dialogText.newVaultFolder,
  existing: dialogText.existingVault,
  elsewhere: dialogText.recordingElsewhere,
  copy: dialogText.copyFolder,
  'known-copy': dialogText.knownCopy,
} as const;

/** The folder a person picks, or null when they change their mind. */
export async function pickFolder(
  window: BrowserWindow | null,
  wanted: keyof typeof folderTexts,
): Promise<string | null> {
  const { title, button } = folderTexts[wanted];
  const options: Electron.OpenDialogOptions = {
    title,
    buttonLabel: button,
    properties:
      wanted === 'existing' || wanted === 'known-copy'
        ? ['openDirectory']
        : ['openDirectory', 'createDirectory', 'promptToCreate'],
  };
  const { canceled, filePaths } = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return canceled ? null : (filePaths[0] ?? null);
}

/** Where a person wants a file to be written, or null when they change their mind. */
export async function pickFile(
  window: BrowserWindow | null,
  { title, button }: { readonly title: string; readonly button: string },
  suggested: string,
  extension: string,
): Promise<string | null> {
  const options: Electron.SaveDialogOptions = {
    title,
    buttonLabel: button,
    defaultPath: suggested,
    filters: [{ name: extension.toUpperCase(), extensions: [extension] }],
    properties: ['createDirectory', 'showOverwriteConfirmation', 'dontAddToRecent'],
  };
  const { canceled, filePath } = await (window === null
    ? dialog.showSaveDialog(options)
    : dialog.showSaveDialog(window, options));
  return canceled || filePath === '' ? null : filePath;
}

/** A saved copy of the slots of a vault, or null when the person changes their mind. */
export async function pickSlotsFile(window: BrowserWindow | null): Promise<string | null> {
  const { title, button } = dialogText.openSlots;
  const options: Electron.OpenDialogOptions = {
    title,
    buttonLabel: button,
    properties: ['openFile', 'dontAddToRecent'],
  };
  const { canceled, filePaths } = await (window === null
    ? dialog.showOpenDialog(options)
    : dialog.showOpenDialog(window, options));
  return canceled ? null : (filePaths[0] ?? null);
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
