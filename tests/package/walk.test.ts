import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { focusOn, keepPicture, press, seeChange, stillness, type, windowUnlike } from '../support/desktop.ts';
import { openRecordings } from '../support/open-recordings.ts';
import { PackagedSotto } from '../support/packaged-sotto.ts';
import { decodeSound, shareFound, type Sound } from '../support/sound-match.ts';
import { firstSentences, passages, speak } from '../support/speech.ts';
import type { SystemProcess } from '../support/system-processes.ts';
import { until } from '../support/until.ts';
import { startVirtualMicrophone, type VirtualMicrophone } from '../support/virtual-microphone.ts';

const passphrase = 'seven herons over the quiet weir';
const picture = resolve(import.meta.dirname, '../../test-results/package/walk.png');

let folder: string;
let vault: string;
/** How the path of the index begins. */
let index: string;
let recordings: string;
let microphone: VirtualMicrophone;
let sotto: PackagedSotto;
let window: string;

let spoken: Sound;
let unsaid: Sound;
let heard: Sound;
let recorded: Sound;
let whileRecording: SystemProcess[];

/** Goes on by this many stops and does what the last one is for. */
async function go(stops: number, key = 'Return'): Promise<void> {
  await press('Tab', stops);
  await press(key);
}

/** The vault has been written to by what was done, and the screen shows it. */
async function write(act: () => Promise<void>): Promise<void> {
  const before = await stateOf(vault);
  await act();
  await until('the vault is written to', async () => (await stateOf(vault)) !== before);
  await stillness();
}

async function stateOf(place: string): Promise<string> {
  const files = await readdir(place, { recursive: true });
  const seen = files.map(async (file) => stat(join(place, file)).catch(() => null));
  return (await Promise.all(seen)).map((found) => `${found?.size ?? 0} ${found?.mtimeMs ?? 0}`).join();
}

async function soundBytes(): Promise<number> {
  const files = await readdir(recordings, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(files.map(async (file) => (await stat(join(recordings, file))).size));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function createVault(): Promise<void> {
  await press('Tab', 2);
  await type(passphrase);
  await press('Tab', 2);
  await type(passphrase);
  await go(4);
  await until('the vault is open', () => sotto.countHolding(index) > 0);
  await stillness();
  // No recovery sheet for now.
  await seeChange(() => go(2));
  await seeChange(() => go(1));
}

/** From the field of the code. */
async function sayWhere(): Promise<void> {
  await seeChange(() => go(7));
  await type('Texas');
  await write(() => press('Return'));
}

/** From the place of the session, back to what was chosen for it, which is nothing yet. */
async function chooseTerms(): Promise<void> {
  await press('shift+Tab');
  await seeChange(() => press('Return'));
  await seeChange(() => go(7, 'space'));
  await write(() => go(6));
}

async function gatherConsent(): Promise<void> {
  // One stop back from the search, where the page begins.
  await press('shift+Tab');
  await seeChange(() => press('Return'));
  await press('Tab');
  await type('Kestrel-12');
  await write(() => go(5));
  await type('Wren-7');
  await write(() => go(5));
  await sayWhere();
  await chooseTerms();
  // Both from the head of the page: whoever has agreed has one button less, and the page one more.
  for (const stops of [1, 3]) {
    await press('Tab', stops);
    await seeChange(() => press('Return'));
    await go(2, 'space');
    await press('Tab', 5);
    await type('A. Example');
    // Past the witness.
    await write(() => go(2));
  }
}

async function record(file: string): Promise<void> {
  await go(15);
  await until('a recorder writes', () => sotto.countHolding(recordings) > 0);
  const begun = await soundBytes();
  await until('sound arrives', async () => (await soundBytes()) > begun);
  await microphone.play(file);
  whileRecording = sotto.processes;
  await go(6);
  await until('the recorder has ended', () => sotto.countHolding(recordings) === 0);
  await stillness();
  await write(() => go(1));
  await write(() => go(3));
}

async function lockAndUnlock(): Promise<void> {
  await press('ctrl+l');
  await until('the vault process has ended', () => sotto.countHolding(index) === 0);
  window = await windowUnlike(sotto.id, window);
  await focusOn(window);
  await stillness();
  await type(passphrase);
  await press('Return');
  await until('the vault is open', () => sotto.countHolding(index) > 0);
  await stillness();
}

async function walk(): Promise<void> {
  window = await windowUnlike(sotto.id, null);
  await focusOn(window);
  await stillness();
  await createVault();
  await gatherConsent();
  const beganAt = Date.now();
  await record(await speak(folder, firstSentences(passages.week)));
  const tookMs = Date.now() - beganAt;
  await lockAndUnlock();
  await seeChange(() => go(1));
  heard = await microphone.overhear(async () => {
    await go(6);
    // Nothing outside shows that it has been played to its end.
    await sleep(tookMs);
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sotto-package-'));
  vault = join(folder, 'data', 'vault');
  index = join(vault, 'index.');
  recordings = join(vault, 'recordings');
  await mkdir(join(folder, 'config', 'gtk-3.0'), { recursive: true });
  // A caret that blinks would never let the screen stand still.
  await writeFile(join(folder, 'config', 'gtk-3.0', 'settings.ini'), '[Settings]\ngtk-cursor-blink=0\n');
  spoken = await decodeSound(await readFile(await speak(folder, firstSentences(passages.week))));
  unsaid = await decodeSound(await readFile(await speak(folder, firstSentences(passages.journey))));
  microphone = await startVirtualMicrophone({ sampleRateHz: 48_000, channelCount: 1 });
  const environment = { ...microphone.environment, XDG_CONFIG_HOME: join(folder, 'config') };
  sotto = new PackagedSotto(join(folder, 'data'), [], environment);
  await walk().catch(async (error: unknown) => {
    await keepPicture(picture);
    throw error;
  });
  await sotto.kill();
  recorded = await decodeSound((await openRecordings(vault, passphrase))[0] ?? new Uint8Array());
});

afterAll(async () => {
  await sotto.kill();
  await microphone.close();
  await rm(folder, { recursive: true });
});

describe('in the packaged app, used by keyboard alone as a normal user', () => {
  it('what is said in a session is recorded', () => {
    // In halves of a second: the player of a busy machine may halt in the midst, and then nobody has said it in one piece.
    expect(shareFound(spoken, recorded)).toBeGreaterThan(0.75);
    expect(shareFound(unsaid, recorded)).toBeLessThan(0.25);
  });

  it('what was recorded is heard when it is played', () => {
    expect(shareFound(spoken, heard)).toBeGreaterThan(0.5);
    expect(shareFound(unsaid, heard)).toBeLessThan(0.25);
  });

  it('the window and the page at the microphone run in the sandbox', () => {
    const pages = whileRecording.filter(({ commandLine }) => commandLine.includes('--type=renderer'));
    expect(pages.map(({ isFiltered }) => isFiltered)).toEqual([true, true]);
  });

  it('no process has its sandbox switched off', () => {
    expect(whileRecording.filter(({ commandLine }) => commandLine.includes('no-sandbox'))).toEqual([]);
  });
});
