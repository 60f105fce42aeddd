import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { folderPlace, judgePlace } from '../../../main/app/folder-place.ts';

describe('a folder', () => {
  it.each([
    ['win32', 'C:\\Users\\Ann\\OneDrive\\vault'],
    ['win32', 'C:\\Users\\Ann\\OneDrive - Practice\\vault'],
    ['win32', 'G:\\My Drive\\vault'],
    ['win32', 'C:\\Users\\Ann\\iCloudDrive\\vault'],
    ['darwin', '/Users/ann/Library/Mobile Documents/com~apple~CloudDocs/vault'],
    ['darwin', '/Users/ann/Library/CloudStorage/Box-Box/vault'],
    ['darwin', '/Users/ann/Google Drive/vault'],
    ['linux', '/home/ann/Dropbox'],
    ['linux', '/home/ann/Dropbox (Personal)/vault'],
    ['linux', '/home/ann/Nextcloud/vault'],
    ['linux', '/home/ann/ownCloud/vault'],
  ] as const)('on %s at %s is one that a service copies', (platform, folder) => {
    expect(judgePlace(folder, platform, '')).toBe('synced');
  });

  it.each([
    ['win32', 'C:\\Users\\Ann\\AppData\\Local\\Sotto\\vault'],
    ['darwin', '/Users/ann/Library/Application Support/Sotto/vault'],
    ['linux', '/home/ann/.local/share/Sotto/vault'],
    ['linux', '/home/ann/my dropboxes/vault'],
    ['linux', '/home/ann/a\\OneDrive\\b'],
  ] as const)('on %s at %s is a plain one', (platform, folder) => {
    expect(judgePlace(folder, platform, '')).toBe('plain');
  });

  it('on a share of Windows lies on another computer', () => {
    expect(judgePlace('\\\\server\\practice\\vault', 'win32', '')).toBe('network');
  });

  it('on Linux lies where the innermost mount around it is', () => {
    const mounts = [
      '/dev/sda1 / ext4 rw 0 0',
      'server:/export /mnt/practice nfs4 rw 0 0',
      '/dev/sdb1 /mnt/practice/stick ext4 rw 0 0',
      '//server/share /mnt/the\\040share cifs rw 0 0',
      'systemd-1 /mnt/auto autofs rw 0 0',
      'server:/auto /mnt/auto nfs rw 0 0',
      '',
    ].join('\n');
    const place = (folder: string) => judgePlace(folder, 'linux', mounts);
    expect(place('/home/ann/vault')).toBe('plain');
    expect(place('/mnt/practice')).toBe('network');
    expect(place('/mnt/practice/vault')).toBe('network');
    expect(place('/mnt/practice-here/vault')).toBe('plain');
    expect(place('/mnt/practice/stick/vault')).toBe('plain');
    expect(place('/mnt/the share/vault')).toBe('network');
    expect(place('/mnt/auto/vault')).toBe('network');
  });

  it('is judged by where a link to it leads', () => {
    const base = mkdtempSync(join(tmpdir(), 'sotto-place-'));
    try {
      mkdirSync(join(base, 'Nextcloud', 'vault'), { recursive: true });
      symlinkSync(join(base, 'Nextcloud', 'vault'), join(base, 'vault'));
      expect(folderPlace(join(base, 'vault'))).toBe('synced');
      expect(folderPlace(base)).toBe('plain');
      expect(folderPlace(join(base, 'Dropbox', 'not-there-yet'))).toBe('synced');
    } finally {
      rmSync(base, { recursive: true });
    }
  });
});
