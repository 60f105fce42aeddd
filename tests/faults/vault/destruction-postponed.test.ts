import { chmod } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { answerSecondAsking } from '../../../main/use-cases/answer-second-asking.ts';
import { getSession } from '../../../main/use-cases/get-session.ts';
import { consentingSession, record } from '../../support/consenting-session.ts';
import { useCaseSetting } from '../../support/use-case-setting.ts';

/** Of no use to root, who may remove everything: tests run as a normal user. */
it('a file that cannot be removed keeps the vault open, the recording destroyed, and its turn at the next unlock', async () => {
  await using setting = await useCaseSetting();
  const { sessionId, people } = await consentingSession(setting, 'Ann');
  const [personId] = people;
  if (personId === undefined) throw new Error('nobody');
  const recordingId = await record(setting, sessionId, 1);
  const folder = join(setting.folder, 'recordings', recordingId);
  await chmod(folder, 0o500);
  const answering = answerSecondAsking(setting.unlocked, { recordingId, personId, answer: 'destroy' });
  await expect(answering).rejects.toMatchObject({ code: 'storage/permission-denied' });

  await setting.reopen();
  expect(setting.rooms.notices).toEqual(['destruction-postponed']);
  expect(setting.rooms.vault.recordingKey(recordingId)).toBeNull();
  expect((await getSession(setting.unlocked, sessionId)).recordings).toEqual([]);
  expect(existsSync(folder)).toBe(true);

  await setting.reopen(() => chmod(folder, 0o700));
  expect(setting.rooms.notices).toEqual([]);
  expect(existsSync(folder)).toBe(false);
});
