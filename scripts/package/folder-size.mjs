import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of all files in a folder and below; links are not followed. */
export function sizeOfFolder(folder) {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return files.reduce((bytes, entry) => bytes + lstatSync(join(entry.parentPath, entry.name)).size, 0);
}
