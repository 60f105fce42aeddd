import { expect, it } from 'vitest';
import { getSettings, setSettings } from '../../../main/use-cases/settings.ts';
import { begin, consentingSession } from '../../support/consenting-session.ts';
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

it('tones go with the recording that begins after they were chosen, in what its recorder says from then on', async () => {
  await using setting = await useCaseSetting();
  const { sessionId } = await consentingSession(setting, 'Ann');
  setSettings(setting.unlocked, { ...getSettings(setting.unlocked), startStopSound: true });
  const recordingId = await begin(setting, sessionId);
  setSettings(setting.unlocked, { ...getSettings(setting.unlocked), startStopSound: false, warningSound: true });
  expect(setting.recorders.statusOf(recordingId).tones).toEqual({ startStop: true, warning: false });
  await setting.recorders.end(recordingId);
});
