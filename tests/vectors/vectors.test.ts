import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { toFailure } from '../../contract/sotto-error.ts';
import { copyBytes } from '../../main/crypto/bytes.ts';
import { makeVectors } from './make-vectors.ts';
import { readManifest, readVector, vectorsFolder } from './read-vectors.ts';

const manifest = await readManifest();

describe('a reader of the format', () => {
  test.each(manifest.vectors.map((entry) => [entry.file, entry.error ?? 'success', entry] as const))(
    'answers %s with %s',
    async (_file, _answer, entry) => {
      const outcome = await readVector(manifest, entry).then(
        (plaintext) => ({ error: null, plaintext }),
        (error: unknown) => ({ error: toFailure(error).code, plaintext: null }),
      );
      expect(outcome).toEqual({ error: entry.error, plaintext: entry.plaintext });
    },
  );
});

describe('the vectors', () => {
  test('are what the writer of today makes, byte for byte', async () => {
    const made = makeVectors();
    expect(made.manifest).toEqual(manifest);
    for (const { file, bytes } of made.vectors) {
      expect({ file, bytes: copyBytes(await readFile(join(vectorsFolder, file))) }).toEqual({ file, bytes });
    }
  });

  test('are all in the manifest', async () => {
    const names = await readdir(vectorsFolder, { recursive: true });
    const files = names.filter((name) => name.endsWith('.bin')).map((name) => name.replaceAll('\\', '/'));
    expect(files.toSorted()).toEqual(manifest.vectors.map(({ file }) => file).toSorted());
  });

  // Windows has no python3 by that name; the bytes are the same everywhere.
  test.skipIf(process.platform === 'win32')(
    'give the same answers to a reader that shares no code, primitive or library with the app',
    async () => {
      const script = join(import.meta.dirname, 'independent_reader.py');
      const { stdout } = await promisify(execFile)('python3', ['-B', script, vectorsFolder]);
      const compared = manifest.vectors.filter(({ file }) => !file.startsWith('slots/')).length;
      expect(stdout.trim().split('\n').at(-1)).toBe(`${compared + 1} agree, 0 differ`);
    },
  );
});
