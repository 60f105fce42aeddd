import { mkdir } from 'node:fs/promises';
import { openVaultRooms } from '../../main/use-cases/open-vault-rooms.ts';
import { VaultCheck } from '../../main/use-cases/check-vault.ts';
import { VaultCopy } from '../../main/use-cases/copy-whole.ts';
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
  const recorders = new RecordersHere();
  const disk = { freeBytes: () => Promise.resolve(10 ** 12) };
  const check = new VaultCheck({ ...rooms, readers, clock }, async (act) => act());
  const setting = {
    unlocked: {
      ...rooms,
      clock,
      recorders,
      readers,
      check,
      copy: new VaultCopy({ ...rooms, recorders, disk, clock, check }, async (act) => act()),
      disk,
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
