import type { LoggedEvent } from '../log/events.ts';

/** How a take was found that nobody stopped, or that is other than it was. */
export type Found =
  | { readonly state: 'recovered'; readonly durationMs: number; readonly lostMs: number | null }
  | { readonly state: 'altered' };

/**
 * What a recording was found as and nobody has kept yet, from its own chain; null when there is nothing to decide. Found
 * again in the state in which it was kept, as after an older index was put back, it is not asked about a second time.
 */
export function projectRecovered(events: readonly LoggedEvent<'recording'>[]): Found | null {
  let open: Found | null = null;
  let keptAs: Found['state'] | null = null;
  for (const { body } of events) {
    if (body.kind === 'recording.recovered' && keptAs !== 'recovered') {
      open = { state: 'recovered', durationMs: body.durationMs, lostMs: body.lostMs };
    } else if (body.kind === 'recording.altered' && keptAs !== 'altered') {
      open = { state: 'altered' };
    } else if (body.kind === 'recording.kept') {
      keptAs = open?.state ?? keptAs;
      open = null;
    }
  }
  return open;
}
