// Writes tests/vectors/v1/ anew. Only for a new version of the format: the files of a version never change.
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { makeVectors } from '../tests/vectors/make-vectors.ts';

const folder = join(import.meta.dirname, '..', 'tests', 'vectors', 'v1');
const { manifest, vectors } = makeVectors();
await rm(folder, { recursive: true, force: true });
for (const { file, bytes } of vectors) {
  await mkdir(dirname(join(folder, file)), { recursive: true });
  await writeFile(join(folder, file), bytes);
}
await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
console.log(`${vectors.length} vectors written`);
