import { expect, it } from 'vitest';
import { TracedSessions } from './power-loss.ts';
import { inOrder } from './traced-disk.ts';

/** `npm run test:faults` cuts at many more moments. */
it('a power cut at any moment loses nothing that was acknowledged, of consent, sound and notes', async () => {
  await using sessions = await TracedSessions.hold(1);
  const found = await sessions.cut(40, inOrder);
  expect(found.flatMap(({ objections }) => objections)).toEqual([]);
}, 120_000);
