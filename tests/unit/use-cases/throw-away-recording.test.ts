import { describe, expect, it } from 'vitest';
import { recordingIdSchema } from '../../../contract/ids.ts';
import { undoWindowMs } from '../../../contract/limits.ts';
import { carryOutDeletions } from '../../../main/use-cases/carry-out-deletions.ts';
import { placeHold } from '../../../main/use-cases/place-hold.ts';
import { throwAwayRecording } from '../../../main/use-cases/throw-away-recording.ts';
import { begin, consentingSession } from '../../support/consenting-session.ts';
import { useCaseSetting } from '../../support/use-case-setting.ts';

describe('throwing a take away', () => {
  it('ends one that runs, in its first minute, and destroys it once the undo has run out', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await begin(setting, sessionId);
    setting.world.nowMs += 59_999;
    expect(await throwAwayRecording(setting.unlocked, recordingId)).toEqual({ outcome: 'deleting' });
    expect(setting.recorders.current()).toBeNull();
    setting.pass(undoWindowMs);
    await carryOutDeletions(setting.unlocked);
    expect(setting.rooms.vault.recordingKey(recordingId)).toBeNull();
    expect(setting.rooms.catalog.recordings.find(recordingId)).toBeNull();
  });

  it('is too late after the first minute, and the take goes on', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await begin(setting, sessionId);
    setting.world.nowMs += 60_000;
    expect(await throwAwayRecording(setting.unlocked, recordingId)).toEqual({ outcome: 'too-late' });
    expect(setting.recorders.current()).toBe(recordingId);
    await setting.recorders.end(recordingId);
  });

  it('is too late too where the clock was set back during the take', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await begin(setting, sessionId);
    setting.world.nowMs -= 3_600_000;
    expect(await throwAwayRecording(setting.unlocked, recordingId)).toEqual({ outcome: 'too-late' });
    await setting.recorders.end(recordingId);
  });

  it('is refused while its session is held, and the take goes on', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const words = { reason: 'A court has asked for it', by: 'Dr. Example' };
    await placeHold(setting.unlocked, { subject: { kind: 'session', id: sessionId }, words });
    const recordingId = await begin(setting, sessionId);
    await expect(throwAwayRecording(setting.unlocked, recordingId)).rejects.toMatchObject({ code: 'request/held' });
    expect(setting.recorders.current()).toBe(recordingId);
    await setting.recorders.end(recordingId);
  });

  it('knows no recording that is not there', async () => {
    await using setting = await useCaseSetting();
    const nothing = recordingIdSchema.parse('0'.repeat(32));
    await expect(throwAwayRecording(setting.unlocked, nothing)).rejects.toMatchObject({ code: 'request/not-found' });
  });
});
