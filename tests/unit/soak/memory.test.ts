import { expect, it } from 'vitest';
import { growthOf, type Memory } from '../../soak/memory.ts';

function memory(byProcess: Record<string, number>): Memory {
  return { takenAtMs: 0, byProcess: new Map(Object.entries(byProcess)) };
}

it('growth is of all processes together, of the worst, and counts those that came or went', () => {
  const before = memory({ 'page 1': 100, 'main 2': 50, 'recorder 3': 20 });
  const after = memory({ 'page 1': 110, 'main 2': 45, 'recorder 4': 21 });
  expect(growthOf(before, after)).toEqual({ total: 6, worst: 21, changed: 2 });
});
