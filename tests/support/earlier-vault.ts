import { mkdir } from 'node:fs/promises';
import { openVaultRooms } from '../../main/use-cases/open-vault-rooms.ts';
import { VaultCheck } from '../../main/use-cases/check-vault.ts';
import { OpenReaders } from '../../main/use-cases/open-readers.ts';
import { someChoice } from './chosen-terms.ts';
import { addPerson, agree, chooseTerms, placedSession } from './consenting-session.ts';
import { RecordersHere } from './use-case-setting.ts';

/**
 * Makes a vault as it was left at another time: with one session in which `code` had agreed for that session alone, and
 * nothing was recorded. Sotto opens it with this passphrase.
 */
export async function leaveVaultOf(nowMs: number, folder: string, passphrase: string, code: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  const clock = { nowMs: () => nowMs, monotonicMs: () => 0 };
  const onDeriving = () => undefined;
  const rooms = await openVaultRooms({ kind: 'create', folder, passphrase, onDeriving, clock, progress: [] });
  const readers = new OpenReaders(rooms, clock);
  const setting = {
    unlocked: {
      ...rooms,
      clock,
      recorders: new RecordersHere(),
      readers,
      check: new VaultCheck({ ...rooms, readers, clock }, async (act) => act()),
      disk: { freeBytes: () => Promise.resolve(10 ** 12) },
      alarm: { ringIn: () => undefined, finishLater: () => undefined },
      capture: { armForRecording: () => undefined, armForCheck: () => undefined },
    },
  };
  const sessionId = await placedSession(setting);
  await chooseTerms(setting, sessionId, { ...someChoice, validity: { rule: 'session' } });
  await agree(setting, sessionId, await addPerson(setting, sessionId, code));
  rooms.catalog.close();
  rooms.vault.close();
}
