import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { recordingIdSchema, type RecordingId } from '../../../contract/ids.ts';
import { EventLog } from '../../../main/log/event-log.ts';
import { acquireLock } from '../../../main/vault/vault-lock.ts';
import { vaultLockPath } from '../../../main/vault/vault-files.ts';
import { toHex } from '../../../main/crypto/bytes.ts';
import { clock, newSecrets, openWithMasterKey, temporaryFolder, writeVault } from '../../support/vault-setting.ts';

const writer = fileURLToPath(new URL('children/write-for-ever.ts', import.meta.url));
const secrets = newSecrets();

/** What a writing process said was done before it was killed, after so many words. */
async function saidBeforeKill(folder: string, words: number): Promise<string[]> {
  const masterKey = secrets.masterKey().use(toHex);
  const child = spawn(process.execPath, [writer, folder, masterKey], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const said: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(line);
    if (said.length === words) child.kill('SIGKILL');
  }
  await exited;
  return said;
}

function idsAfter(said: readonly string[], what: string): RecordingId[] {
  return said
    .map((line) => line.split(' '))
    .filter(([word]) => word === what)
    .map(([, id]) => recordingIdSchema.parse(id));
}

describe('a process killed while it writes', () => {
  it('leaves a vault that opens at once, with all that it said was done', async () => {
    await using folder = await temporaryFolder();
    (await writeVault(secrets, folder.path)).close();
    const kept = new Set<RecordingId>();
    for (const words of [1, 2, 3, 5, 8, 13]) {
      const said = await saidBeforeKill(folder.path, words);
      const lock = acquireLock(vaultLockPath(folder.path));
      expect(lock).not.toBeNull();
      const { vault, notices } = await openWithMasterKey(secrets, folder.path);
      const log = await EventLog.open(vault, clock);
      expect(notices).toEqual([]);

      for (const id of idsAfter(said, 'event')) expect(log.events({ kind: 'recording', id })).toHaveLength(1);
      const destroyed = idsAfter(said, 'destroyed');
      for (const id of destroyed) expect(vault.recordingIds).not.toContain(id);
      const keys = idsAfter(said, 'key').filter((id) => !destroyed.includes(id));
      // The last one's destruction may have been under way, unsaid.
      const underWay = keys.at(-1);
      for (const id of keys) if (id !== underWay || vault.recordingIds.includes(id)) kept.add(id);
      for (const id of kept) expect(vault.recordingIds).toContain(id);

      vault.close();
      lock?.release();
    }
  });
});
