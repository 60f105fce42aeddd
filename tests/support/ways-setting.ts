import { afterEach, beforeEach } from 'vitest';
import type { SlotId } from '../../contract/ids.ts';
import type { Proof, Sheet } from '../../contract/passphrase-messages.ts';
import type { Disk } from '../../main/vault/disk.ts';
import { openVaultBy, type OpenedVault } from '../../main/vault/open-vault.ts';
import { Reserve } from '../../main/vault/reserve.ts';
import { unlockByPassphrase, unlockBySheet } from '../../main/vault/unlock.ts';
import { nodeDisk } from '../../main/vault/disk.ts';
import { addParticipant } from '../../main/use-cases/change-participants.ts';
import { createSession } from '../../main/use-cases/create-session.ts';
import { listWays } from '../../main/use-cases/list-ways.ts';
import { SheetTray } from '../../main/use-cases/recovery-sheet.ts';
import { useCaseSetting, type UseCaseSetting } from './use-case-setting.ts';
import { passphrase, reserveBytes, type Secrets } from './vault-setting.ts';

export const ignore = (): void => undefined;
export const byPassphrase: Proof = { by: 'passphrase', passphrase };

/** A passphrase beside the first. */
export const other = 'another passphrase altogether';

/** An unlocked vault for each test of a file. */
export function settingOfEach(secrets: Secrets, onMade: (setting: UseCaseSetting) => void): void {
  let made: UseCaseSetting | null = null;
  beforeEach(async () => {
    made = await useCaseSetting(secrets);
    onMade(made);
  });
  afterEach(async () => {
    await made?.[Symbol.asyncDispose]();
    made = null;
  });
}

/** A sheet whose words were shown to be at hand. */
export async function addSheet(unlocked: UseCaseSetting['unlocked'], replaces: SlotId | null = null): Promise<Sheet> {
  const tray = new SheetTray(unlocked);
  const sheet = await tray.make({ proof: byPassphrase, name: null, replaces }, ignore);
  await tray.confirm(askedWords(sheet));
  return sheet;
}

export function askedWords({ positions, words }: Sheet): string[] {
  return positions.map((position) => words[position - 1] ?? '');
}

export function openBySheet(folder: string, { words }: Sheet, disk: Disk = nodeDisk): Promise<OpenedVault> {
  return openVaultBy(unlockBySheet(words.join(' ')), new Reserve(disk, folder, reserveBytes), folder, disk);
}

export function openByPassphrase(folder: string, typed: string, disk: Disk = nodeDisk): Promise<OpenedVault> {
  return openVaultBy(unlockByPassphrase(typed, ignore), new Reserve(disk, folder, reserveBytes), folder, disk);
}

export function firstWay({ unlocked }: Pick<UseCaseSetting, 'unlocked'>): SlotId {
  const [first] = listWays(unlocked).ways;
  if (first === undefined) throw new Error('no way in');
  return first.slotId;
}

/** A session that the list of sessions shows. */
export async function addSession(unlocked: UseCaseSetting['unlocked']): Promise<void> {
  const { id } = await createSession(unlocked);
  const one = { code: 'K 12', role: 'client', capacity: 'self', decision: 'own', presence: 'here' } as const;
  await addParticipant(unlocked, id, { ...one, forPersonIds: [], place: null });
}
