import { describe, expect, it } from 'vitest';
import { inLanes, outcomeOf, type CaseOutcome, type NotRun } from '../../faults/suite/fault-case.ts';
import { isPassed, renderFaults, sumOf, type RunCase } from '../../faults/suite/faults-table.ts';

const limit = { what: 'opens within', ms: 5000 };
const good = { lostMs: 0, tookMs: 100, objections: [] };

function run(outcome: CaseOutcome | NotRun): RunCase {
  const fault = { family: 'kills', name: 'a recorder', points: 2, run: () => Promise.resolve(outcome) } as const;
  return { fault, outcome, seconds: 1 };
}

describe('many points as one outcome', () => {
  it('is the worst of them', () => {
    const outcome = outcomeOf([good, { lostMs: 250, tookMs: 400, objections: ['250 ms are gone'] }], limit);
    const measured = 'opens within 0.40 s';
    expect(outcome).toEqual({ points: 2, lostSeconds: 0.25, measured, objections: ['250 ms are gone'] });
  });

  it('is an objection when one took too long, and when there was none', () => {
    expect(outcomeOf([good, { ...good, tookMs: 5001 }], limit).objections).toHaveLength(1);
    expect(outcomeOf([], limit).objections).toHaveLength(1);
  });

  it('has them in order, however long each took', async () => {
    const waits = [30, 1, 10, 1];
    const found = await inLanes(waits, (ms) => new Promise((resolve) => setTimeout(() => resolve(ms), ms)));
    expect(found).toEqual(waits);
  });
});

describe('the table', () => {
  const cases = [
    run(outcomeOf([good], limit)),
    run(outcomeOf([{ ...good, objections: ['gone', 'late'] }], limit)),
    run({ missing: 'losetup' }),
  ];

  it('says of each case what it lost and how it went', () => {
    const [, ...lines] = renderFaults(cases).split('\n');
    expect(lines[0]).toMatch(/kills +a recorder +1 +0\.00 +opens within 0\.10 s +1 +passed/);
    expect(lines[1]).toContain('FAILED: gone (and 1 more)');
    expect(lines[2]).toContain('not run: losetup');
  });

  it('counts what was not run for neither', () => {
    expect(sumOf(cases)).toBe('1 passed, 1 failed, 1 not run');
    expect(cases.map(isPassed)).toEqual([true, false, false]);
  });
});
