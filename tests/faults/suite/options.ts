import { parseArgs } from 'node:util';
import { families, type FaultCase, type Family } from './fault-case.ts';

/** The whole suite's kills. */
const pointsOfAll = 1000;

export interface Options {
  readonly families: readonly Family[];
  /** What to multiply the points of each case by. */
  readonly share: number;
  /** A part of the name of the cases to run; all when empty. */
  readonly only: string;
}

export const usage = `Usage: npm run test:faults -- [--family ${families.join('|')}] [--points N] [--only PART-OF-A-NAME]`;

/** @throws Error with what is wrong. */
export function readOptions(given: readonly string[]): Options {
  const { values } = parseArgs({
    args: [...given],
    options: { family: { type: 'string', multiple: true }, points: { type: 'string' }, only: { type: 'string' } },
  });
  const named = values.family ?? families;
  const known = families.filter((family) => named.includes(family));
  if (known.length !== new Set(named).size) throw new Error(`no such family: ${named.join()}`);
  const points = Number(values.points ?? pointsOfAll);
  if (!Number.isInteger(points) || points < 1) throw new Error(`no number of points: ${values.points ?? ''}`);
  return { families: known, share: points / pointsOfAll, only: values.only ?? '' };
}

/** At least one point of each. */
export function pointsOf({ points }: FaultCase, { share }: Options): number {
  return Math.max(1, Math.round(points * share));
}
