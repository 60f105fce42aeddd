import { settingsSchema, type Settings } from '../../contract/methods.ts';
import { defaultBitrateBps, defaultLockAfterMinutes, lockAfterWithin } from '../../contract/limits.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { Unlocked } from './unlocked.ts';

const settingsKey = 'recording';
const defaults: Settings = {
  bitrateBps: defaultBitrateBps,
  microphone: null,
  lockAfterMinutes: defaultLockAfterMinutes,
  lockWhenHidden: false,
  startStopSound: false,
  warningSound: false,
  recordingSign: false,
  computerSound: null,
  echoCancellation: false,
};

/** What was chosen, or the defaults; a row that this version cannot read counts as not chosen. */
export function getSettings({ catalog }: Pick<Unlocked, 'catalog'>): Settings {
  return catalog.settings.find(settingsKey, settingsSchema) ?? defaults;
}

/**
 * Durable when it returns. What was chosen before a policy stays chosen, also beside what is chosen now.
 *
 * @throws `policy/lock-time` for another time before a lock than the policy allows.
 */
export function setSettings({ catalog, policy }: Pick<Unlocked, 'catalog' | 'policy'>, settings: Settings): Settings {
  const { lockAfterMinutes: minutes } = settings;
  const isAllowed = lockAfterWithin(policy.lockAfterMinutes, minutes) === minutes;
  if (!isAllowed && minutes !== getSettings({ catalog }).lockAfterMinutes) throw new SottoError('policy/lock-time');
  catalog.settings.set(settingsKey, settings);
  return settings;
}
