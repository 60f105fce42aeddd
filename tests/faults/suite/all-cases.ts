import { app } from './app.ts';
import { clockJumps } from './clock.ts';
import { disk } from './disk.ts';
import { families, type FaultCase } from './fault-case.ts';
import { kills } from './kills.ts';
import { locks } from './locks.ts';
import { power } from './power.ts';

export const allCases: readonly FaultCase[] = families.flatMap((family) =>
  [...kills, ...disk, ...locks, ...clockJumps, ...app, ...power].filter((fault) => fault.family === family),
);
