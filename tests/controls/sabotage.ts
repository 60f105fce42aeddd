import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** One edit that takes a guard away. */
export interface Sabotage {
  readonly name: string;
  readonly file: string;
  /** Stands there exactly once. */
  readonly text: string;
  readonly instead: string;
}

/** @throws Error when the text is not there, or more than once: what it was meant to take away has changed. */
export async function apply({ name, file, text, instead }: Sabotage, tree: string): Promise<void> {
  const path = join(tree, file);
  const parts = (await readFile(path, 'utf8')).split(text);
  if (parts.length !== 2) throw new Error(`${name}: its text is ${parts.length - 1} times in ${file}`);
  await writeFile(path, parts.join(instead));
}
