import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { undoWindowMs } from '../../../contract/limits.ts';
import { toHex } from '../../../main/crypto/bytes.ts';
import { beginNotes } from '../../../main/use-cases/begin-notes.ts';
import { deleteSession } from '../../../main/use-cases/delete-later.ts';
import { consentingSession, record } from '../../support/consenting-session.ts';
import { killedAt, oneFileThread } from '../../support/killed-at.ts';
import { useCaseSetting } from '../../support/use-case-setting.ts';
import { newSecrets } from '../../support/vault-setting.ts';

const childFile = fileURLToPath(new URL('children/carry-out.ts', import.meta.url));
const callsBetween = 9;

it('a deletion killed at its calls to the disk is finished at the next unlock, and nothing else is lost', async () => {
  const secrets = newSecrets();
  await using setting = await useCaseSetting(secrets);
  const { sessionId } = await consentingSession(setting, 'Ann', 'Bea');
  const gone = [await record(setting, sessionId, 1), await record(setting, sessionId, 1)];
  await beginNotes(setting.unlocked, sessionId);
  const other = await consentingSession(setting, 'Ann');
  const kept = await record(setting, other.sessionId, 1);
  const waiting = `${setting.folder}-waiting`;
  await deleteSession(setting.unlocked, sessionId);
  await setting.reopen(() => cp(setting.folder, waiting, { recursive: true }));
  setting.pass(undoWindowMs);

  const carryOut = async (when: number): Promise<number | null> => {
    const [strace, ...traced] = killedAt(when);
    const given = [process.execPath, childFile, setting.folder, secrets.masterKey().use(toHex)];
    const child = spawn(strace, [...traced, ...given, String(setting.world.nowMs)], {
      env: oneFileThread,
      stdio: 'inherit',
    });
    await once(child, 'exit');
    return child.exitCode;
  };
  const exitCodes: (number | null)[] = [];
  for (let when = 1; exitCodes.at(-1) !== 0; when += callsBetween) {
    await setting.reopen(async () => {
      await rm(setting.folder, { recursive: true });
      await cp(waiting, setting.folder, { recursive: true });
      exitCodes.push(await carryOut(when));
    });
    const { vault, catalog, notices } = setting.rooms;
    expect(notices.filter((notice) => notice === 'possible-rollback')).toEqual([]);
    expect(vault.recordingIds).toEqual([kept]);
    expect(gone.filter((id) => existsSync(join(setting.folder, 'recordings', id)))).toEqual([]);
    expect(catalog.sessions.list('').map(({ id, codes }) => ({ id, codes }))).toEqual([
      { id: other.sessionId, codes: ['Ann'] },
    ]);
    expect(await setting.unlocked.readers.lengthOf(kept)).toBeGreaterThan(0);
  }
  await rm(waiting, { recursive: true });
  // The last one was not killed any more.
  expect(exitCodes.length).toBeGreaterThan(6);
}, 180_000);
