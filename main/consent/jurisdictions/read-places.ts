import type { JurisdictionReading, SessionPlace } from '../../../contract/jurisdiction.ts';
import type { PlaceCode } from '../../../contract/place-codes.ts';
import { pack, type Row } from './pack.ts';

type Duty = JurisdictionReading['duties'][number];

/**
 * What the pack says about a session in these places: with somebody remote every place counts, and the stricter wins.
 * Whatever the rows say, the rule that comes out is the consent of everyone.
 */
export function readPlaces({ room, remote }: SessionPlace): JurisdictionReading {
  const places = [...new Set([room, ...remote])];
  const rows = places.flatMap((place) => rowOf(place) ?? []);
  const isKnown = rows.length === places.length;
  const isEveryone = rows.some((row) => strictestOf(row, row.place === room, remote.length > 0) === 'everyone');
  return {
    rule: 'everyone',
    strictest: isKnown && !isEveryone ? 'one-party' : 'everyone',
    places: places.map((place) => ({ place, sources: sourcesOf(place), differs: rowOf(place)?.differs ?? null })),
    duties: rows.flatMap(({ duties }) => duties).reduce<Duty[]>(addDuty, []),
    dated: pack.dated,
    isLegalAdvice: false,
  };
}

function rowOf(place: PlaceCode): Row | null {
  return place === 'elsewhere' ? null : (pack.rows.get(place) ?? null);
}

function strictestOf(row: Row, isRoom: boolean, isCall: boolean): Row['room'] {
  return (isRoom && row.room === 'everyone') || (isCall && row.remote === 'everyone') ? 'everyone' : 'one-party';
}

function sourcesOf(place: PlaceCode): string[] {
  const sources = rowOf(place)?.sources ?? [];
  return place.startsWith('US-') ? [...sources, ...pack.federalSources] : sources;
}

/** One line a duty, however many places ask for it; checked when one of them wants it checked. */
function addDuty(duties: Duty[], { code, source, isChecked }: Row['duties'][number]): Duty[] {
  const known = duties.find((duty) => duty.code === code);
  if (known === undefined) return [...duties, { code, sources: [source], isChecked }];
  const merged = {
    code,
    sources: [...new Set([...known.sources, source])],
    isChecked: known.isChecked || isChecked,
  };
  return duties.map((duty) => (duty === known ? merged : duty));
}
