import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { noPolicy } from '../../../contract/policy.ts';
import { policyPlace, readPolicy } from '../../../main/app/policy.ts';

const digest = 'd1'.repeat(32);
const ownId = process.getuid?.() ?? -1;
const oneToTen = { version: 1, lock: { afterMinutes: { minimum: 1, maximum: 10 } } };
const shortestOnly = { minimum: 1, maximum: 1 };

let base = '';
let folder = '';
let file = '';

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'sotto-policy-'));
  folder = join(base, 'sotto');
  file = join(folder, 'policy.json');
  mkdirSync(folder, { mode: 0o755 });
});
afterEach(() => {
  rmSync(base, { recursive: true });
});

function write(content: unknown, mode = 0o644): void {
  writeFileSync(file, typeof content === 'string' || content instanceof Uint8Array ? content : JSON.stringify(content));
  chmodSync(file, mode);
}

const read = (ownerId: number | null = ownId, at = file) => readPolicy({ file: at, ownerId }, () => digest);

function lockOf(minimum: unknown, maximum: unknown) {
  return { version: 1, lock: { afterMinutes: { minimum, maximum } } };
}

describe('a policy file', () => {
  it('is no policy where there is none', () => {
    expect(read()).toEqual(noPolicy);
    rmSync(folder, { recursive: true });
    expect(read()).toEqual(noPolicy);
  });

  it('says between what times a lock may be chosen, and is known by its digest', () => {
    write(oneToTen);
    expect(read()).toEqual({ standing: 'read', lockAfterMinutes: { minimum: 1, maximum: 10 }, digest });
  });

  it.each([
    [1, 1],
    [1, 60],
    [60, 60],
    [3, 4],
  ])('may allow from %i to %i minutes', (minimum, maximum) => {
    write(lockOf(minimum, maximum));
    expect(read()).toMatchObject({ standing: 'read', lockAfterMinutes: { minimum, maximum } });
  });

  it('without a rule leaves every time to choose', () => {
    write({ version: 1 });
    expect(read()).toEqual({ standing: 'read', lockAfterMinutes: { minimum: 1, maximum: 60 }, digest });
  });

  it('may begin with the mark that Windows writes', () => {
    write(`\uFEFF${JSON.stringify(oneToTen)}`);
    expect(read().standing).toBe('read');
  });

  it.each([
    ['is empty', ''],
    ['is no JSON', '{ version: 1 }'],
    ['is no UTF-8', Uint8Array.of(0xff, 0xfe)],
    ['is a list', []],
    ['has no version', { lock: oneToTen.lock }],
    ['has a later version', { ...oneToTen, version: 2 }],
    ['has a version in quotes', { ...oneToTen, version: '1' }],
    ['has a rule that nobody knows', { ...oneToTen, locks: oneToTen.lock }],
    ['has a rule misspelt', { version: 1, lock: { afterMinute: oneToTen.lock.afterMinutes } }],
    ['says more of a range', { version: 1, lock: { afterMinutes: { minimum: 1, maximum: 10, default: 5 } } }],
    ['has half a range', { version: 1, lock: { afterMinutes: { maximum: 10 } } }],
    ['has no minute', lockOf(0, 10)],
    ['has 61 minutes', lockOf(1, 61)],
    ['has half minutes', lockOf(1.5, 10)],
    ['has minutes in quotes', lockOf('1', '10')],
    ['has its range the wrong way round', lockOf(10, 1)],
  ])('that %s is unreadable, and the shortest time counts', (_, content) => {
    write(content);
    expect(read()).toEqual({ standing: 'unreadable', lockAfterMinutes: shortestOnly, digest });
  });

  it('is read up to 64 KiB and no further', () => {
    const text = JSON.stringify(oneToTen);
    write(text.padEnd(64 * 1024));
    expect(read().standing).toBe('read');
    write(text.padEnd(64 * 1024 + 1));
    expect(read()).toEqual({ standing: 'unreadable', lockAfterMinutes: shortestOnly, digest: null });
  });

  it('is not looked for behind a link, in a folder, or below a file', () => {
    const unreadable = { standing: 'unreadable', lockAfterMinutes: shortestOnly, digest: null };
    mkdirSync(file);
    expect(read()).toEqual(unreadable);
    rmSync(file, { recursive: true });
    write(oneToTen);
    const link = join(folder, 'link.json');
    symlinkSync(file, link);
    expect(read(ownId, link)).toEqual(unreadable);
    expect(read(ownId, join(file, 'policy.json'))).toEqual(unreadable);
  });

  it.each([0o664, 0o646, 0o666])('that others can write (%o) is nobody’s, and the shortest time counts', (mode) => {
    write(oneToTen, mode);
    expect(read()).toEqual({ standing: 'unguarded', lockAfterMinutes: shortestOnly, digest });
  });

  it.each([0o775, 0o757, 0o777])('in a folder that others can write (%o) is nobody’s', (mode) => {
    write(oneToTen);
    chmodSync(folder, mode);
    expect(read().standing).toBe('unguarded');
  });

  it('of another than who may write it is nobody’s', () => {
    write(oneToTen);
    expect(read(ownId + 1).standing).toBe('unguarded');
  });

  it('in a folder that is a link is nobody’s', () => {
    write(oneToTen);
    symlinkSync(folder, join(base, 'linked'));
    expect(read(ownId, join(base, 'linked', 'policy.json')).standing).toBe('unguarded');
  });

  it('counts whoever can write it where the system has no such owner', () => {
    write(oneToTen, 0o666);
    expect(read(null).standing).toBe('read');
  });
});

describe('the place of the policy', () => {
  const moved = { SOTTO_POLICY: '/tmp/policy.json', ProgramData: 'D:\\Mine' };

  it('is one for the computer, which root alone may write, whatever a user has set', () => {
    const place = (platform: NodeJS.Platform) => policyPlace(platform, true, moved);
    expect(place('linux')).toEqual({ file: '/etc/sotto/policy.json', ownerId: 0 });
    expect(place('darwin')).toEqual({ file: '/Library/Application Support/Sotto/policy.json', ownerId: 0 });
    expect(place('win32')).toEqual({ file: 'C:\\ProgramData\\Sotto\\policy.json', ownerId: null });
  });

  it('may be another from the source alone, which belongs to whoever starts it', () => {
    expect(policyPlace('linux', false, moved)).toEqual({ file: '/tmp/policy.json', ownerId: ownId });
    expect(policyPlace('linux', false, {}).file).toBe('/etc/sotto/policy.json');
  });
});
