import { rm } from 'node:fs/promises';
import type { OpeningNotice } from '../../contract/app-state.ts';
import type { FailedTries } from '../../contract/failed-tries.ts';
import type { RecordingId } from '../../contract/ids.ts';
import { noPolicy, type Policy } from '../../contract/policy.ts';
import type { SegmentProgress } from '../../contract/recorder-messages.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { createCatalog, openCatalog, type Catalog } from '../catalog/catalog.ts';
import { ScanTray } from '../consent/scan-tray.ts';
import { EventLog } from '../log/event-log.ts';
import { createVault } from '../vault/create-vault.ts';
import type { OnDeriving } from '../vault/key-derivation.ts';
import { openVault, type OpenedVault } from '../vault/open-vault.ts';
import { UndoWindows } from '../retention/undo-windows.ts';
import type { Vault } from '../vault/vault.ts';
import { bringRecordingsHome, leavePlaces, type PlaceElsewhere } from './bring-recordings-home.ts';
import { carryOutDeletions } from './carry-out-deletions.ts';
import { checkIndex, keepIndexInStep } from './check-index.ts';
import { dropSpokenTakesAtOpening } from './drop-spoken-takes.ts';
import { finishDestructions } from './finish-destructions.ts';
import { logSlots } from './log-slots.ts';
import { logPolicy } from './log-policy.ts';
import { rebuildIndex } from './rebuild-index.ts';
import { keepRollbackNotice } from './rollback-notice.ts';
import { restoreSlots } from '../vault/restore-slots.ts';
import { unlockByPassphrase, unlockBySheet } from '../vault/unlock.ts';
import type { Bytes } from '../crypto/bytes.ts';
import { noteProgress, settleUnheld } from './settle-recording.ts';
import type { Clock } from './unlocked.ts';

export interface Opening {
  readonly kind: 'create' | 'unlock' | 'unlock-by-sheet';
  readonly folder: string;
  /** Or the words of a sheet. */
  readonly passphrase: string;
  readonly onDeriving: OnDeriving;
  /** An index that cannot be read is kept aside, and another is made; without this the vault stays shut. */
  readonly rebuildsIndex?: boolean;
  /** Takes the place of both copies of the slots, which must be damaged; null to replace nothing. */
  readonly savedSlots?: Bytes | null;
  readonly clock: Clock;
  /** What main kept of recorders while the vault was locked. */
  readonly progress: readonly SegmentProgress[];
  /** Recordings that run, whether or not a recorder holds them at this moment. */
  readonly running?: ReadonlySet<RecordingId>;
  /** How long recordings were that ended while the vault was locked, by their recorder's last word. */
  readonly heardMs?: ReadonlyMap<RecordingId, number>;
  /** Where parts of recordings were kept because the vault's disk took no more. */
  readonly elsewhere?: readonly PlaceElsewhere[];
  /** Tries before this one, by main's word; null when there were none. */
  readonly failedTries?: FailedTries | null;
  /** What counts on this computer, by main's word. */
  readonly policy?: Policy;
}

export interface OpenedRooms {
  readonly vault: Vault;
  readonly log: EventLog;
  readonly catalog: Catalog;
  readonly undoWindows: UndoWindows;
  readonly scans: ScanTray;
  readonly policy: Policy;
  readonly notices: OpeningNotice[];
  /** Recordings whose recorder still lives. */
  readonly heldRecordings: RecordingId[];
  /** Nothing of a recording lies there any more. */
  readonly broughtHome: readonly PlaceElsewhere[];
}

/**
 * Opens vault, log and index, compares the two, finishes what was interrupted (destructions, takes without an end), and logs the unlock.
 *
 * @throws as `createVault`, `openVault`, `EventLog.open`, `openCatalog`; nothing stays open then.
 */
export async function openVaultRooms(opening: Opening): Promise<OpenedRooms> {
  return openRooms(await openKeys(opening), opening);
}

/** The rooms of a vault whose keys are open: `openVaultRooms` without the passphrase. */
export async function openRooms(
  { vault, notices }: OpenedVault,
  {
    kind,
    clock,
    progress,
    running = new Set(),
    heardMs = new Map(),
    elsewhere = [],
    rebuildsIndex = false,
    savedSlots = null,
    failedTries = null,
    policy = noPolicy,
  }: Omit<Opening, 'folder' | 'passphrase' | 'onDeriving'>,
): Promise<OpenedRooms> {
  let catalog: Catalog | null = null;
  try {
    const log = await EventLog.open(vault, clock);
    const subject = { kind: 'vault', id: vault.vaultId } as const;
    const opened = await openIndex(vault, log, rebuildsIndex).catch(async (error: unknown) => {
      // The vault stays shut, and opens to the ways in of another day all the same.
      if (savedSlots !== null && isDamage(error)) await log.append(subject, { kind: 'slots.restored' });
      throw error;
    });
    catalog = opened.catalog;
    const parts = { vault, log, catalog };
    // One that was made from the log a moment ago lacks the ends of recordings until they are settled.
    const found = opened.notices.includes('index-rebuilt') ? [] : checkIndex(parts);
    keepIndexInStep(parts);
    // Before anything else is written: a crash from here on finds the files agreeing, and the log says that they did not.
    const untold = await keepRollbackNotice(parts, [...notices, ...found]);
    const postponed = await finishDestructions(parts);
    // Before recovery, as nobody is to hear that half a consent was recovered.
    if (!(await dropSpokenTakesAtOpening(parts))) postponed.push('destruction-postponed');
    for (const known of progress) noteProgress(parts, known);
    const awaited = await bringRecordingsHome(parts, elsewhere, running);
    const settled = await settleUnheld(parts, running, heardMs, awaited);
    const undoWindows = new UndoWindows(clock);
    const { isPostponed } = await carryOutDeletions({ ...parts, undoWindows, clock });
    if (isPostponed) postponed.push('destruction-postponed');
    if (failedTries !== null) await log.append(subject, { kind: 'unlock.failed-before', ...failedTries });
    const event = kind === 'create' ? 'vault.created' : 'vault.unlocked';
    if (savedSlots !== null) await log.append(subject, { kind: 'slots.restored' });
    await logSlots(parts, 'found');
    const slotId = vault.openedBy;
    await log.append(subject, { kind: event, ...(slotId !== null && { slotId }) });
    await logPolicy(parts, policy);
    return {
      ...parts,
      undoWindows,
      policy,
      scans: new ScanTray(),
      notices: [...new Set([...notices, ...opened.notices, ...found, ...untold, ...postponed, ...settled.notices])],
      heldRecordings: settled.held,
      broughtHome: await leavePlaces(parts, elsewhere, running),
    };
  } catch (error) {
    catalog?.close();
    vault.close();
    throw error;
  }
}

async function openKeys(opening: Opening): Promise<OpenedVault> {
  const { kind, folder, passphrase, onDeriving, savedSlots = null } = opening;
  if (kind === 'create') return { vault: await createVault(opening), notices: [] };
  const unlock = kind === 'unlock' ? unlockByPassphrase(passphrase, onDeriving) : unlockBySheet(passphrase);
  if (savedSlots === null) return openVault(unlock, folder);
  const { mayBeOlder } = await restoreSlots(folder, savedSlots, unlock);
  const { vault, notices } = await openVault(unlock, folder, mayBeOlder);
  return { vault, notices: ['slots-restored', ...notices] };
}

/**
 * Of a vault whose making did not come to its end the index holds nothing: one that a crash left half made is made again. Any
 * other index that does not open is left as it is, unless the person has asked for another.
 */
async function openIndex(
  vault: Vault,
  log: EventLog,
  rebuildsIndex: boolean,
): Promise<{ readonly catalog: Catalog; readonly notices: readonly OpeningNotice[] }> {
  const isUnused = log.count === 0;
  try {
    return { catalog: rebuildsIndex ? openWholeIndex(vault) : openCatalog(vault.index), notices: [] };
  } catch (error) {
    if (isDamage(error) && rebuildsIndex && !isUnused) {
      return { catalog: await rebuildIndex(vault, log), notices: ['index-rebuilt'] };
    }
    if (!isUnused || !isDamage(error)) throw error;
    await rm(vault.index.path, { force: true });
    return { catalog: createCatalog(vault.index), notices: [] };
  }
}

function isDamage(error: unknown): boolean {
  return error instanceof SottoError && error.code === 'vault/index-damaged';
}

/** As `openCatalog`, for whoever met damage: an index that opens may have it in any of its pages. */
function openWholeIndex(vault: Vault): Catalog {
  const catalog = openCatalog(vault.index);
  try {
    if (catalog.findDamage()) throw new SottoError('vault/index-damaged');
    return catalog;
  } catch (error) {
    catalog.close();
    throw error;
  }
}
