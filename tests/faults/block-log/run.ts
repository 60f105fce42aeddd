/**
 * `npm run test:block-log`, as root: the power is cut under a real file system on which sessions are held
 * (docs/faults.md). Ends with `N passed, N failed`; where the tools are missing it says which, and nothing is either.
 */
import { join } from 'node:path';
import { mkdir } from 'node:fs/promises';
import { openRooms } from '../../../main/use-cases/open-vault-rooms.ts';
import { clock, newSecrets, writeVault } from '../../support/vault-setting.ts';
import { Acknowledged, holdSessions, lookIntoVault, type FoundVault } from '../held-sessions.ts';
import { outcomeOf, type PointOutcome } from '../suite/fault-case.ts';
import { renderFaults, sumOf } from '../suite/faults-table.ts';
import { missingForBlockLog } from './missing.ts';
import { LoggedDisk } from './logged-disk.ts';
import type { Kept } from './write-log.ts';

const takes = 3;
const pointsOf: Readonly<Record<Kept, number>> = { all: 200, 'each second of the last': 100 };
const opens = { what: 'opens within', ms: 5000 };
/** What a cut may leave of the first moment of a take, of which nothing was acknowledged (docs/faults.md). */
const mayBeTold = ['recording-recovered', 'recording-altered'] as const;

interface Said {
  readonly line: string;
  /** Writes that the disk had been given when it was said. */
  readonly atWrite: number;
}

/** What no error of ours foresees, as where the folder is not there at all. */
function brokenOff(error: unknown): FoundVault {
  return { openedInMs: 0, lostMs: 0, objections: [`it breaks off: ${String(error)}`] };
}

async function cutAll(): Promise<{ readonly kept: Kept; readonly found: PointOutcome[]; readonly seconds: number }[]> {
  await using disk = await LoggedDisk.make();
  const folder = join(disk.mounted, 'vault');
  await mkdir(folder);
  const secrets = newSecrets();
  const vault = await writeVault(secrets, folder);
  const { catalog } = await openRooms({ vault, notices: [] }, { kind: 'create', clock, progress: [] });
  catalog.close();
  vault.close();
  const first = await disk.countWrites();
  const counted: Promise<Said>[] = [];
  const onLine = (line: string): void => {
    counted.push(disk.countWrites().then((atWrite) => ({ line, atWrite })));
  };
  await holdSessions({ secrets, folder }, new Acknowledged(), [], { onLine, takes });
  const said = await Promise.all(counted);
  await disk.stop();
  const writes = await disk.writes();
  console.log(`${writes.length} writes to the disk, ${said.length} things that were said`);

  const cut = async (kept: Kept): Promise<{ kept: Kept; found: PointOutcome[]; seconds: number }> => {
    const beganAt = performance.now();
    const found: PointOutcome[] = [];
    for (let point = 1; point <= pointsOf[kept]; point += 1) {
      const count = first + Math.floor((point * (writes.length - first)) / pointsOf[kept]);
      const acknowledged = new Acknowledged();
      for (const { line, atWrite } of said) if (atWrite <= count) acknowledged.hear(line);
      const look = (after: string): Promise<FoundVault> =>
        lookIntoVault({ secrets, folder: join(after, 'vault') }, acknowledged, mayBeTold).catch(brokenOff);
      const { lostMs, openedInMs, objections } = await disk.afterCut(writes, count, kept, look);
      found.push({
        lostMs,
        tookMs: openedInMs,
        objections: objections.map((what) => `${what} (after write ${count})`),
      });
    }
    return { kept, found, seconds: (performance.now() - beganAt) / 1000 };
  };
  return [await cut('all'), await cut('each second of the last')];
}

const missing = missingForBlockLog();
if (missing.length > 0) {
  console.log(`not run: ${missing.join(', ')}\n\n0 passed, 0 failed`);
} else {
  const cases = (await cutAll()).map(({ kept, found, seconds }) => {
    const name = `a file system, by its block log, ${kept} kept`;
    const outcome = outcomeOf(found, opens);
    for (const objection of new Set(outcome.objections)) console.log(`  ${objection}`);
    const fault = { family: 'power', name, points: found.length, run: () => Promise.resolve(outcome) } as const;
    return { fault, outcome, seconds };
  });
  console.log(`\n${renderFaults(cases)}\n\n${sumOf(cases)}`);
  process.exitCode = cases.every(({ outcome }) => outcome.objections.length === 0) ? 0 : 1;
}
