import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { unusedName } from '../../../main/vault/unused-name.ts';

it('what is put aside gets its own name, and a number once something has that', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sotto-name-'));
  try {
    const name = join(folder, 'index.1.unreadable');
    expect(unusedName(name)).toBe(name);
    writeFileSync(name, '');
    expect(unusedName(name)).toBe(`${name}.2`);
    writeFileSync(`${name}.2`, '');
    expect(unusedName(name)).toBe(`${name}.3`);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
