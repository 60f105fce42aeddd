import { expect, test } from '@playwright/test';
import { randomBytes } from 'node:crypto';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesCanary, type Canary } from '../support/canary.ts';
import { readExplainedFiles, type ExplainedFile } from '../support/explained-files.ts';
import { findCanaries, readAllBelow, type LeftFile } from '../support/left-files.ts';
import { openRecordings } from '../support/open-recordings.ts';
import { TracedSession, typed, typedCanaries } from '../support/traced-session.ts';

/** Every page of an Ogg stream begins so, with version 0; four bytes alone could turn up in what is encrypted. */
const magics = [bytesCanary('an Ogg page', Buffer.from('OggS\0')), bytesCanary('OpusHead', Buffer.from('OpusHead'))];
const piecesOfEach = 24;
const pieceBytes = 32;

let session: TracedSession;
let left: Readonly<Record<'recording' | 'unlocked' | 'quit' | 'killed' | 'recovered', readonly LeftFile[]>>;
let canaries: readonly Canary[] = [];

test.beforeAll(async () => {
  test.setTimeout(300_000);
  session = await TracedSession.begin();
  left = await leaveTraces();
  const sounds = await openRecordings(session.vaultFolder, typed.passphrase);
  expect(sounds).toHaveLength(2);
  canaries = [...typedCanaries, ...magics, ...sounds.flatMap(piecesOf)];
});

test.afterAll(async () => {
  await session.end();
});

async function leaveTraces(): Promise<typeof left> {
  await session.start();
  await session.consent();
  await session.record();
  const recording = await session.files();
  await session.pauseAndResume();
  await session.stopAndKeep();
  await session.lockAndUnlock();
  await session.search();
  await session.playAndSeek();
  await session.takeNotes();
  const unlocked = await session.files();
  await session.quit();
  const quit = await session.files();

  await session.start();
  await session.unlock();
  await session.search();
  await session.prepareAnother();
  await session.record();
  await session.kill();
  const killed = await session.files();

  await session.start();
  await session.unlock();
  await session.quit();
  return { recording, unlocked, quit, killed, recovered: await session.files() };
}

/** Pieces out of the packets of a recording, but for those in which nothing was said: many files have runs of zeros. */
function piecesOf(sound: Uint8Array, recording: number): Canary[] {
  const step = Math.floor(sound.length / piecesOfEach);
  const pieces = Array.from({ length: piecesOfEach }, (_, index) =>
    sound.subarray(index * step, index * step + pieceBytes),
  );
  const spoken = pieces.filter((piece) => new Set(piece).size > pieceBytes / 2);
  expect(spoken.length).toBeGreaterThan(piecesOfEach / 2);
  return spoken.map((piece, index) => bytesCanary(`piece ${index} of recording ${recording}`, piece));
}

for (const [moment, name] of [
  ['recording', 'while a recording runs'],
  ['unlocked', 'while the vault is open'],
  ['quit', 'after quitting'],
  ['killed', 'after kill -9 in the middle of a recording'],
  ['recovered', 'after that recording was recovered'],
] as const) {
  test(`${name} no file holds what was typed or said`, () => {
    expect(findCanaries(left[moment], canaries)).toEqual([]);
  });
}

/** Tests keep sound in the clear there, and one may run beside this one. */
function isOfOtherTests(path: string): boolean {
  return path.startsWith('sotto-test-');
}

test('what the app writes to the terminal and leaves in shared memory holds none of it', async () => {
  expect(
    findCanaries(
      [session.said, ...(await readAllBelow('/dev/shm')).filter(({ path }) => !isOfOtherTests(path))],
      canaries,
    ),
  ).toEqual([]);
});

test('each form of each of them would be found, in files and in their names', async () => {
  const folder = join(session.temporaryFolder, 'planted');
  await mkdir(folder);
  const planted = canaries.flatMap(({ name, forms }) => forms.map((form) => ({ name, form })));
  for (const [index, { form }] of planted.entries()) {
    await writeFile(join(folder, String(index)), Buffer.concat([randomBytes(5000), form, randomBytes(77)]));
  }
  await writeFile(join(folder, typed.clientCode), '');
  await symlink(typed.clientName, join(folder, 'link'));
  const found = new Set(findCanaries(await readAllBelow(folder), canaries));
  const wanted = [
    ...planted.map(({ name }, index) => `${name} in ${index}`),
    `clientCode in ${typed.clientCode}`,
    'clientName in link',
  ];
  expect(wanted.filter((one) => !found.has(one))).toEqual([]);
});

function isThere({ isNameOf }: ExplainedFile, files: readonly LeftFile[]): boolean {
  return files.some(({ path }) => isNameOf(path));
}

test('docs/files.md explains every file', async () => {
  const explained = await readExplainedFiles();
  const paths = Object.values(left).flatMap((files) =>
    files.filter(({ isFolder }) => !isFolder).map(({ path }) => path),
  );
  const unexplained = paths.filter((path) => !explained.some(({ isNameOf }) => isNameOf(path)));
  expect([...new Set(unexplained)]).toEqual([]);
});

test('the files that docs/files.md says stay are there after quitting, and the others are not', async () => {
  const explained = await readExplainedFiles();
  const found = explained.filter((file) => file.when !== 'sometimes' && isThere(file, left.quit));
  expect(found.map(({ name }) => name)).toEqual(
    explained.filter(({ when }) => when === 'stays').map(({ name }) => name),
  );
});

test('the files that docs/files.md says are there while Sotto runs or records are there then', async () => {
  const explained = await readExplainedFiles();
  const missing = explained.filter(
    (file) =>
      (file.when === 'while Sotto runs' && !isThere(file, left.unlocked)) ||
      (file.when === 'while it records' && (!isThere(file, left.recording) || isThere(file, left.unlocked))),
  );
  expect(missing.map(({ name }) => name)).toEqual([]);
});

test('Chromium finds nothing of its last run', () => {
  const log = left.killed.find(({ path }) => path === 'data/electron/Local Storage/leveldb/LOG');
  expect(log?.bytes.toString()).toContain('since it was missing');
});
