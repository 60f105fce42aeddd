import { expect, it } from 'vitest';
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
