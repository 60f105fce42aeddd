/** A recovery in a process of its own, for tests that kill it. Arguments: folder, vault id, recording id; key on stdin. */
import { readFileSync } from 'node:fs';
import { fromHex } from '../../main/crypto/bytes.ts';
import { SecretKey } from '../../main/crypto/secret-key.ts';
import { recoverRecording } from '../../main/vault/recover-recording.ts';

const [folder = '', vaultId = '', recordingId = ''] = process.argv.slice(2);
await recoverRecording(
  {
    folder,
    vaultId: fromHex(vaultId),
    recordingId: fromHex(recordingId),
    recordingKey: SecretKey.take('recording', fromHex(readFileSync(0, 'utf8'))),
  },
  [],
);
