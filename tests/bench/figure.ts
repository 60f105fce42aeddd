/** Something measured in this run beside what it is judged by: a named peer measured in the same run, or a limit. */
export interface Figure {
  readonly what: string;
  readonly measured: number;
  readonly against: { readonly name: string; readonly value: number };
  readonly unit: 'ms' | 'MB/s' | 'MiB' | '% of a core' | '× real time';
  /** `measured / against.value`. */
  readonly ratio: number;
  /** What the ratio should be at most; null where nothing was promised. */
  readonly aim: number | null;
}

export type Verdict = 'held' | 'missed' | 'no aim';

export function figure({ ...given }: Omit<Figure, 'ratio'>): Figure {
  return { ...given, ratio: given.measured / given.against.value };
}

export function verdictOf({ ratio, aim }: Figure): Verdict {
  if (aim === null) return 'no aim';
  return ratio <= aim ? 'held' : 'missed';
}

export function medianOf(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const low = sorted[Math.ceil(middle) - 1];
  const high = sorted[Math.floor(middle)];
  if (low === undefined || high === undefined) throw new RangeError('there is no median of nothing');
  return (low + high) / 2;
}

export interface Comparison {
  /** Medians, in milliseconds. */
  readonly ours: number;
  readonly peer: number;
}

/** Times both `rounds` times, turn by turn, so that what else the machine does falls on both alike. */
export async function compareTimes(rounds: number, ours: () => unknown, peer: () => unknown): Promise<Comparison> {
  const times: { ours: number[]; peer: number[] } = { ours: [], peer: [] };
  // The first of each is slower: what it needs is not compiled yet.
  await peer();
  await ours();
  for (let round = 0; round < rounds; round += 1) {
    times.peer.push(await timeOf(peer));
    times.ours.push(await timeOf(ours));
  }
  return { ours: medianOf(times.ours), peer: medianOf(times.peer) };
}

/** Milliseconds until what `act` answers has settled. */
export async function timeOf(act: () => unknown): Promise<number> {
  const beganAt = performance.now();
  await act();
  return performance.now() - beganAt;
}
