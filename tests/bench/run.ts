/**
 * `npm run bench` (through scripts/bench.mjs): every figure in one run, as one table and as test-results/bench.json. An aim
 * that is missed is said, and is no failure: figures depend on what else the machine does.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { measureCheck } from './check.ts';
import { measureChunks } from './chunks.ts';
import { measureDestruction } from './destruction.ts';
import type { Figure } from './figure.ts';
import { measureLock } from './lock.ts';
import { measureLog } from './log.ts';
import { describeMachine, load } from './machine.ts';
import { measureRecorderMemory } from './recorder-memory.ts';
import { measureRecording } from './recording.ts';
import { measureSeeks } from './seek.ts';
import { measureStart } from './start.ts';
import { renderTable } from './table.ts';
import { measureUnlock } from './unlock.ts';

const results = resolve(import.meta.dirname, '../../test-results');
const loadBefore = load();

async function inTurn<Found>(what: string, measure: () => Promise<Found>): Promise<Found> {
  const beganAt = performance.now();
  console.log(`measuring ${what}`);
  const found = await measure();
  console.log(`  ${((performance.now() - beganAt) / 1000).toFixed(0)} s`);
  return found;
}

const seeks = await inTurn('seeks in the app', measureSeeks);
const figures: readonly Figure[] = [
  ...seeks.figures,
  await inTurn('starts of the app', measureStart),
  ...(await inTurn('a recording in the app', measureRecording)),
  await inTurn('unlocking', measureUnlock),
  await inTurn('locking', measureLock),
  ...(await inTurn('the log', measureLog)),
  await inTurn('a destruction', measureDestruction),
  ...(await inTurn('chunks', measureChunks)),
  ...(await inTurn('checking a vault', measureCheck)),
  ...(await inTurn('the memory of a recorder', measureRecorderMemory)),
];
const machine = describeMachine(seeks.electron, loadBefore);
await mkdir(results, { recursive: true });
await writeFile(join(results, 'bench.json'), `${JSON.stringify({ machine, figures }, null, 2)}\n`);
console.log(`\n${renderTable(machine, figures)}`);
