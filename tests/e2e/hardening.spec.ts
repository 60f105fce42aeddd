import { createServer } from 'node:http';
import type { Page } from '@playwright/test';
import type {} from '../../renderer/ui/vault-client.ts';
import { expect, test as base, withSotto, type RunningSotto } from '../support/app.ts';

/** One app for all of these: what is tried here must leave it as it was. */
const test = base.extend<object, { sharedSotto: RunningSotto }>({
  sharedSotto: [async ({ switches }, use) => withSotto(switches, use), { scope: 'worker' }],
  sotto: async ({ sharedSotto }, use) => use(sharedSotto),
});

// A microphone and a camera that Chromium makes up, so that what is refused is there.
test.use({ switches: ['--use-fake-device-for-media-stream'] });

/** The name of the error that asking for these media ends with, or `granted`. */
function askForMedia(page: Page, constraints: { audio?: boolean; video?: boolean }): Promise<string> {
  return page.evaluate(
    (wanted) =>
      navigator.mediaDevices.getUserMedia(wanted).then(
        () => 'granted',
        (error: unknown) => (error instanceof Error ? error.name : 'no error'),
      ),
    constraints,
  );
}

test('the page cannot fetch anything, not even its own files', async ({ page }) => {
  for (const url of [
    'https://example.org/',
    'http://127.0.0.1:9/',
    'file:///etc/hostname',
    'sotto://app/ui/index.html',
  ]) {
    await expect(
      page.evaluate((target) => fetch(target), url),
      url,
    ).rejects.toThrow('Failed to fetch');
  }
});

test('XMLHttpRequest, WebSocket, EventSource, beacon and worker are refused by the policy', async ({ page }) => {
  const broken = await page.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const seen: string[] = [];
        const attempts = [
          () => {
            const request = new XMLHttpRequest();
            request.open('GET', 'http://127.0.0.1:9/');
            request.send();
          },
          () => new WebSocket('ws://127.0.0.1:9/'),
          () => new EventSource('http://127.0.0.1:9/'),
          () => navigator.sendBeacon('http://127.0.0.1:9/', 'x'),
          () => {
            new Image().src = 'http://127.0.0.1:9/x.png';
          },
        ];
        document.addEventListener('securitypolicyviolation', (event) => {
          seen.push(`${event.effectiveDirective} ${event.disposition}`);
          if (seen.length === attempts.length) resolve(seen);
        });
        for (const attempt of attempts) {
          try {
            attempt();
          } catch {
            // Some refuse by an exception, all by a violation.
          }
        }
      }),
  );
  expect(broken.sort()).toEqual([
    'connect-src enforce',
    'connect-src enforce',
    'connect-src enforce',
    'connect-src enforce',
    'img-src enforce',
  ]);
});

test('a page without any policy in the same session reaches no server either', async ({ sotto, page }) => {
  await page.title();
  let visits = 0;
  const server = createServer((_request, response) => {
    visits += 1;
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = typeof address === 'object' ? `http://127.0.0.1:${address?.port ?? 0}/` : '';
  const outcome = await sotto.electron.evaluate(async ({ BrowserWindow, session }, target) => {
    const window = new BrowserWindow({ show: false, webPreferences: { session: session.fromPartition('sotto-app') } });
    await window.loadURL('about:blank');
    const answer: unknown = await window.webContents.executeJavaScript(
      `fetch(${JSON.stringify(target)}, { mode: 'no-cors' }).then(() => 'reached', (error) => String(error))`,
    );
    const loaded = await window.loadURL(target).then(
      () => 'loaded',
      (error: unknown) => String(error),
    );
    window.destroy();
    return { answer, loaded };
  }, url);
  await new Promise((resolve) => server.close(resolve));
  expect(outcome.answer).toContain('Failed to fetch');
  expect(outcome.loaded).toContain('ERR_BLOCKED_BY_CLIENT');
  expect(visits).toBe(0);
});

test('the page stays where it is: no navigation, no window, no frame with our functions, no webview', async ({
  sotto,
  page,
}) => {
  const address = page.url();
  for (const target of ['https://example.org/', 'file:///etc/hostname', 'sotto://capture/capture/index.html']) {
    await page.evaluate((url) => {
      window.location.href = url;
    }, target);
  }
  expect(await page.evaluate(() => window.open('https://example.org/'))).toBeNull();
  expect(await page.evaluate(() => window.open('about:blank'))).toBeNull();
  const inFrames = await page.evaluate(() =>
    ['about:blank', 'sotto://app/ui/index.html'].map((source) => {
      const frame = document.createElement('iframe');
      frame.src = source;
      document.body.append(frame);
      const reached = frame.contentWindow;
      return reached === null ? 'none' : typeof Object.getOwnPropertyDescriptor(reached, 'sotto');
    }),
  );
  expect(inFrames).toEqual(['undefined', 'undefined']);
  const count = await page.evaluate(() => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'https://example.org/');
    document.body.append(view);
    return 'loadURL' in view;
  });
  expect(count).toBe(false);
  const kinds = await sotto.electron.evaluate(({ webContents }) =>
    webContents.getAllWebContents().map((contents) => contents.getType()),
  );
  expect(kinds).toEqual(['window']);
  expect(page.url()).toBe(address);
});

test('the app window gets neither microphone nor camera nor screen', async ({ page }) => {
  expect(await askForMedia(page, { audio: true })).toBe('NotAllowedError');
  expect(await askForMedia(page, { video: true })).toBe('NotAllowedError');
  const screen = page.evaluate(() => navigator.mediaDevices.getDisplayMedia({ video: true }));
  await expect(screen).rejects.toThrow();
});

test('a capture page that is not armed gets no microphone', async ({ sotto, page }) => {
  await page.title();
  const outcomes = await sotto.electron.evaluate(async ({ BrowserWindow, session }) => {
    const webPreferences = { session: session.fromPartition('sotto-capture'), sandbox: true };
    const window = new BrowserWindow({ show: false, webPreferences });
    await window.loadURL('sotto://capture/capture/index.html');
    const asking = ['{ audio: true }', '{ video: true }', '{ audio: true, video: true }'].map(
      (wanted): Promise<unknown> =>
        window.webContents.executeJavaScript(
          `navigator.mediaDevices.getUserMedia(${wanted}).then(() => 'granted', (error) => error.name)`,
        ),
    );
    const answers = await Promise.all(asking);
    window.destroy();
    return answers;
  });
  expect(outcomes).toEqual(['NotAllowedError', 'NotAllowedError', 'NotAllowedError']);
});

test('other doors of the system stay shut', async ({ page }) => {
  const states = await page.evaluate(async () => {
    const asked = await Notification.requestPermission();
    const location = await new Promise<number>((resolve) =>
      navigator.geolocation.getCurrentPosition(
        () => resolve(0),
        (error) => resolve(error.code),
      ),
    );
    const clipboard = await navigator.clipboard.readText().then(
      () => 'read',
      () => 'refused',
    );
    return { asked, location, clipboard };
  });
  expect(states).toEqual({ asked: 'denied', location: 1, clipboard: 'refused' });
});

test('a download is refused', async ({ sotto, page }) => {
  await sotto.electron.evaluate(({ session }) => {
    Object.assign(globalThis, {
      downloads: new Promise((resolve) => {
        session.fromPartition('sotto-app').on('will-download', (event) => resolve(event.defaultPrevented));
      }),
    });
  });
  await page.evaluate(() => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob(['x']));
    link.download = 'x.txt';
    link.click();
  });
  const wasRefused = await sotto.electron.evaluate((): Promise<unknown> => Reflect.get(globalThis, 'downloads'));
  expect(wasRefused).toBe(true);
});

test('text never becomes code', async ({ page }) => {
  const outcomes = await page.evaluate(
    () =>
      // In a task of its own: what the test itself runs is let through by the debugger.
      new Promise<string[]>((resolve) => {
        setTimeout(() => {
          const attempts: (() => void)[] = [
            () => {
              globalThis.eval('1');
            },
            () => {
              Reflect.construct(Function, ['return 1']);
            },
            () => {
              document.createElement('div').innerHTML = '<b>x</b>';
            },
            () => {
              document.createElement('script').textContent = 'window.broken = true';
            },
          ];
          resolve(
            attempts.map((attempt) => {
              try {
                attempt();
                return 'done';
              } catch (error) {
                return error instanceof Error ? error.name : 'no error';
              }
            }),
          );
        });
      }),
  );
  expect(outcomes).toEqual(['EvalError', 'EvalError', 'TypeError', 'TypeError']);
});

test('a page has our functions and nothing of Node or Electron', async ({ page }) => {
  const found = await page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'ipcRenderer', 'electron'].filter((name) => name in globalThis),
  );
  expect(found).toEqual([]);
});

test('a hostile call is refused: too big, of the wrong shape, before there is a vault', async ({ page }) => {
  const refusals = await page.evaluate(async () => {
    const call = async (group: object, name: string, input: unknown): Promise<unknown> => {
      const found: unknown = Reflect.get(group, name);
      return typeof found === 'function' ? Reflect.apply(found, undefined, [input]) : null;
    };
    const { sessions, app } = window.sotto;
    return [
      await call(sessions, 'list', { query: 'x'.repeat(2 * 1024 * 1024) }),
      await call(sessions, 'list', { query: 5 }),
      await call(sessions, 'list', new Uint8Array(10)),
      await call(app, 'getState', { surprise: true }),
      await call(sessions, 'list', { query: '' }),
    ];
  });
  const invalid = { ok: false, error: { code: 'request/invalid', details: {} } };
  const locked = { ok: false, error: { code: 'vault/locked', details: {} } };
  expect(refusals).toEqual([invalid, invalid, invalid, invalid, locked]);
});

test('the same page in a window that is not ours is answered nothing', async ({ sotto, page }) => {
  await page.title();
  const answers = await sotto.electron.evaluate(async ({ app, BrowserWindow, session }) => {
    const preload = `${app.getAppPath()}/out/preload/ui.cjs`;
    const webPreferences = { session: session.fromPartition('sotto-app'), sandbox: true, preload };
    const window = new BrowserWindow({ show: false, webPreferences });
    await window.loadURL('sotto://app/ui/index.html');
    const state: unknown = await window.webContents.executeJavaScript('window.sotto.app.getState()');
    const lock: unknown = await window.webContents.executeJavaScript('window.sotto.app.lock()');
    window.destroy();
    return [state, lock];
  });
  const forbidden = { ok: false, error: { code: 'request/forbidden', details: {} } };
  expect(answers).toEqual([forbidden, forbidden]);
  await expect.poll(() => sotto.electron.windows().length).toBe(1);
});

test('a recording is 403 while the vault is locked, and the player gets nothing', async ({ sotto, page }) => {
  const url = `recording://${'0'.repeat(32)}/`;
  const status = await sotto.electron.evaluate(
    async ({ session }, target) => (await session.fromPartition('sotto-app').fetch(target)).status,
    url,
  );
  expect(status).toBe(403);
  const outcome = await page.evaluate(
    (source) =>
      new Promise((resolve) => {
        const player = new Audio(source);
        player.addEventListener('error', () => resolve('error'));
        player.addEventListener('loadedmetadata', () => resolve('played'));
      }),
    url,
  );
  expect(outcome).toBe('error');
});

test('sessions and caches are in memory, and no spell checker is on', async ({ sotto, page }) => {
  await page.title();
  const sessions = await sotto.electron.evaluate(({ session }) =>
    ['sotto-app', 'sotto-capture'].map((name) => {
      const found = session.fromPartition(name);
      return {
        isInMemory: found.storagePath === null,
        isPersistent: found.isPersistent(),
        languages: found.getSpellCheckerLanguages(),
      };
    }),
  );
  const inMemory = { isInMemory: true, isPersistent: false, languages: [] };
  expect(sessions).toEqual([inMemory, inMemory]);
  const resolved = await sotto.electron.evaluate(({ session }) => session.defaultSession.getSpellCheckerLanguages());
  expect(resolved).toEqual([]);
});
