/**
 * Stands in for main and the recorder, so that tests can speak to the built capture page and its preload by the port
 * alone. The page is served and shut in as by the app. Driven by tests/support/capture-stand.ts.
 */
import { app, BrowserWindow, MessageChannelMain, protocol, session } from 'electron';
import { readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';

const built = process.env.SOTTO_STAND_BUILT;
const contentTypes = { '.html': 'text/html', '.js': 'text/javascript' };
const policy =
  "default-src 'none'; script-src 'self'; connect-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

app.enableSandbox();
protocol.registerSchemesAsPrivileged([
  { scheme: 'sotto', privileges: { standard: true, secure: true, supportFetchAPI: true } },
]);
app.on('window-all-closed', () => {});

let window = null;
let ports = [];
let messages = [];
let complaints = [];
let arrived = () => {};

function hear(port) {
  port.on('message', ({ data }) => {
    messages.push(data.kind === 'packet' ? { ...data, bytes: Buffer.from(data.bytes).toString('base64') } : data);
    arrived();
  });
  port.start();
}

function givePort() {
  const { port1, port2 } = new MessageChannelMain();
  hear(port1);
  ports.push(port1);
  window.webContents.postMessage('sotto:capture-port', null, [port2]);
}

globalThis.captureStand = {
  /** Opens a new page, which may have the microphone or not, and gives it a port and its order. */
  async open(order, isPermitted) {
    this.close();
    await app.whenReady();
    const own = session.fromPartition(`stand-${Date.now()}`);
    own.protocol.handle('sotto', async (request) => {
      const name = new URL(request.url).pathname;
      return new Response(await readFile(join(built, 'renderer', name)), {
        headers: { 'Content-Type': contentTypes[extname(name)], 'Content-Security-Policy': policy },
      });
    });
    own.setPermissionRequestHandler((_contents, permission, answer) => answer(isPermitted && permission === 'media'));
    own.setPermissionCheckHandler((_contents, permission) => isPermitted && permission === 'media');
    window = new BrowserWindow({
      show: false,
      webPreferences: {
        session: own,
        preload: join(built, 'preload', 'capture.cjs'),
        sandbox: true,
        contextIsolation: true,
        backgroundThrottling: false,
        autoplayPolicy: 'no-user-gesture-required',
      },
    });
    window.webContents.on('console-message', (event, _level, message) => complaints.push(event.message ?? message));
    await window.loadURL('sotto://capture/capture/index.html');
    givePort();
    this.post({ kind: 'order', order });
  },
  /** Gives the page one more port; from now on `post` goes by that. */
  giveAnotherPort: () => givePort(),
  post: (message) => ports.at(-1).postMessage(message),
  /** What came so far, packets with their bytes in base64. */
  messages: () => messages,
  /** What the page has written to its console: breaches of its policy, errors. */
  complaints: () => complaints,
  /** Resolves when `count` messages of a kind have come. */
  until: (kind, count) =>
    new Promise((resolve) => {
      const look = () => {
        if (messages.filter((message) => message.kind === kind).length >= count) resolve();
      };
      arrived = look;
      look();
    }),
  close() {
    window?.destroy();
    for (const port of ports) port.close();
    [window, ports, messages, complaints] = [null, [], [], []];
  },
};
