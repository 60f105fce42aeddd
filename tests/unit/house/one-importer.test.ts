import { describe, expect, it } from 'vitest';
import { pathsOf, sourceFiles } from './source-files.ts';

/** Sources of randomness; a function that is handed random bytes by the crypto room is none. */
const randomness =
  /\b(randomFill|randomFillSync|randomInt|randomUUID|getRandomValues|randombytes_\w+|crypto_\w+_keygen)\b|\brandomBytes\b[^;]*\bfrom '(node:)?crypto'/;

function usersOf(word: RegExp, folders: string[]): string[] {
  return pathsOf(sourceFiles(folders).filter(({ code }) => word.test(code)));
}

describe('what only one file may touch', () => {
  it('ipcMain: main/ipc/server.ts, which checks the sender of every call', () => {
    expect(usersOf(/\bipcMain\b/, ['contract', 'main', 'preload', 'renderer'])).toEqual(['main/ipc/server.ts']);
  });

  it('ipcRenderer: one file of the preload', () => {
    const users = usersOf(/\bipcRenderer\b/, ['contract', 'main', 'preload', 'renderer']);
    expect(users).toHaveLength(1);
    expect(users[0]).toMatch(/^preload\//);
  });

  it('libsodium: main/crypto/sodium.ts', () => {
    const users = usersOf(/['"]libsodium[\w-]*['"]/, ['contract', 'main', 'preload', 'renderer']);
    expect(users).toEqual(['main/crypto/sodium.ts']);
  });

  it('randomness in main: main/crypto/sodium.ts', () => {
    expect(usersOf(randomness, ['contract', 'main', 'preload'])).toEqual(['main/crypto/sodium.ts']);
  });

  it('randomness in the pages: at most one file, of the app window', () => {
    const users = usersOf(randomness, ['renderer']);
    expect(users.length).toBeLessThanOrEqual(1);
    for (const user of users) expect(user).toMatch(/^renderer\/ui\//);
  });
});
