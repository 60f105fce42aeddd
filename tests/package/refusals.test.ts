import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askOnPipe, watchListening } from '../support/debugger-door.ts';
import { windowsOf, windowUnlike } from '../support/desktop.ts';
import { packaged, PackagedSotto } from '../support/packaged-sotto.ts';
import { until } from '../support/until.ts';

const unpackaged = { executable: process.env['SOTTO_ELECTRON'] ?? '', given: [resolve(import.meta.dirname, '../..')] };
const withinMs = 10_000;

let folder: string;
let dataFolder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-package-'));
  dataFolder = join(folder, 'data');
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** What is seen of the packaged app from its start to its end; it is ended when it does not end by itself. */
async function watch(given: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const sotto = new PackagedSotto(dataFolder, given, environment);
  let hasEnded = false;
  const ending = sotto.ended.finally(() => {
    hasEnded = true;
  });
  let windows = 0;
  await until(
    'it ends',
    async () => {
      windows = Math.max(windows, (await windowsOf(sotto.id)).length);
      return hasEnded;
    },
    withinMs,
  ).finally(() => sotto.kill());
  return { ...(await ending), windows, hasMadeAFolder: existsSync(dataFolder) };
}

function refusedFor(problem: string) {
  return { code: 1, log: [`sotto start-refused problem=${problem}`], windows: 0, hasMadeAFolder: false };
}

describe('the packaged app does not start', () => {
  it.each([
    '--inspect=0',
    '--inspect-brk=0',
    '--remote-debugging-port=0',
    '-remote-debugging-port=0',
    '--remote-debugging-address=0.0.0.0',
    '--no-sandbox',
    '--disable-gpu-sandbox',
    '--disable-seccomp-filter-sandbox',
    '--disable-web-security',
    '--use-fake-device-for-media-stream',
    '--use-fake-ui-for-media-stream',
    '--use-file-for-fake-audio-capture=/dev/null',
    '--alsa-input-device=tcp',
    '--js-flags=--expose-gc',
    '--require=/dev/null',
    '--load-extension=/tmp',
    '--user-data-dir=/tmp/elsewhere',
    '--host-resolver-rules=MAP * 10.0.0.1',
    '--proxy-server=10.0.0.1:80',
    '--version',
    '--unheard-of',
    '-x',
    '--',
  ])('with %s', async (given) => {
    expect(await watch([given])).toEqual(refusedFor('switch'));
  });

  it.each([
    ['a sandbox taken away', 'ELECTRON_DISABLE_SANDBOX', '1', 'sandbox'],
    ['a sound server on another machine', 'PULSE_SERVER', 'tcp:10.0.0.1:4713', 'sound-server'],
    ['a display on another machine', 'DISPLAY', '127.0.0.1:0', 'display'],
    ['a message bus on another machine', 'DBUS_SESSION_BUS_ADDRESS', 'tcp:host=10.0.0.1', 'message-bus'],
  ])('with %s by %s', async (_what, variable, value, problem) => {
    expect(await watch([], { [variable]: value })).toEqual(refusedFor(problem));
  });
});

describe('the packaged app starts', () => {
  async function opensWindow(given: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const sotto = new PackagedSotto(dataFolder, given, environment);
    try {
      return await windowUnlike(sotto.id, null);
    } finally {
      await sotto.kill();
    }
  }

  it('with a switch that is allowed', async () => {
    await expect(opensWindow(['--lang=en', '--disable-gpu'])).resolves.not.toBe('');
  });

  it.each([
    ['ELECTRON_RUN_AS_NODE', '1'],
    ['NODE_OPTIONS', '--require=SCRIPT'],
  ])('and %s runs nothing in it', async (variable, value) => {
    const script = leavingScript();
    await opensWindow([script.file], { [variable]: value.replace('SCRIPT', script.file) });
    expect(existsSync(script.mark)).toBe(false);
  });

  it('and that is due to the package: Electron as it comes runs the same script', () => {
    const script = leavingScript();
    spawnSync(unpackaged.executable, [script.file], { env: { ...process.env, ELECTRON_RUN_AS_NODE: '1' } });
    expect(existsSync(script.mark)).toBe(true);
  });

  function leavingScript() {
    const file = join(folder, 'script.cjs');
    const mark = join(folder, 'was-run');
    writeFileSync(file, `require('node:fs').writeFileSync(${JSON.stringify(mark)}, '')`);
    return { file, mark };
  }
});

describe('a debugger', () => {
  it('gets no answer on a pipe', async () => {
    const environment = { SOTTO_DATA: dataFolder };
    expect(await askOnPipe({ executable: packaged.executable, given: [], environment })).toBe('');
  });

  it('gets one from the same app when it is not packaged', async () => {
    expect(await askOnPipe({ ...unpackaged, environment: { SOTTO_DATA: dataFolder } })).toContain('"result"');
  });

  const portSwitches = ['--remote-debugging-port=0', '--inspect=127.0.0.1:0'];

  it.each(portSwitches)('finds no port that is listened at: %s', async (given) => {
    const start = { executable: packaged.executable, given: [given], environment: { SOTTO_DATA: dataFolder } };
    expect(await watchListening(start, join(folder, 'trace'))).toEqual([]);
  });

  it.each(portSwitches)('finds one at the same app when it is not packaged: %s', async (given) => {
    const environment = { SOTTO_DATA: dataFolder };
    const start = { ...unpackaged, given: [...unpackaged.given, given], environment };
    expect(await watchListening(start, join(folder, 'trace'))).not.toEqual([]);
  });
});
