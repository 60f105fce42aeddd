import type { SessionId } from '../../contract/ids.ts';
import type { SpokenTake } from '../consent/spoken-consent.ts';
import { destroyRecording } from './destroy-recording.ts';
import { isGoing } from './session-standing.ts';
import { isWanted, listSpokenTakes } from './spoken-takes.ts';
import type { Unlocked } from './unlocked.ts';
import { unlessDiskRefuses } from './unless-disk-refuses.ts';

/** While a vault is being opened there are neither recorders nor readers. */
type Parts = Pick<Unlocked, 'vault' | 'log' | 'catalog'> & Partial<Pick<Unlocked, 'readers' | 'recorders'>>;

/**
 * Destroys, by their key, the spoken words of a session that no recording to which everybody agreed can rest on any more;
 * those that are being said end first. To be called after whatever may have made them so. What the disk refuses has its
 * turn at the next call or the next unlock.
 */
export async function dropSpokenTakes(parts: Parts, sessionId: SessionId): Promise<void> {
  await dropUnwanted(parts, listSpokenTakes(parts, sessionId), false);
}

/** The same for every session of the vault. */
export async function dropSpokenTakesEverywhere(parts: Parts): Promise<void> {
  await dropUnwanted(parts, listSpokenTakes(parts, null), false);
}

/** The same at an opening, when nobody is about to agree any more; false when the disk refused some of it. */
export async function dropSpokenTakesAtOpening(parts: Parts): Promise<boolean> {
  return dropUnwanted(parts, listSpokenTakes(parts, null), true);
}

/** Ends it if it runs, and destroys it. @throws `storage/*`. */
export async function destroySpokenTake(
  parts: Parts,
  { id }: Pick<SpokenTake, 'id'>,
  reason: 'not-everyone-agreed' | 'spoken-again',
): Promise<void> {
  if (parts.recorders?.current() === id) await parts.recorders.end(id);
  await destroyRecording(parts, id, reason);
}

async function dropUnwanted(parts: Parts, takes: readonly SpokenTake[], isOpening: boolean): Promise<boolean> {
  let isDone = true;
  for (const take of takes) {
    // With its session it goes anyway.
    if (isGoing(parts, { kind: 'session', id: take.sessionId }) || isWanted(parts, take, isOpening)) continue;
    const isDropped = await unlessDiskRefuses(() => destroySpokenTake(parts, take, 'not-everyone-agreed'));
    isDone &&= isDropped;
  }
  return isDone;
}
