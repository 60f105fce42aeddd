import { existsSync } from 'node:fs';

/** `path`, or where something has that name, with the first number at its end that nothing has. */
export function unusedName(path: string): string {
  let name = path;
  for (let number = 2; existsSync(name); number += 1) name = `${path}.${number}`;
  return name;
}
