import { fromHex } from '../../../../main/crypto/bytes.ts';
import { SecretKey } from '../../../../main/crypto/secret-key.ts';
import { EventLog } from '../../../../main/log/event-log.ts';
import { openVaultBy } from '../../../../main/vault/open-vault.ts';
import { Reserve } from '../../../../main/vault/reserve.ts';
import { nodeDisk } from '../../../../main/vault/disk.ts';
import { acquireLock } from '../../../../main/vault/vault-lock.ts';
import { vaultLockPath } from '../../../../main/vault/vault-files.ts';
import { clock, newRecordingId, newSessionId, reserveBytes } from '../../../support/vault-setting.ts';

/** Adds keys and events and destroys every third key, saying each thing as soon as it is done, until it is killed. */
const [folder = '', masterKey = ''] = process.argv.slice(2);
if (acquireLock(vaultLockPath(folder)) === null) throw new Error('the vault is in use');
const unlock = () => Promise.resolve({ masterKey: SecretKey.take('vault-master', fromHex(masterKey)), slotId: null });
const { vault } = await openVaultBy(unlock, new Reserve(nodeDisk, folder, reserveBytes), folder);
const log = await EventLog.open(vault, clock);
const sessionId = newSessionId();

for (let round = 0; ; round += 1) {
  const recordingId = newRecordingId();
  await vault.addRecordingKey(recordingId);
  process.stdout.write(`key ${recordingId}\n`);
  await log.append(
    { kind: 'recording', id: recordingId },
    { kind: 'recording.began', sessionId, bitrateBps: 48_000, spokenConsent: null },
  );
  process.stdout.write(`event ${recordingId}\n`);
  if (round % 3 !== 0) continue;
  await vault.destroyRecordingKeys([recordingId]);
  process.stdout.write(`destroyed ${recordingId}\n`);
}
