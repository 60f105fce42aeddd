import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { controls } from '../../controls/sabotages.ts';

const root = join(import.meta.dirname, '../../..');

describe('a sabotage', () => {
  it.each(controls.map(({ name, file, text }) => ({ name, file, text })))(
    'finds what it takes away, in one place: $name',
    ({ file, text }) => {
      expect(readFileSync(join(root, file), 'utf8').split(text)).toHaveLength(2);
    },
  );
});
