import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A line of docs/files.md. */
export interface ExplainedFile {
  readonly name: string;
  readonly isNameOf: (path: string) => boolean;
  readonly when: 'stays' | 'while Sotto runs' | 'while it records' | 'sometimes';
}

const placeholders: Readonly<Record<string, string>> = {
  '<id>': '[0-9a-f]{32}',
  '<nnnnnn>': '[0-9]{6}',
  '<n>': '[0-9]+',
  '**': '.+',
  '*': '[^/]*',
};

/** Every file that docs/files.md explains: the lines of its tables, by their first and last column. */
export async function readExplainedFiles(): Promise<ExplainedFile[]> {
  const text = await readFile(join(import.meta.dirname, '../../docs/files.md'), 'utf8');
  return [...text.matchAll(/^\| `(?<name>[^`]+)` .*\| (?<when>[^|]+?) +\|$/gm)].map(({ groups }) => {
    const name = (groups?.['name'] ?? '').replace(/^<(data|home|temp|runtime)>/, '$1');
    const pattern = new RegExp(`^${patternOf(name)}$`);
    return { name, isNameOf: (path) => pattern.test(path), when: parseWhen(groups?.['when'] ?? '') };
  });
}

function patternOf(name: string): string {
  return name
    .split(/(<\w+>|\*\*?)/)
    .map((part) => placeholders[part] ?? part.replace(/[.+()[\]]/g, '\\$&'))
    .join('');
}

function parseWhen(when: string): ExplainedFile['when'] {
  if (when === 'stays' || when === 'while Sotto runs' || when === 'while it records') return when;
  if (when.startsWith('sometimes: ')) return 'sometimes';
  throw new Error(`docs/files.md says “${when}”, which is none of its words`);
}
