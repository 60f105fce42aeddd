import type { OpeningNotice } from '../../contract/app-state.ts';
import type { PersonId, SessionId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { projectPresence } from '../consent/projection.ts';
import type { EventBodies, EventSubjectKind } from '../log/events.ts';
import { compareIndex } from './compare-index.ts';
import type { Difference } from './compared.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'log' | 'catalog'>;

/** What ends a consent or destroys something. */
const neverHeldBack: ReadonlySet<EventBodies[EventSubjectKind]['kind']> = new Set([
  'second-answer',
  'consent.withdrawn',
  'passage.asked',
  'passage.given-up',
  'passage.erased',
  'passage.finished',
  'deletion.requested',
  'recording.destroying',
  'recording.destroyed',
  'copy.finished',
  'notes.destroying',
  'notes.destroyed',
  'session.destroying',
  'session.destroyed',
]);

/**
 * Compares the index of a vault with its log, before either has been changed since they were opened, and writes the row that
 * a crash kept from the very last entry. An index that cannot be compared is one that differs, and shuts no vault.
 *
 * @returns what the person should be told.
 * @throws `storage/*` when that row cannot be written.
 */
export function checkIndex(parts: Parts): OpeningNotice[] {
  const { log, catalog } = parts;
  const expected = catalog.logExpected.find();
  // The entry that was expected may not have come. Who has no expectation comes from before there were any.
  if (expected !== null && expected < log.count) return ['index-older'];
  if (expected !== null && expected > log.count + 1) return ['possible-rollback'];
  const differences = compare(parts);
  const isCutOff = ({ begunBy }: Difference): boolean => begunBy !== null && begunBy === log.count - 1;
  for (const cutOff of differences.filter(isCutOff)) {
    // The others are made up for with what else was interrupted.
    if (cutOff.of === 'participation') writeParticipation(parts, cutOff);
  }
  return differences.every(isCutOff) ? [] : ['index-differs'];
}

/**
 * From here on the index says before each entry how far the log may be. Where the disk does not take that, the entry is
 * refused like by any full disk, but for what ends a consent or destroys: that must not wait for the index, and what
 * comes of it is a notice at the next unlock that the index is behind, which it then is.
 */
export function keepIndexInStep({ log, catalog }: Parts): void {
  log.tellBeforeAppend((count, { kind }) => {
    try {
      catalog.logExpected.set(count);
    } catch (error) {
      if (!(error instanceof SottoError) || !neverHeldBack.has(kind)) throw error;
    }
  });
}

function compare({ log, catalog }: Parts): Difference[] {
  try {
    return compareIndex(log, catalog.rows());
  } catch (error) {
    if (!(error instanceof SottoError) || error.code !== 'vault/index-damaged') throw error;
    return [{ of: 'pages', begunBy: null }];
  }
}

function writeParticipation(
  { log, catalog }: Parts,
  { sessionId, personId }: { readonly sessionId: SessionId; readonly personId: PersonId },
): void {
  const present = projectPresence(log.events({ kind: 'session', id: sessionId }));
  const presence = present.find((one) => one.personId === personId);
  const hasParents = catalog.persons.find(personId) !== null && catalog.sessions.find(sessionId) !== null;
  catalog.transaction(() => {
    catalog.participations.remove(sessionId, personId);
    if (presence === undefined || !hasParents) return;
    catalog.participations.add({ sessionId, personId, role: presence.role, capacity: presence.capacity });
  });
}
