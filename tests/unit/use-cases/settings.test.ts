import { describe, expect, it } from 'vitest';
import type { RecorderOrder } from '../../../contract/recorder-messages.ts';
import { getSettings, setSettings } from '../../../main/use-cases/settings.ts';
import { startRecording } from '../../../main/use-cases/start-recording.ts';
import { consentingSession } from '../../support/consenting-session.ts';
import { useCaseSetting } from '../../support/use-case-setting.ts';

it('what was chosen before there were signs and sounds is kept, and these are off', async () => {
  await using setting = await useCaseSetting();
  setting.rooms.catalog.settings.set('recording', { bitrateBps: 24_000, microphone: 'Desk' });
  expect(getSettings(setting.unlocked)).toMatchObject({
    bitrateBps: 24_000,
    microphone: 'Desk',
    startStopSound: false,
    warningSound: false,
    recordingSign: false,
  });
});

it('tones go with the recording that begins after they were chosen, and not with one that runs', async () => {
  await using setting = await useCaseSetting();
  const { sessionId } = await consentingSession(setting, 'Ann');
  const { current, begin, end } = setting.recorders;
  const orders: RecorderOrder[] = [];
  const noting = {
    current,
    end,
    begin: (order: RecorderOrder) => {
      orders.push(order);
      return begin(order);
    },
  };
  setSettings(setting.unlocked, { ...getSettings(setting.unlocked), startStopSound: true });
  const answer = await startRecording({ ...setting.unlocked, recorders: noting }, sessionId);
  setSettings(setting.unlocked, { ...getSettings(setting.unlocked), warningSound: true });
  expect(orders).toMatchObject([{ startStopSound: true, warningSound: false }]);
  if (answer.outcome === 'started') await end(answer.recordingId);
});

describe('the time before a lock', () => {
  const policy = { standing: 'read', lockAfterMinutes: { minimum: 2, maximum: 10 }, digest: null } as const;

  it.each([1, 11, 60])('of %i minutes is refused by a policy of 2 to 10, and the one before stays', async (minutes) => {
    await using setting = await useCaseSetting();
    await setting.reopen(undefined, { policy });
    const before = getSettings(setting.unlocked);
    expect(() => setSettings(setting.unlocked, { ...before, lockAfterMinutes: minutes })).toThrow(
      expect.objectContaining({ code: 'policy/lock-time' }),
    );
    expect(getSettings(setting.unlocked)).toEqual(before);
  });

  it.each([2, 3, 10])('of %i minutes is allowed by it', async (minutes) => {
    await using setting = await useCaseSetting();
    await setting.reopen(undefined, { policy });
    setSettings(setting.unlocked, { ...getSettings(setting.unlocked), lockAfterMinutes: minutes });
    expect(getSettings(setting.unlocked).lockAfterMinutes).toBe(minutes);
  });

  it('that was chosen before the policy stays chosen while something else is', async () => {
    await using setting = await useCaseSetting();
    setSettings(setting.unlocked, { ...getSettings(setting.unlocked), lockAfterMinutes: 30 });
    await setting.reopen(undefined, { policy });
    setSettings(setting.unlocked, { ...getSettings(setting.unlocked), lockWhenHidden: true });
    expect(getSettings(setting.unlocked)).toMatchObject({ lockAfterMinutes: 30, lockWhenHidden: true });
  });
});
