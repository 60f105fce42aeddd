/** In the order in which they run. */
export const families = ['kills', 'disk', 'locks', 'clock', 'processes', 'microphone', 'power'] as const;
export type Family = (typeof families)[number];

/** One line of the table. */
export interface FaultCase {
  readonly family: Family;
  readonly name: string;
  /** How often the fault comes, each time at another place; fewer where there are no more places. */
  readonly points: number;
  readonly run: (points: number) => Promise<CaseOutcome | NotRun>;
}

export interface CaseOutcome {
  readonly points: number;
  /** Sound that had been acknowledged, or shown as saved, and is not there: of the worst point. */
  readonly lostSeconds: number;
  /** The worst that was measured, in words: `opens within 0.1 s`. */
  readonly measured: string;
  /** What is not as promised; none for a case that is passed. */
  readonly objections: readonly string[];
}

export interface NotRun {
  /** What this machine does not have. */
  readonly missing: string;
}

/** What one point showed. */
export interface PointOutcome {
  readonly lostMs: number;
  /** What the case times, against its limit. */
  readonly tookMs: number;
  readonly objections: readonly string[];
}

/** How long something may take, and the word for it. */
export interface Limit {
  readonly what: string;
  readonly ms: number;
}

/** Many points as one outcome. */
export function outcomeOf(points: readonly PointOutcome[], limit: Limit): CaseOutcome {
  const slowestMs = Math.max(0, ...points.map(({ tookMs }) => tookMs));
  const objections = points.flatMap((point) => point.objections);
  if (slowestMs > limit.ms) objections.push(`${limit.what} ${seconds(slowestMs)}, allowed are ${seconds(limit.ms)}`);
  if (points.length === 0) objections.push('there was no point');
  return {
    points: points.length,
    lostSeconds: Math.max(0, ...points.map(({ lostMs }) => lostMs)) / 1000,
    measured: `${limit.what} ${seconds(slowestMs)}`,
    objections,
  };
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(2)} s`;
}

/** Two at a time, as there is much waiting in each; what each gives, in order. */
export async function inLanes<Item, Found>(
  items: readonly Item[],
  act: (item: Item) => Promise<Found>,
  lanes = 2,
): Promise<Found[]> {
  const found: Found[] = [];
  const rest = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of rest) found[index] = await act(item);
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return found;
}
