import { missingForBlockLog } from '../block-log/missing.ts';
import { TracedSessions } from '../power-loss.ts';
import { inOrder, type Loss } from '../traced-disk.ts';
import { outcomeOf, type CaseOutcome, type FaultCase, type NotRun } from './fault-case.ts';

const opens = { what: 'opens within', ms: 5000 };
/** The third of them is destroyed at the end. */
const takes = 3;

/** All calls of a process with their bytes, and what no fsync has returned for is lost, in these ways by turns. */
async function cutTracedVault(points: number, byTurns: readonly Loss[]): Promise<CaseOutcome> {
  await using sessions = await TracedSessions.hold(takes);
  const found = await sessions.cut(points, byTurns);
  return outcomeOf(
    found.map(({ openedInMs, lostMs, objections }) => ({ tookMs: openedInMs, lostMs, objections })),
    opens,
  );
}

/** Never run from here: the suite runs as a normal user, who may not mount anything (`npm run test:block-log`). */
function replayBlockLog(): Promise<NotRun> {
  return Promise.resolve({ missing: missingForBlockLog().join(', ') });
}

export const power: readonly FaultCase[] = [
  {
    family: 'power',
    name: 'a vault with takes, by its traced calls',
    points: 300,
    run: (points) => cutTracedVault(points, inOrder),
  },
  {
    family: 'power',
    name: 'the same, writes kept out of order',
    points: 100,
    run: (points) => cutTracedVault(points, ['each second write']),
  },
  { family: 'power', name: 'a file system, by its block log', points: 1, run: replayBlockLog },
];
