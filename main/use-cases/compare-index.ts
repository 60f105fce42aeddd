import type { IndexRows } from '../catalog/index-rows.ts';
import { compareKept } from './compare-kept.ts';
import { compareRecordings } from './compare-recordings.ts';
import { compareSessions } from './compare-sessions.ts';
import { unexplained, type ComparedLog, type Difference } from './compared.ts';

/**
 * In what the rows of the index are other than the log says (docs/vault-format.md, Index). What an act that a crash cut
 * off leaves between the two is a difference too, and says with which entry it began.
 */
export function compareIndex(log: ComparedLog, rows: IndexRows): Difference[] {
  return [
    ...(rows.isConsistent ? [] : [unexplained('pages')]),
    ...compareSessions(log, rows),
    ...compareRecordings(log, rows),
    ...compareKept(log, rows),
  ];
}
