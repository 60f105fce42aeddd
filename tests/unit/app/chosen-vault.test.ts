import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ChosenVault } from '../../../main/app/chosen-vault.ts';
import { acquireLock } from '../../../main/vault/vault-lock.ts';

let folder = '';
let chosen: ChosenVault;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sotto-chosen-'));
  chosen = new ChosenVault(acquireLock);
});

afterEach(() => {
  chosen.release();
  rmSync(folder, { recursive: true });
});

function makeFolder(name: string, files: readonly string[] = []): string {
  const made = join(folder, name);
  mkdirSync(made);
  for (const file of files) writeFileSync(join(made, file), 'x');
  return made;
}

function isLocked(vaultFolder: string): boolean {
  const lock = acquireLock(join(vaultFolder, 'lock'));
  lock?.release();
  return lock === null;
}

describe('the vault in use', () => {
  it('is the default place at first, which is created and locked before there is a vault', () => {
    const place = join(folder, 'data', 'vault');
    chosen.takeUp(place, true);
    expect(chosen).toMatchObject({ folder: place, problem: null, holdsVault: false });
    expect(isLocked(place)).toBe(true);
  });

  it('is locked from being chosen until another is, and let go whole', () => {
    const first = makeFolder('first', ['slots.a', 'state.a']);
    const second = makeFolder('second', ['slots.b']);
    chosen.takeUp(first, false);
    expect(chosen).toMatchObject({ problem: null, holdsVault: true });
    chosen.choose(second, 'existing');
    expect(isLocked(second)).toBe(true);
    expect(isLocked(first)).toBe(false);
    expect(chosen.folder).toBe(second);
  });

  it('leaves no trace in a folder that never became a vault', () => {
    const first = makeFolder('first');
    chosen.choose(first, 'new');
    expect(readdirSync(first)).toContain('lock');
    chosen.choose(makeFolder('second'), 'new');
    expect(readdirSync(first)).toEqual([]);
  });

  it('may be chosen again while it is held', () => {
    const first = makeFolder('first');
    chosen.choose(first, 'new');
    chosen.choose(first, 'new');
    expect(isLocked(first)).toBe(true);
  });

  it('can be used once whoever had it open has let it go, and stays locked when it is looked at again', () => {
    const first = makeFolder('first', ['slots.a']);
    const other = acquireLock(join(first, 'lock'));
    chosen.takeUp(first, false);
    chosen.lookAgain();
    expect(chosen.problem).toBe('vault/in-use');
    other?.release();
    chosen.lookAgain();
    expect(chosen.problem).toBeNull();
    chosen.lookAgain();
    expect(chosen.problem).toBeNull();
    expect(isLocked(first)).toBe(true);
  });

  it('stays what it was, and locked, when the other folder will not do', () => {
    const first = makeFolder('first', ['slots.a']);
    chosen.choose(first, 'existing');
    const refusals: [string, 'new' | 'existing', string][] = [
      [makeFolder('letters', ['letter.txt']), 'new', 'vault/folder-not-empty'],
      [makeFolder('vault', ['slots.a']), 'new', 'vault/already-exists'],
      [makeFolder('empty'), 'existing', 'vault/not-found'],
      [join(folder, 'nowhere'), 'existing', 'vault/not-found'],
    ];
    for (const [other, wanted, code] of refusals) {
      expect(() => chosen.choose(other, wanted)).toThrow(code);
      expect(existsSync(join(other, 'lock'))).toBe(false);
    }
    expect(chosen.folder).toBe(first);
    expect(isLocked(first)).toBe(true);
  });

  it('is refused when somebody else holds it, and taken up with that problem at a start', () => {
    const taken = makeFolder('taken', ['slots.a']);
    const other = acquireLock(join(taken, 'lock'));
    expect(() => chosen.choose(taken, 'existing')).toThrow('vault/in-use');
    chosen.takeUp(taken, false);
    expect(chosen).toMatchObject({ folder: taken, problem: 'vault/in-use' });
    other?.release();
    chosen.choose(taken, 'existing');
    expect(chosen.problem).toBeNull();
  });

  it('that has gone since the last start is a problem, not a reason to make a new one', () => {
    const gone = join(folder, 'stick', 'vault');
    chosen.takeUp(gone, false);
    expect(chosen).toMatchObject({ folder: gone, problem: 'storage/folder-gone' });
    expect(existsSync(gone)).toBe(false);
  });

  it('is still one when its creation was over but for the mark, or somebody put the mark there', () => {
    chosen.takeUp(makeFolder('whole', ['creating', 'slots.a', 'slots.b', 'state.a', 'state.b']), false);
    expect(chosen).toMatchObject({ problem: null, holdsVault: true });
  });

  it('cannot be at the default place where no folder can be made, and says so', () => {
    writeFileSync(join(folder, 'data'), 'x');
    chosen.takeUp(join(folder, 'data', 'vault'), true);
    expect(chosen.problem).not.toBeNull();
  });

  it('counts as not made yet when its creation was cut short', () => {
    chosen.takeUp(makeFolder('half', ['creating', 'slots.a']), false);
    expect(chosen).toMatchObject({ problem: null, holdsVault: false });
  });
});
