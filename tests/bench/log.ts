import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from '../../main/crypto/sodium.ts';
import { EventLog } from '../../main/log/event-log.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { clock, newSecrets, temporaryFolder, writeVault } from '../support/vault-setting.ts';
import { compareTimes, figure, type Figure } from './figure.ts';
import { fillLog } from './filled-log.ts';
import { deriveOnce } from './unlock.ts';

const sizes = [1_000, 10_000, 100_000] as const;
const walks = 3;
const appends = 15;

/** What it costs to walk the whole log at an unlock, and to append to it. */
export async function measureLog(): Promise<Figure[]> {
  const figures: Figure[] = [];
  const secrets = newSecrets();
  for (const size of sizes) {
    console.log(`  a log of ${named(size)} entries`);
    await using folder = await temporaryFolder();
    const vault = await writeVault(secrets, folder.path);
    await fillLog(vault, size);
    figures.push(await walkFigure(vault, size), await appendFigure(vault, folder.path, size));
    vault.close();
  }
  return figures;
}

async function walkFigure(vault: Vault, size: number): Promise<Figure> {
  const { ours, peer } = await compareTimes(walks, () => EventLog.open(vault, clock), deriveOnce);
  return figure({
    what: `Walking a log of ${named(size)} entries, median of ${walks}`,
    measured: ours,
    against: { name: 'one Argon2id, 3 passes of 256 MiB', value: peer },
    unit: 'ms',
    aim: null,
  });
}

async function appendFigure(vault: Vault, folder: string, size: number): Promise<Figure> {
  const log = await EventLog.open(vault, clock);
  const recordBytes = randomBytes(256);
  const file = await open(join(folder, 'bare'), 'a');
  try {
    const { ours, peer } = await compareTimes(
      appends,
      () => log.append({ kind: 'vault', id: vault.vaultId }, { kind: 'vault.unlocked' }),
      async () => {
        await file.write(recordBytes);
        await file.datasync();
      },
    );
    return figure({
      what: `Appending to a log of ${named(size)} entries, median of ${appends}`,
      measured: ours,
      against: { name: 'one bare write and fdatasync', value: peer },
      unit: 'ms',
      aim: null,
    });
  } finally {
    await file.close();
  }
}

function named(size: number): string {
  return size.toLocaleString('en');
}
