import { fromHex, utf8 } from '../../main/crypto/bytes.ts';
import { argon2id, argon2SaltLength } from '../../main/crypto/sodium.ts';
import { defaultParameters } from '../../main/crypto/v1/passphrase.ts';
import { sealPassphraseSlot } from '../../main/crypto/v1/slots.ts';
import { openRooms, openVaultRooms, type OpenedRooms } from '../../main/use-cases/open-vault-rooms.ts';
import {
  clock,
  newSecrets,
  openWithMasterKey,
  passphrase,
  temporaryFolder,
  writeVault,
  type Secrets,
} from '../support/vault-setting.ts';
import { compareTimes, figure, type Figure } from './figure.ts';
import { fillLog } from './filled-log.ts';

const rounds = 5;
/** Some years of a small practice. */
const logEntries = 1_000;

/** One derivation at the default parameters, as an unlock does it, and nothing else. */
export function deriveOnce(): void {
  const { passes, memoryKib } = defaultParameters;
  argon2id(utf8(passphrase), new Uint8Array(argon2SaltLength), passes, memoryKib * 1024);
}

/** The whole unlock, to the moment the vault process would say that it is open, against the derivation in it. */
export async function measureUnlock(): Promise<Figure> {
  await using folder = await temporaryFolder();
  const secrets = secretsAtDefaultParameters();
  const vault = await writeVault(secrets, folder.path);
  close(await openRooms({ vault, notices: [] }, { kind: 'create', clock, progress: [] }));
  const reopened = await openWithMasterKey(secrets, folder.path);
  await fillLog(reopened.vault, logEntries);
  reopened.vault.close();

  const { ours, peer } = await compareTimes(rounds, () => unlockOnce(folder.path), deriveOnce);
  return figure({
    what: `Unlocking a vault with ${logEntries.toLocaleString('en')} log entries, median of ${rounds}`,
    measured: ours,
    against: { name: 'the raw Argon2id in it, 3 passes of 256 MiB', value: peer },
    unit: 'ms',
    aim: 1.3,
  });
}

async function unlockOnce(folder: string): Promise<void> {
  const onDeriving = (): void => undefined;
  close(await openVaultRooms({ kind: 'unlock', folder, passphrase, onDeriving, clock, progress: [] }));
}

function close({ vault, catalog }: OpenedRooms): void {
  catalog.close();
  vault.close();
}

/** Not the ones that a new vault would choose: those depend on how busy the machine is. */
function secretsAtDefaultParameters(): Secrets {
  const secrets = newSecrets();
  const id = fromHex(secrets.vaultId);
  return { ...secrets, slot: sealPassphraseSlot(id, passphrase, defaultParameters, secrets.masterKey()) };
}
