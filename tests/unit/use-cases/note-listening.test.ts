import { describe, expect, it } from 'vitest';
import { noteListening } from '../../../main/use-cases/note-listening.ts';
import { destroyRecording } from '../../../main/use-cases/destroy-recording.ts';
import { consentingSession, record } from '../../support/consenting-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';
import type { RecordingId } from '../../../contract/ids.ts';

async function openedRecording(setting: UseCaseSetting): Promise<RecordingId> {
  const { sessionId } = await consentingSession(setting, 'Ann');
  const recordingId = await record(setting, sessionId, 2);
  await setting.unlocked.readers.lengthOf(recordingId);
  return recordingId;
}

function listened({ unlocked }: UseCaseSetting, recordingId: RecordingId): number[] {
  return unlocked.log
    .events({ kind: 'recording', id: recordingId })
    .flatMap(({ body }) => (body.kind === 'recording.listened' ? [body.listenedMs] : []));
}

describe('for how long a recording was listened to', () => {
  it('is in its chain, an entry for each time that the page says so', async () => {
    await using setting = await useCaseSetting();
    const recordingId = await openedRecording(setting);
    setting.pass(60_000);
    await noteListening(setting.unlocked, { recordingId, listenedMs: 42_000 });
    setting.pass(60_000);
    await noteListening(setting.unlocked, { recordingId, listenedMs: 1000 });
    expect(listened(setting, recordingId)).toEqual([42_000, 1000]);
  });

  it('is no longer than there was time for since it was opened, or last said', async () => {
    await using setting = await useCaseSetting();
    const recordingId = await openedRecording(setting);
    setting.pass(5000);
    await noteListening(setting.unlocked, { recordingId, listenedMs: 3_600_000 });
    setting.pass(2000);
    await noteListening(setting.unlocked, { recordingId, listenedMs: 3_600_000 });
    expect(listened(setting, recordingId)).toEqual([5000, 2000]);
  });

  it('is no entry under a second', async () => {
    await using setting = await useCaseSetting();
    const recordingId = await openedRecording(setting);
    setting.pass(5000);
    await noteListening(setting.unlocked, { recordingId, listenedMs: 999 });
    expect(listened(setting, recordingId)).toEqual([]);
  });

  it('is not believed of one that was not opened since the unlock, nor of one that is gone', async () => {
    await using setting = await useCaseSetting();
    const recordingId = await openedRecording(setting);
    await setting.reopen();
    setting.pass(5000);
    const said = { recordingId, listenedMs: 2000 };
    await expect(noteListening(setting.unlocked, said)).rejects.toMatchObject({ code: 'request/not-found' });
    await setting.unlocked.readers.lengthOf(recordingId);
    setting.pass(5000);
    await destroyRecording(setting.unlocked, recordingId, 'deleted');
    await expect(noteListening(setting.unlocked, said)).rejects.toMatchObject({ code: 'request/not-found' });
  });

  it('changes nothing of what the recording is to the index and to those who are asked', async () => {
    await using setting = await useCaseSetting();
    const recordingId = await openedRecording(setting);
    setting.pass(5000);
    await noteListening(setting.unlocked, { recordingId, listenedMs: 2000 });
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
  });
});
