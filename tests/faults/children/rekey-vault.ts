/** Opens a vault by the words of its sheet and gives it new keys, as the vault process does. Arguments: folder, words. */
import { OpenReaders } from '../../../main/use-cases/open-readers.ts';
import { openRooms } from '../../../main/use-cases/open-vault-rooms.ts';
import { rekeyVault } from '../../../main/use-cases/rekey-vault.ts';
import { openVault } from '../../../main/vault/open-vault.ts';
import { unlockBySheet } from '../../../main/vault/unlock.ts';
import { RecordersHere, unlockedIn } from '../../support/use-case-setting.ts';

const [folder = '', words = ''] = process.argv.slice(2);
const ignore = (): void => undefined;
const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
const rooms = await openRooms(await openVault(unlockBySheet(words), folder), { kind: 'unlock', clock, progress: [] });
const readers = new OpenReaders(rooms, clock);
const around = { recorders: new RecordersHere(), readers, clock, freeBytes: () => 10 ** 12, onArmed: ignore };
await rekeyVault(unlockedIn(rooms, around), { proof: { by: 'sheet', words }, passphrases: [] }, ignore);
process.stdout.write('done');
process.exit(0);
