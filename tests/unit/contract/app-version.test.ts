import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { appVersion } from '../../../contract/app-version.ts';

it('the version that certificates name is that of the package', async () => {
  const manifest: unknown = JSON.parse(await readFile('package.json', 'utf8'));
  expect(manifest).toMatchObject({ version: appVersion });
});
