import { describe, expect, it } from 'vitest';
import { pathsFor } from '../../../main/app/paths.ts';

describe('where data lies', () => {
  it('is local application data on each system', () => {
    expect(pathsFor('linux', {}, '/home/a').dataFolder).toBe('/home/a/.local/share/Sotto');
    expect(pathsFor('linux', { XDG_DATA_HOME: '/data' }, '/home/a').dataFolder).toBe('/data/Sotto');
    expect(pathsFor('darwin', {}, '/Users/a').dataFolder).toBe('/Users/a/Library/Application Support/Sotto');
    expect(pathsFor('win32', { LOCALAPPDATA: 'D:\\Local' }, 'C:\\Users\\a').dataFolder).toBe('D:\\Local\\Sotto');
    expect(pathsFor('win32', {}, 'C:\\Users\\a').dataFolder).toBe('C:\\Users\\a\\AppData\\Local\\Sotto');
  });

  it('is elsewhere when the one variable says so', () => {
    expect(pathsFor('linux', { SOTTO_DATA: '/stick/sotto', XDG_DATA_HOME: '/data' }, '/home/a')).toEqual({
      dataFolder: '/stick/sotto',
      defaultVaultFolder: '/stick/sotto/vault',
      preferencesFile: '/stick/sotto/preferences.json',
      failedTriesFile: '/stick/sotto/failed-tries.json',
      electronFolder: '/stick/sotto/electron',
    });
    expect(pathsFor('linux', { SOTTO_DATA: '' }, '/home/a').dataFolder).toBe('/home/a/.local/share/Sotto');
  });

  it('does not follow a relative variable of the system', () => {
    expect(pathsFor('linux', { XDG_DATA_HOME: 'data' }, '/home/a').dataFolder).toBe('/home/a/.local/share/Sotto');
    expect(pathsFor('win32', { LOCALAPPDATA: 'Local' }, 'C:\\Users\\a').dataFolder).toBe(
      'C:\\Users\\a\\AppData\\Local\\Sotto',
    );
  });
});
