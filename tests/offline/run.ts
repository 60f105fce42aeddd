/** `npm run prove:offline`: the app calls nobody; with one guard removed the same watch counts. The verdict comes last. */
import { resolve } from 'node:path';
import { buildApp } from '../support/build-app.ts';
import { countWithoutGuard } from './control.ts';
import { countByKind, judge, renderCounts } from './judge.ts';
import { observe } from './observe.ts';
import { firstVisit, secondVisit } from './visits.ts';

/** Twice in each start. */
const lingerMs = 45_000;
const tree = resolve(import.meta.dirname, '../..');

async function prove(): Promise<string> {
  buildApp(tree);
  console.log('watching the app: create, record, play, lock; a second start');
  const starts = await observe(tree, [firstVisit, secondVisit], lingerMs);
  const { isProven, reasons, line } = judge(starts);
  console.log(`\nInternet calls, by kind of process:\n${renderCounts(countByKind(starts))}\n`);
  for (const reason of reasons) console.log(reason);
  if (!isProven) throw new Error(line);

  console.log('watching the app without the spell-checker line');
  const counted = await countWithoutGuard(tree);
  for (const call of counted) console.log(call.line);
  if (counted.length === 0) throw new Error('offline: NOT proven, the watch does not count what it should');
  return `${line}; without one guard ${counted.length}`;
}

try {
  console.log(await prove());
} catch (error) {
  process.exitCode = 1;
  const why = error instanceof Error ? error.message : String(error);
  console.log(why.startsWith('offline:') ? why : `offline: NOT proven, ${why}`);
}
