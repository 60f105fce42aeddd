/** Opens a vault, checks it, and copies what is whole, as the vault process does. Arguments: folder, key, folder of the copy. */
import { fromHex } from '../../../main/crypto/bytes.ts';
import { SecretKey } from '../../../main/crypto/secret-key.ts';
import { OpenReaders } from '../../../main/use-cases/open-readers.ts';
import { openRooms } from '../../../main/use-cases/open-vault-rooms.ts';
import { VaultCheck } from '../../../main/use-cases/check-vault.ts';
import { VaultCopy } from '../../../main/use-cases/copy-whole.ts';
import { nodeDisk } from '../../../main/vault/disk.ts';
import { openVaultBy } from '../../../main/vault/open-vault.ts';
import { Reserve } from '../../../main/vault/reserve.ts';
import { RecordersHere, unlockedIn } from '../../support/use-case-setting.ts';
import { reserveBytes } from '../../support/vault-setting.ts';

const [folder = '', masterKey = '', place = ''] = process.argv.slice(2);
const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
const unlock = () => Promise.resolve({ masterKey: SecretKey.take('vault-master', fromHex(masterKey)), slotId: null });
const opened = await openVaultBy(unlock, new Reserve(nodeDisk, folder, reserveBytes), folder);
const rooms = await openRooms(opened, { kind: 'unlock', clock, progress: [] });
const readers = new OpenReaders(rooms, clock);
const around = { recorders: new RecordersHere(), readers, clock, freeBytes: () => 10 ** 12, onArmed: () => undefined };
const unlocked = unlockedIn(rooms, around);
const check = new VaultCheck(unlocked, async (act) => act());
await check.begin(false);
await check.ended;
const copy = new VaultCopy({ ...unlocked, check }, async (act) => act());
await copy.begin(place);
await copy.ended;
process.exit(copy.state.phase === 'done' ? 0 : 1);
