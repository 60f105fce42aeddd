import { fromHex } from '../../../../main/crypto/bytes.ts';
import { SecretKey } from '../../../../main/crypto/secret-key.ts';
import { openRooms } from '../../../../main/use-cases/open-vault-rooms.ts';
import { nodeDisk } from '../../../../main/vault/disk.ts';
import { openVaultBy } from '../../../../main/vault/open-vault.ts';
import { Reserve } from '../../../../main/vault/reserve.ts';
import { reserveBytes } from '../../../support/vault-setting.ts';

/** Opens a vault at a time when deletions that wait in it are due, so that they are carried out, and closes it. */
const [folder = '', masterKey = '', nowMs = ''] = process.argv.slice(2);
const unlock = () => Promise.resolve({ masterKey: SecretKey.take('vault-master', fromHex(masterKey)), slotId: null });
const opened = await openVaultBy(unlock, new Reserve(nodeDisk, folder, reserveBytes), folder);
const clock = { nowMs: () => Number(nowMs), monotonicMs: () => performance.now() };
const { vault, catalog } = await openRooms(opened, { kind: 'unlock', clock, progress: [] });
catalog.close();
vault.close();
