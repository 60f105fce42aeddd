/**
 * One start, timed from outside by tests/bench/start.ts: the built Sotto until its Unlock field has been drawn, or an
 * empty window of the same Electron until its page is there. Says `ready` and ends.
 */
import { app, BrowserWindow } from 'electron';
import { pathToFileURL } from 'node:url';

const sotto = process.env.SOTTO_BENCH_MAIN;

/** Runs in the page: resolves in the first frame that has a field for a passphrase. */
const untilFieldIsDrawn = `new Promise((resolve) => {
  const look = () => {
    if (document.querySelector('input[type=password]') === null) return;
    observer.disconnect();
    requestAnimationFrame(resolve);
  };
  const observer = new MutationObserver(look);
  observer.observe(document, { childList: true, subtree: true });
  look();
}).then(() => null)`;

function end() {
  process.stdout.write('ready\n', () => app.exit(0));
}

if (sotto === undefined) {
  void app.whenReady().then(() => {
    const window = new BrowserWindow({ width: 1100, height: 760 });
    window.webContents.once('dom-ready', end);
    return window.loadURL('about:blank');
  });
} else {
  app.on('web-contents-created', (_event, contents) => {
    contents.once('dom-ready', () => void contents.executeJavaScript(untilFieldIsDrawn).then(end));
  });
  await import(pathToFileURL(sotto).href);
}
