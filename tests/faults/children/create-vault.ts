/** Creates a vault as the app does, and says so. Arguments: folder, passphrase. */
import { openVaultRooms } from '../../../main/use-cases/open-vault-rooms.ts';

const [folder = '', passphrase = ''] = process.argv.slice(2);
const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
await openVaultRooms({ kind: 'create', folder, passphrase, onDeriving: () => undefined, clock, progress: [] });
process.stdout.write('created');
process.exit(0);
