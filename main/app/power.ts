import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const linuxSupplies = '/sys/class/power_supply';

/**
 * Whether this computer runs on its battery; null where nobody says. On Linux Chromium does not look, and its `false`
 * would be a guess, so the kernel is asked. `askElectron` answers elsewhere.
 */
export function isOnBattery(
  platform: NodeJS.Platform,
  askElectron: () => boolean,
  suppliesFolder = linuxSupplies,
): boolean | null {
  return platform === 'linux' ? readSupplies(suppliesFolder) : askElectron();
}

/** Mains that are plugged in, or a battery that is being emptied. A mouse has a battery too, of the scope `Device`. */
function readSupplies(folder: string): boolean | null {
  const supplies = namesIn(folder).map((name) => join(folder, name));
  const own = supplies.filter((supply) => read(supply, 'scope') !== 'Device');
  const mains = own.filter((supply) => read(supply, 'type') === 'Mains').map((supply) => read(supply, 'online'));
  const batteries = own.filter((supply) => read(supply, 'type') === 'Battery').map((supply) => read(supply, 'status'));
  if (mains.includes('1')) return false;
  if (batteries.includes('Discharging')) return true;
  return batteries.length > 0 && mains.length > 0 ? true : null;
}

function namesIn(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function read(supply: string, name: string): string | null {
  try {
    return readFileSync(join(supply, name), 'utf8').trim();
  } catch {
    return null;
  }
}
