import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface SignedFile {
  readonly text: string;
  readonly signature: string;
  readonly publicKey: string;
}

/** What the tool `minisign` says of it: its own words, or null where it does not verify. */
export async function verifiedByMinisign({ text, signature, publicKey }: SignedFile): Promise<string | null> {
  const folder = await mkdtemp(join(tmpdir(), 'sotto-minisign-'));
  const [file, key] = [join(folder, 'file.json'), join(folder, 'key.pub')];
  try {
    await writeFile(file, text);
    await writeFile(`${file}.minisig`, signature);
    await writeFile(key, publicKey);
    const { stdout } = await promisify(execFile)('minisign', ['-V', '-p', key, '-m', file]);
    return stdout;
  } catch (error) {
    // Its exit code says that it does not verify; anything else is a defect of the test.
    if (error instanceof Error && 'code' in error && error.code === 1) return null;
    throw error;
  } finally {
    await rm(folder, { recursive: true });
  }
}
