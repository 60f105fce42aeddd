import { describe, expect, it } from 'vitest';
import { families, type FaultCase } from '../../faults/suite/fault-case.ts';
import { pointsOf, readOptions } from '../../faults/suite/options.ts';

const fault: FaultCase = { family: 'kills', name: 'a recorder', points: 440, run: () => Promise.reject(new Error()) };

describe('what the fault suite is asked for', () => {
  it('is everything, at its full number of points, unless something is said', () => {
    expect(readOptions([])).toEqual({ families, share: 1, only: '' });
    expect(pointsOf(fault, readOptions([]))).toBe(440);
  });

  it('may be some families, fewer points, and cases by a part of their name', () => {
    const options = readOptions(['--family', 'disk', '--family', 'kills', '--points', '100', '--only', 'vault']);
    expect(options).toEqual({ families: ['kills', 'disk'], share: 0.1, only: 'vault' });
    expect(pointsOf(fault, options)).toBe(44);
  });

  it('is at least one point', () => {
    expect(pointsOf({ ...fault, points: 1 }, readOptions(['--points', '1']))).toBe(1);
  });

  it.each([['--family', 'floods'], ['--points', 'many'], ['--points', '0'], ['--quickly']])(
    'is not %s %s',
    (...given) => {
      expect(() => readOptions(given)).toThrow(Error);
    },
  );
});
