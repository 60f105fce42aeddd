import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { destroyRecording } from '../../../main/use-cases/destroy-recording.ts';
import { destroySession } from '../../../main/use-cases/destroy-session.ts';
import { erasePassage } from '../../../main/use-cases/erase-passage.ts';
import { listRetention } from '../../../main/use-cases/list-retention.ts';
import { isAnyDestroyed, tombstones } from '../../../main/use-cases/tombstones.ts';
import { consentingSession, record } from '../../support/consenting-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

let setting: UseCaseSetting;

beforeEach(async () => {
  setting = await useCaseSetting();
});

afterEach(async () => {
  await setting[Symbol.asyncDispose]();
});

describe('what was destroyed here', () => {
  it('is nothing while everything stays', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    await record(setting, sessionId, 2);
    expect(tombstones(setting.unlocked)).toEqual([]);
    expect(isAnyDestroyed(setting.unlocked)).toBe(false);
  });

  it('is a session without recordings too, and Due knows', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    await destroySession(setting.unlocked, sessionId);
    const [gone] = tombstones(setting.unlocked);
    expect(gone?.beganAt).toBeLessThan(gone?.wentAt ?? 0);
    expect(listRetention(setting.unlocked)).toMatchObject({ destroyed: [], isAnyDestroyed: true });
  });

  it('is a part of a recording, which has no tombstone', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await record(setting, sessionId, 4);
    await erasePassage(setting.unlocked, { recordingId, fromMs: 500, toMs: 1000, wish: null });
    expect(tombstones(setting.unlocked)).toEqual([]);
    expect(isAnyDestroyed(setting.unlocked)).toBe(true);
  });

  it('is no recording into which no sound came', async () => {
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await record(setting, sessionId, 2);
    await destroyRecording(setting.unlocked, recordingId, 'empty');
    expect(isAnyDestroyed(setting.unlocked)).toBe(false);
  });
});
