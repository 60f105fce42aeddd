import { expect, test, type Page } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { en } from '../../renderer/ui/text/en.ts';
import { isAlive, makeDataFolder, RunningSotto } from '../support/app.ts';
import type { Canary } from '../support/canary.ts';
import { keysOf } from '../support/keys-of-vault.ts';
import { findInFamily } from '../support/process-memory.ts';
import { consentedSession, savedMore, startRecording } from '../support/session-by-calls.ts';
import { startVirtualMicrophone, type VirtualMicrophone } from '../support/virtual-microphone.ts';
import { leaveFirstRun } from '../support/walkthrough.ts';

/** Each half of it is enough to know it by. */
const passphrase = randomBytes(16).toString('hex');
/** Put into main, to see that its memory is looked through as well. */
const planted = randomBytes(16).toString('hex');

/** What a lock must take out of every process; a running recorder keeps what is derived for its own segment. */
const secrets = ['KEK', 'KTK', 'VMK', 'index key', 'log head key', 'log key', 'passphrase', 'recording key'];
const ofOneSegment = ['chunk key of the levels', 'chunk key of the sound', 'levels key', 'segment key'];

/** The processes of Sotto at one moment, and the names of the secrets found in each. */
interface Look {
  readonly main: number;
  readonly page: number;
  readonly vault: number;
  readonly recorder: number;
  readonly found: ReadonlyMap<number, readonly string[]>;
}

let looks: Readonly<Record<'open' | 'lockedWhileRecording' | 'locked' | 'notKilled', Look>>;
let microphone: VirtualMicrophone | null = null;
let sotto: RunningSotto | null = null;
let dataFolder = '';

test.beforeAll(async () => {
  test.setTimeout(360_000);
  dataFolder = await makeDataFolder();
  microphone = await startVirtualMicrophone({ sampleRateHz: 48_000, channelCount: 1 });
  sotto = await RunningSotto.launch(dataFolder, microphone.environment);
  looks = await lookAtEachState(sotto);
});

test.afterAll(async () => {
  await sotto?.kill();
  await microphone?.close();
  await rm(dataFolder, { recursive: true, force: true });
});

async function lookAtEachState(running: RunningSotto): Promise<typeof looks> {
  let page = await running.page();
  await enterPassphrase(page, en.passphrase.label, en.passphrase.repeatLabel);
  await page.getByRole('button', { name: en.firstRun.create }).click();
  await leaveFirstRun(page);
  const recordingId = await startRecording(page, await consentedSession(page));
  const canaries = await secretsOf(join(dataFolder, 'vault'));
  const look = () => lookAt(running, canaries);
  await running.electron.evaluate((_electron, text) => {
    Reflect.set(globalThis, 'planted', Buffer.from(text));
  }, planted);
  const open = await look();

  page = await running.pageAfter(() => pressLock(page));
  await savedMore(page);
  const lockedWhileRecording = await look();

  await unlock(page);
  await page.evaluate(() => window.sotto.recordings.stop());
  await expect.poll(() => running.processesNamed('Sotto recorder')).toEqual([]);
  page = await running.pageAfter(() => pressLock(page));
  const locked = await look();

  await unlock(page);
  expect(
    await page.evaluate((id) => window.sotto.recordings.waveform({ recordingId: id, bars: 1 }), recordingId),
  ).toMatchObject({ ok: true });
  const spared = spareBoth(running);
  await pressLock(page);
  await spared;
  return { open, lockedWhileRecording, locked, notKilled: await look() };
}

/** Key by key: Playwright's `fill` would send the whole of it through main. */
async function enterPassphrase(page: Page, ...labels: readonly string[]): Promise<void> {
  for (const label of labels) {
    await page.getByLabel(label, { exact: true }).focus();
    await page.keyboard.type(passphrase);
  }
}

async function unlock(page: Page): Promise<void> {
  await enterPassphrase(page, en.passphrase.label);
  await page.getByRole('button', { name: en.locked.unlock, exact: true }).click();
  await expect(page.getByRole('navigation', { name: en.shell.places })).toBeVisible();
}

/** The page may be gone before the key is up again. */
function pressLock(page: Page): Promise<void> {
  return page.keyboard.press('Control+l').catch(() => undefined);
}

/** From now on main kills nobody; resolves once it has tried to kill the vault process and the page's. */
function spareBoth(running: RunningSotto): Promise<void> {
  return running.electron.evaluate(
    () =>
      new Promise<void>((resolve) => {
        let spared = 0;
        process.kill = () => {
          spared += 1;
          if (spared === 2) resolve();
          return true;
        };
      }),
  );
}

async function lookAt(running: RunningSotto, canaries: readonly Canary[]): Promise<Look> {
  const main = running.electron.process().pid ?? NaN;
  const [vault = 0] = await running.processesNamed('Sotto vault');
  const [recorder = 0] = await running.processesNamed('Sotto recorder');
  return { main, vault, recorder, page: await running.pageProcess(), found: await findInFamily(main, canaries) };
}

/** SQLCipher is given the index key in hexadecimal. */
async function secretsOf(vaultFolder: string): Promise<Canary[]> {
  const keys = await keysOf(vaultFolder, passphrase);
  return [
    ...[...keys].map(([name, bytes]) => canary(name, bytes)),
    canary('index key', utf8(Buffer.from(keys.get('index key') ?? []).toString('hex'))),
    canary('passphrase', utf8(passphrase), Buffer.from(passphrase, 'utf16le')),
    canary('planted', utf8(planted)),
  ];
}

function utf8(text: string): Buffer {
  return Buffer.from(text);
}

/** Looked for by halves: what has been freed is often written over at its beginning. */
function canary(name: string, ...forms: readonly Uint8Array[]): Canary {
  const halves = (form: Uint8Array) => [form.subarray(0, form.length / 2), form.subarray(form.length / 2)];
  return { name, forms: forms.flatMap(halves).map((half) => Buffer.from(half)) };
}

/** What was found in all processes but these. */
function foundBeside({ found }: Look, ...processIds: readonly number[]): string[] {
  return [...found].flatMap(([processId, names]) => (processIds.includes(processId) ? [] : names)).sort();
}

/** What was found in the recorder beside what it seals with: of the keys that led to that it may keep a copy. */
function foreignTo({ found, recorder }: Look): string[] {
  const names = found.get(recorder) ?? [];
  expect(names).toEqual(expect.arrayContaining(['chunk key of the sound', 'chunk key of the levels']));
  return names.filter((name) => !ofOneSegment.includes(name));
}

test('while the vault is open its process has every secret', () => {
  const { open } = looks;
  expect(open.found.get(open.vault)).toEqual(expect.arrayContaining(secrets));
});

test('while the vault is open no other process has one, but the page what was typed and a recorder its segment’s', () => {
  const { open } = looks;
  const inPage = open.found.get(open.page) ?? [];
  expect(inPage.filter((name) => name !== 'passphrase')).toEqual([]);
  expect(foreignTo(open)).toEqual([]);
  expect(foundBeside(open, open.vault, open.page, open.recorder)).toEqual(['planted']);
});

test('a lock while a recording runs leaves no process a secret, but the recorder those of its segment', () => {
  const { lockedWhileRecording: locked } = looks;
  expect(foreignTo(locked)).toEqual([]);
  expect(foundBeside(locked, locked.recorder)).toEqual(['planted']);
});

test('a lock when nothing runs leaves no process a secret', () => {
  expect(foundBeside(looks.locked)).toEqual(['planted']);
});

test('a lock ends the process that held the keys and the one that had the page', () => {
  const { open, lockedWhileRecording: locked } = looks;
  expect([open.vault, open.page].filter(isAlive)).toEqual([]);
  expect([locked.vault, locked.page].filter((processId) => open.found.has(processId))).toEqual([]);
  expect(locked.found.has(locked.page)).toBe(true);
});

test('a lock that killed nobody would leave every secret to be found', () => {
  // The key of a recording is wiped after each use, so nothing of it need be left.
  const left = secrets.filter((name) => name !== 'recording key');
  expect(foundBeside(looks.notKilled)).toEqual(expect.arrayContaining(left));
});
