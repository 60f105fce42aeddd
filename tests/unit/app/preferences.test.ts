import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readPreferences, writePreferences } from '../../../main/app/preferences.ts';

let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-preferences-'));
  file = join(folder, 'preferences.json');
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('the preferences', () => {
  it('are read as they were written, by nobody else, with nothing left beside them', () => {
    writePreferences(file, { vaultFolder: '/a' });
    writePreferences(file, { vaultFolder: '/ä b' });
    expect(readPreferences(file)).toEqual({ vaultFolder: '/ä b' });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['preferences.json']);
  });

  it('are the defaults when there are none', () => {
    expect(readPreferences(file)).toEqual({ vaultFolder: null });
  });

  it.each(['', '{', 'null', '[]', '{"vaultFolder":5}', '{"vaultFolder":""}', '{"vaultFolder":"/a","other":1}'])(
    'are the defaults when the file holds %j',
    (content) => {
      writeFileSync(file, content);
      expect(readPreferences(file)).toEqual({ vaultFolder: null });
    },
  );
});
