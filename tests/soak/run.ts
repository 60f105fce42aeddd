/**
 * `npm run test:soak`: half an hour of recording in the real app, or `--minutes N`, `--hours N` (docs/faults.md). The table
 * is also in test-results/soak.txt. Ends with `N passed, N failed`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { describeMachine, load } from '../bench/machine.ts';
import { buildApp } from '../support/build-app.ts';
import { soak } from './soak.ts';
import { isHeld, renderSoak } from './soak-table.ts';

const tree = resolve(import.meta.dirname, '../..');
const { values } = parseArgs({ options: { minutes: { type: 'string' }, hours: { type: 'string' } } });
const minutes = Number(values.minutes ?? 60 * Number(values.hours ?? 0.5));
if (!(minutes > 0)) throw new Error('Usage: npm run test:soak -- [--minutes N | --hours N]');

buildApp(tree);
const loadBefore = load();
console.log(`soaking for ${minutes} minutes`);
const figures = await soak(minutes, (line) => console.log(`  ${line}`));
const machine = describeMachine(process.env['SOTTO_ELECTRON_KIND'] ?? 'none', loadBefore);
const held = figures.filter(isHeld).length;
const sum = `${held} passed, ${figures.length - held} failed`;
const table = `${minutes} minutes\n\n${renderSoak(figures)}\n\n${JSON.stringify(machine)}\n\n${sum}`;
await mkdir(join(tree, 'test-results'), { recursive: true });
await writeFile(join(tree, 'test-results', 'soak.txt'), `${table}\n`);
console.log(`\n${table}`);
process.exitCode = held === figures.length ? 0 : 1;
