import type { Presence } from './projection.ts';

/**
 * Who is asked again about a recording, of those in the session when it began: everybody who was recorded, and whoever was
 * not there but decides for somebody who was.
 */
export function whoIsAskedAgain(presences: readonly Presence[]): Presence[] {
  const wasThere = (personId: Presence['personId']): boolean =>
    presences.some((other) => other.personId === personId && other.presence !== 'not-present');
  return presences.filter(({ presence, forPersonIds }) => presence !== 'not-present' || forPersonIds.some(wasThere));
}

/** Whose answer a recording waits for: of somebody for whom another decides it is asked, and not waited for. */
export function whoMustAnswer(presences: readonly Presence[]): Presence[] {
  return whoIsAskedAgain(presences).filter(({ decision }) => decision === 'own');
}
