import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeDataFolder } from '../support/app.ts';
import { speak } from '../support/speech.ts';
import { startVirtualMicrophone } from '../support/virtual-microphone.ts';
import type { Start } from './judge.ts';
import { TracedApp } from './traced-app.ts';
import type { Room, Visit } from './visits.ts';

/** Besides what a visit lingers. */
const visitLimitMs = 90_000;

/** The app of `tree` is started once for each visit, one after the other, on one data folder and before one microphone. */
export async function observe(tree: string, visits: readonly Visit[], lingerMs: number): Promise<Start[]> {
  const dataFolder = await makeDataFolder();
  const speechFolder = await mkdtemp(join(tmpdir(), 'sotto-speech-'));
  const microphone = await startVirtualMicrophone({ sampleRateHz: 48_000, channelCount: 2 });
  try {
    const sentence = await speak(speechFolder, 'It was better than the one before.');
    const room: Room = { dataFolder, lingerMs, speak: () => microphone.play(sentence) };
    const starts: Start[] = [];
    for (const visit of visits) starts.push(await observeOne(tree, visit, room, microphone.environment));
    return starts;
  } finally {
    await microphone.close();
    for (const folder of [dataFolder, speechFolder]) await rm(folder, { recursive: true, force: true });
  }
}

async function observeOne(
  tree: string,
  visit: Visit,
  room: Room,
  environment: Readonly<Record<string, string>>,
): Promise<Start> {
  await using app = await TracedApp.launch(tree, { ...environment, SOTTO_DATA: room.dataFolder });
  await within(visitLimitMs + 2 * room.lingerMs, visit.act(app, room));
  return { name: visit.name, trace: await app.end() };
}

async function within(limitMs: number, work: Promise<void>): Promise<void> {
  let limit: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_resolve, reject) => {
    limit = setTimeout(() => reject(new Error(`not done in ${limitMs / 1000} s`)), limitMs);
  });
  try {
    await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(limit);
  }
}
