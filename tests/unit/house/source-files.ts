import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';

export const root = join(import.meta.dirname, '../../..');

export interface SourceFile {
  /** From the top of the repository, with forward slashes. */
  readonly path: string;
  readonly text: string;
  /** Without comments, so that a word in an explanation is no use of it. */
  readonly code: string;
}

/** All files of these folders whose names end so. */
export function sourceFiles(folders: readonly string[], ending = /\.(ts|tsx|js|mjs)$/): SourceFile[] {
  return folders
    .filter((folder) => existsSync(join(root, folder)))
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && ending.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name))
        .sort()
        .map((file) => {
          const text = readFileSync(file, 'utf8');
          return { path: relative(root, file).split(sep).join('/'), text, code: withoutComments(text) };
        }),
    );
}

export function pathsOf(files: readonly SourceFile[]): string[] {
  return files.map(({ path }) => path);
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '$1');
}
