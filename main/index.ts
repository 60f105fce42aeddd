import { app, powerMonitor, protocol, session, type MessagePortMain } from 'electron';
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { AppWindow } from './app/app-window.ts';
import { openCaptureWindow } from './app/capture-window.ts';
import { ChosenVault } from './app/chosen-vault.ts';
import { clearChromiumFolder } from './app/chromium-folder.ts';
import { Closing } from './app/closing.ts';
import { findCommandLineProblems } from './app/command-line.ts';
import { FailedTriesFile } from './app/failed-tries.ts';
import { folderPlace } from './app/folder-place.ts';
import { askAboutRecording, pickFile, pickFolder, pickSlotsFile, sayRefusedToStart } from './app/dialogs.ts';
import { cutOff, hardenProcess, hardenWhatComes } from './app/hardening.ts';
import { createPageRescue, createWakefulness, followLifecycle, followPower } from './app/lifecycle.ts';
import { IdleLock } from './app/idle-lock.ts';
import { createLog } from './app/log.ts';
import { mainMethods } from './app/main-methods.ts';
import { setMenu } from './app/menu.ts';
import { originOf } from './app/page-files.ts';
import { pathsFor } from './app/paths.ts';
import { policyPlace, readPolicy } from './app/policy.ts';
import { isOnBattery } from './app/power.ts';
import { readPreferences, writePreferences, type Preferences } from './app/preferences.ts';
import { readReadiness } from './app/readiness.ts';
import { dialogText } from './app/dialog-text.ts';
import { ownPrivileges, servePages } from './app/scheme.ts';
import { saveLog } from './app/save-log.ts';
import { saveCertificate } from './app/save-certificate.ts';
import { readSlotsCopy, saveSlots } from './app/save-slots.ts';
import { saveReceipt } from './app/save-receipt.ts';
import { Sotto } from './app/sotto.ts';
import { writeWholeFile } from './app/write-file.ts';
import { createElectronChannel, openElectronChannel, startElectronProcess } from './broker/electron-processes.ts';
import { hash, randomBytes } from './crypto/sodium.ts';
import { serveCalls } from './ipc/server.ts';
import { recordingPrivileges, serveRecordings } from './playback/scheme.ts';
import { acquireLock } from './vault/vault-lock.ts';

const digestOf = (bytes: Uint8Array): string => Buffer.from(hash(bytes)).toString('hex');
const log = createLog((line) => process.stderr.write(`${line}\n`));
const paths = pathsFor(process.platform, process.env, homedir());
const policy = policyPlace(process.platform, app.isPackaged, process.env);
const built = dirname(import.meta.dirname);
const preload = (name: string): string => join(built, 'preload', `${name}.cjs`);
const appSession = () => session.fromPartition('sotto-app', { cache: false });
const captureSession = () => session.fromPartition('sotto-capture', { cache: false });

function after(delayMs: number, act: () => void): () => void {
  const timer = setTimeout(act, delayMs);
  return () => clearTimeout(timer);
}

function changePreferences(change: (now: Preferences) => Preferences): void {
  writePreferences(paths.preferencesFile, change(readPreferences(paths.preferencesFile)));
}

const rescue = createPageRescue(() => void window.replace());
const window: AppWindow = new AppWindow({
  session: appSession,
  preload: preload('ui'),
  onLoaded: () => {
    rescue.onLoaded();
    sotto.connectPage();
  },
  onCrashed: rescue.onCrashed,
  onHidden: () => sotto.hide(),
  mayClose: () => closing.mayClose(),
});
const sotto: Sotto<MessagePortMain> = new Sotto<MessagePortMain>({
  chosenVault: new ChosenVault(acquireLock),
  screen: window,
  startVaultProcess: () => startElectronProcess(join(built, 'main', 'vault-process.js'), 'Sotto vault'),
  startRecorderProcess: () => startElectronProcess(join(built, 'main', 'recorder-process.js'), 'Sotto recorder'),
  openCapture: () => openCaptureWindow(captureSession(), preload('capture')),
  createChannel: createElectronChannel,
  openChannel: openElectronChannel,
  nowMs: () => performance.now(),
  after,
  pickFolder: (wanted) => pickFolder(window.window, wanted),
  rememberFolder: (vaultFolder) => changePreferences((now) => ({ ...now, vaultFolder })),
  elsewhere: {
    list: () => readPreferences(paths.preferencesFile).elsewhere,
    add: (place) => changePreferences((now) => ({ ...now, elsewhere: [...now.elsewhere, place] })),
    remove: ({ recordingId, folder }) =>
      changePreferences((now) => ({
        ...now,
        elsewhere: now.elsewhere.filter((one) => one.recordingId !== recordingId || one.folder !== folder),
      })),
  },
  failedTries: new FailedTriesFile(paths.failedTriesFile, Date.now, (folder) => digestOf(Buffer.from(folder))),
  readPolicy: () => readPolicy(policy, digestOf),
  placeOf: folderPlace,
  onLockAfter: (minutes) => idleLock.lockAfter(minutes),
  onRecording: createWakefulness(),
  log,
});
const idleLock = new IdleLock({
  idleSeconds: () => powerMonitor.getSystemIdleTime(),
  nowMs: () => performance.now(),
  isUnlocked: () => sotto.vault.isUnlocked,
  lock: () => sotto.lockSoon(),
  after,
});
const closing = new Closing({
  isRecording: () => sotto.recorders.isRunning,
  ask: () => askAboutRecording(window.window),
  stopRecording: () => sotto.recorders.stopAndWait(),
  quit: () => app.quit(),
});

function prepare(): void {
  mkdirSync(paths.electronFolder, { recursive: true, mode: 0o700 });
  app.setPath('userData', paths.electronFolder);
  app.setPath('sessionData', paths.electronFolder);
  hardenProcess();
  hardenWhatComes({ isArmedForAudio: (webContentsId) => sotto.capture.isArmed(webContentsId), log });
  protocol.registerSchemesAsPrivileged([ownPrivileges, recordingPrivileges]);
  followLifecycle(sotto, window, closing);
}

async function start(): Promise<void> {
  await cutOff([session.defaultSession, appSession(), captureSession()]);
  const pages = join(built, 'renderer');
  const makeNonce = (): string => Buffer.from(randomBytes(16)).toString('base64');
  servePages(appSession(), 'app', pages, makeNonce);
  servePages(captureSession(), 'capture', pages, makeNonce);
  serveRecordings(appSession(), sotto.vault);
  const { electron, chrome: chromium, node } = process.versions;
  const about = { sotto: app.getVersion(), electron, chromium, node };
  const callVault = sotto.callVault.bind(sotto);
  const saveParts = (text: { readonly title: string; readonly button: string }) => ({
    pickFile: (suggested: string, extension: string) => pickFile(window.window, text, suggested, extension),
    callVault,
    printPage: window.printerOfPage(),
    writeFile: writeWholeFile,
    nowMs: Date.now,
    documents: () => app.getPath('documents'),
  });
  const power = () => isOnBattery(process.platform, () => powerMonitor.isOnBatteryPower());
  const handlers = mainMethods(sotto, {
    about,
    save: (wanted) => saveReceipt(saveParts(dialogText.saveReceipt), wanted),
    saveLog: (wanted) => saveLog(saveParts(dialogText.saveLog), wanted),
    saveSlots: () => saveSlots(saveParts(dialogText.saveSlots)),
    pickSlotsCopy: async () => {
      const path = await pickSlotsFile(window.window);
      return path === null ? null : readSlotsCopy(path);
    },
    saveCertificate: (wanted) => saveCertificate(saveParts(dialogText.saveCertificate), wanted),
    readiness: () => readReadiness(sotto.state.current.vaultFolder, power),
  });
  serveCalls({ ownOrigin: originOf('app'), handlers, callVault, log }, () => window.contents);
  followPower(sotto);
  idleLock.watch();
  setMenu(() => void sotto.lock());
  const { vaultFolder } = readPreferences(paths.preferencesFile);
  sotto.start(vaultFolder ?? paths.defaultVaultFolder, vaultFolder === null);
  window.open();
}

const problems = app.isPackaged ? findCommandLineProblems(process.argv.slice(1), process.env, process.platform) : [];
if (problems.length > 0) {
  for (const problem of problems) log('start-refused', { problem });
  sayRefusedToStart();
  app.exit(1);
} else {
  prepare();
  if (app.requestSingleInstanceLock()) {
    clearChromiumFolder(paths.electronFolder);
    void app.whenReady().then(start);
  } else {
    app.exit(0);
  }
}
