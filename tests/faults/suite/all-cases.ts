import { app } from './app.ts';
import { clockJumps } from './clock.ts';
import { disk } from './disk.ts';
import { families, type FaultCase } from './fault-case.ts';
import { kills } from './kills.ts';
import { locks } from './locks.ts';

export const allCases: readonly FaultCase[] = families.flatMap((family) =>
  [...kills, ...disk, ...locks, ...clockJumps, ...app].filter((fault) => fault.family === family),
);
