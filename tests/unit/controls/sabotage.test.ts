import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { apply } from '../../controls/sabotage.ts';

const sabotage = { name: 'a guard gone', file: 'guard.ts', text: 'guard();\n', instead: '' };
let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sotto-sabotage-'));
});
afterEach(() => rm(folder, { recursive: true }));

it('changes the one place and nothing else', async () => {
  await writeFile(join(folder, 'guard.ts'), 'before();\nguard();\nafter();\n');
  await apply(sabotage, folder);
  expect(await readFile(join(folder, 'guard.ts'), 'utf8')).toBe('before();\nafter();\n');
});

it.each([
  ['not there', 'other();\n', 0],
  ['there twice', 'guard();\nguard();\n', 2],
])('refuses what is %s, and leaves it alone', async (_, text, times) => {
  await writeFile(join(folder, 'guard.ts'), text);
  await expect(apply(sabotage, folder)).rejects.toThrow(`a guard gone: its text is ${times} times in guard.ts`);
  expect(await readFile(join(folder, 'guard.ts'), 'utf8')).toBe(text);
});
