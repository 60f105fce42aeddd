import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isOnBattery } from '../../../main/app/power.ts';

let folder = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-power-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function supply(name: string, files: Readonly<Record<string, string>>): void {
  mkdirSync(join(folder, name));
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, name, file), `${text}\n`);
}

function neverAsked(): never {
  throw new Error('Electron does not know it here');
}

describe('whether this computer runs on its battery', () => {
  it('is asked of Electron where it knows', () => {
    expect(isOnBattery('win32', () => true)).toBe(true);
    expect(isOnBattery('darwin', () => false)).toBe(false);
  });

  it('is no while the mains are plugged in', () => {
    supply('AC', { type: 'Mains', online: '1' });
    supply('BAT0', { type: 'Battery', status: 'Charging' });
    expect(isOnBattery('linux', neverAsked, folder)).toBe(false);
  });

  it('is yes while the battery is being emptied, and while the mains are not plugged in', () => {
    supply('BAT0', { type: 'Battery', status: 'Discharging' });
    expect(isOnBattery('linux', neverAsked, folder)).toBe(true);
    supply('AC', { type: 'Mains', online: '0' });
    expect(isOnBattery('linux', neverAsked, folder)).toBe(true);
  });

  it('is not known where the system says nothing of it, or only of a mouse', () => {
    expect(isOnBattery('linux', neverAsked, folder)).toBeNull();
    expect(isOnBattery('linux', neverAsked, join(folder, 'missing'))).toBeNull();
    supply('hidpp_battery_0', { type: 'Battery', status: 'Discharging', scope: 'Device' });
    expect(isOnBattery('linux', neverAsked, folder)).toBeNull();
  });
});
