import type { Dirent } from 'node:fs';
import { readFile, readdir, readlink } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Canary } from './canary.ts';

/** What lay below a folder at one moment: of a file its bytes, of a link where it points, of all else nothing. */
export interface LeftFile {
  /** From the folder on. */
  readonly path: string;
  readonly isFolder: boolean;
  readonly bytes: Buffer;
}

export async function readAllBelow(folder: string): Promise<LeftFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const read = entries.map(async (entry): Promise<LeftFile[]> => {
    const path = join(entry.parentPath, entry.name);
    const bytes = await bytesOf(entry, path);
    return bytes === null ? [] : [{ path: relative(folder, path), isFolder: entry.isDirectory(), bytes }];
  });
  return (await Promise.all(read)).flat().sort((one, other) => (one.path < other.path ? -1 : 1));
}

/** Null for what has gone since it was listed, and for what in a folder of all users is another's. */
async function bytesOf(entry: Dirent, path: string): Promise<Buffer | null> {
  try {
    if (entry.isFile()) return await readFile(path);
    return entry.isSymbolicLink() ? Buffer.from(await readlink(path)) : Buffer.alloc(0);
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'EACCES')) return null;
    throw error;
  }
}

/** Each canary that stands in one of `files` or in its name, and where. */
export function findCanaries(files: readonly LeftFile[], canaries: readonly Canary[]): string[] {
  return files.flatMap(({ path, bytes }) => {
    const name = Buffer.from(path);
    const isIn = ({ forms }: Canary) => forms.some((form) => bytes.includes(form) || name.includes(form));
    return canaries.filter(isIn).map((canary) => `${canary.name} in ${path}`);
  });
}
