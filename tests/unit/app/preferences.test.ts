import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { recordingIdSchema } from '../../../contract/ids.ts';
import { readPreferences, writePreferences } from '../../../main/app/preferences.ts';

let folder = '';
let file = '';

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-preferences-'));
  file = join(folder, 'preferences.json');
});

afterEach(() => rmSync(folder, { recursive: true }));

describe('the preferences', () => {
  it('of a version that knew no other places are read', () => {
    writeFileSync(file, '{"vaultFolder":"/a"}');
    expect(readPreferences(file)).toEqual({ vaultFolder: '/a', elsewhere: [] });
  });

  it('are read as they were written, by nobody else, with nothing left beside them', () => {
    writePreferences(file, { vaultFolder: '/a', elsewhere: [] });
    const elsewhere = [{ recordingId: recordingIdSchema.parse('1'.repeat(32)), folder: '/stick' }];
    writePreferences(file, { vaultFolder: '/ä b', elsewhere });
    expect(readPreferences(file)).toEqual({ vaultFolder: '/ä b', elsewhere });
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['preferences.json']);
  });

  it('that cannot be made sense of are kept beside those that take their place, each time', () => {
    for (const damaged of ['{"vaultFolder":"/a","elsewhere":[{', 'nothing']) {
      writeFileSync(file, damaged);
      writePreferences(file, { vaultFolder: '/b', elsewhere: [] });
      writePreferences(file, { vaultFolder: '/c', elsewhere: [] });
    }
    expect(readFileSync(`${file}.unreadable`, 'utf8')).toBe('{"vaultFolder":"/a","elsewhere":[{');
    expect(readFileSync(`${file}.unreadable.2`, 'utf8')).toBe('nothing');
    expect(readdirSync(folder)).toHaveLength(3);
  });

  it('are the defaults when there are none', () => {
    expect(readPreferences(file)).toEqual({ vaultFolder: null, elsewhere: [] });
  });

  it.each([
    '',
    '{',
    'null',
    '[]',
    '{"vaultFolder":5}',
    '{"vaultFolder":""}',
    '{"vaultFolder":"/a","other":1}',
    '{"vaultFolder":"/a","elsewhere":[{"recordingId":"1","folder":"/b"}]}',
  ])('are the defaults when the file holds %j', (content) => {
    writeFileSync(file, content);
    expect(readPreferences(file)).toEqual({ vaultFolder: null, elsewhere: [] });
  });
});
