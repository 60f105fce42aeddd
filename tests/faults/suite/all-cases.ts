import { disk } from './disk.ts';
import type { FaultCase } from './fault-case.ts';
import { kills } from './kills.ts';

export const allCases: readonly FaultCase[] = [...kills, ...disk];
