import { realpath } from 'node:fs/promises';
import type { ConnectedCopy } from '../../contract/copies.ts';
import type { RecordingId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { LookedAtCopy } from '../vault/another-copy.ts';
import { copyPlaces, rememberCopy, type CopyPlace } from './copy-places.ts';
import { recordingStays } from './recording-stays.ts';
import { everySoundOf, soundOf } from './sound-of.ts';
import type { Unlocked } from './unlocked.ts';

type Parts = Pick<Unlocked, 'vault' | 'log' | 'catalog'>;

/** Copies of this vault whose folders are there now, of those whose places are known, and what they still have. */
export async function connectedCopies(parts: Parts): Promise<ConnectedCopy[]> {
  const found = await Promise.all(copyPlaces(parts).map((place) => connectedCopy(parts, place)));
  return found.filter((copy) => copy !== null);
}

/**
 * Looks at a folder that a person has chosen, and remembers it.
 *
 * @throws `vault/copy-foreign` when it holds no copy of this vault, or is its own; `vault/copy-unreachable`.
 */
export async function chooseCopy(parts: Parts, chosen: string): Promise<ConnectedCopy> {
  const folder = await realpath(chosen).catch(() => {
    throw new SottoError('vault/copy-unreachable');
  });
  if (await isOwn(parts, folder)) throw new SottoError('vault/copy-foreign');
  const looked = await look(parts, folder);
  if (looked === null) throw new SottoError('vault/copy-unreachable');
  if (looked.kind === 'foreign') throw new SottoError('vault/copy-foreign');
  return describe(parts, rememberCopy(parts, folder, null), looked);
}

/** Null when no copy of this vault is there now. */
export async function connectedCopy(parts: Parts, place: CopyPlace): Promise<ConnectedCopy | null> {
  // The copy itself, opened as a vault, knows its own place too.
  if (await isOwn(parts, place.folder)) return null;
  const looked = await look(parts, place.folder);
  return looked === null || looked.kind === 'foreign' ? null : describe(parts, place, looked);
}

/** Recordings of which the destruction has begun here, spoken words too. */
export function destroyedHere(parts: Pick<Parts, 'log'>): RecordingId[] {
  return parts.log.subjectIds('recording').filter((id) => !recordingStays(parts, id));
}

/** Ids of notes of which the destruction has begun here. */
export function notesDestroyedHere({ log }: Pick<Parts, 'log'>): Set<string> {
  return new Set(
    log
      .subjectIds('session')
      .flatMap((id) => log.events({ kind: 'session', id }))
      .flatMap(({ body }) => (body.kind === 'notes.destroying' ? [body.notesId] : [])),
  );
}

function describe(
  parts: Parts,
  { id, folder, copied, isUnfinished }: CopyPlace,
  looked: Exclude<LookedAtCopy, { readonly kind: 'foreign' }>,
): ConnectedCopy {
  const { log } = parts;
  const made = copied === null ? undefined : log.at(copied)?.event;
  const facts = { id, folder, madeAtMs: made?.body.kind === 'vault.copied' ? made.atMs : null, isUnfinished };
  if (looked.kind !== 'opens') return { ...facts, standing: looked.kind, recordings: 0, notes: 0, parts: 0 };
  const { ownerIds } = looked;
  const isThere = (soundId: string): boolean => ownerIds.has(soundId);
  const staying = log.subjectIds('recording').filter((recordingId) => recordingStays(parts, recordingId));
  return {
    ...facts,
    standing: 'opens',
    recordings: destroyedHere(parts).filter((recordingId) => everySoundOf(parts, recordingId).some(isThere)).length,
    notes: [...notesDestroyedHere(parts)].filter(isThere).length,
    parts: staying.filter((recordingId) => olderSounds(parts, recordingId).some(isThere)).length,
  };
}

/** Under which the recording was kept before a part of it was erased. */
function olderSounds(parts: Parts, recordingId: RecordingId): RecordingId[] {
  const soundId = soundOf(parts, recordingId);
  return soundId === recordingId ? [] : everySoundOf(parts, recordingId).filter((id) => id !== soundId);
}

/** Null when the folder is not there, or the disk does not let us read it. */
async function look({ vault }: Parts, folder: string): Promise<LookedAtCopy | null> {
  try {
    return await vault.lookAtCopy(folder);
  } catch (error) {
    if (error instanceof SottoError && error.code.startsWith('storage/')) return null;
    throw error;
  }
}

async function isOwn({ vault }: Parts, folder: string): Promise<boolean> {
  const [own, other] = await Promise.all([vault.folder, folder].map((path) => realpath(path).catch(() => path)));
  return own === other;
}
