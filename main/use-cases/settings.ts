import { settingsSchema, type Settings } from '../../contract/methods.ts';
import { defaultBitrateBps, defaultLockAfterMinutes } from '../../contract/limits.ts';
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

/** Durable when it returns. */
export function setSettings({ catalog }: Pick<Unlocked, 'catalog'>, settings: Settings): Settings {
  catalog.settings.set(settingsKey, settings);
  return settings;
}
