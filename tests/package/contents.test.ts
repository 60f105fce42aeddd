import { extractFile, listPackage } from '@electron/asar';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { packaged } from '../support/packaged-sotto.ts';

const archive = join(packaged.resources, 'app.asar');
const described = z.record(z.string(), z.unknown());

function filesInArchive(): string[] {
  return listPackage(archive, { isPack: false }).map((path) => path.slice(1));
}

function namesAt(depth: number, paths: readonly string[]): string[] {
  return [...new Set(paths.flatMap((path) => path.split('/')[depth] ?? []))].sort();
}

describe('the packaged app', () => {
  it('has every fuse set', async () => {
    const wire = await getCurrentFuseWire(packaged.executable);
    const states = Object.entries(wire)
      .filter(([fuse]) => /^\d+$/.test(fuse))
      .map(([fuse, state]) => [FuseV1Options[Number(fuse)] ?? fuse, state === FuseState.ENABLE]);
    // Only newer releases of Electron have it.
    expect({ WasmTrapHandlers: true, ...Object.fromEntries(states) }).toEqual({
      RunAsNode: false,
      EnableCookieEncryption: true,
      EnableNodeOptionsEnvironmentVariable: false,
      EnableNodeCliInspectArguments: false,
      EnableEmbeddedAsarIntegrityValidation: true,
      OnlyLoadAppFromAsar: true,
      LoadBrowserProcessSpecificV8Snapshot: false,
      GrantFileProtocolExtraPrivileges: false,
      WasmTrapHandlers: true,
    });
  });

  it('holds what is built and the packages that main loads, and nothing else', () => {
    const files = filesInArchive();
    expect(namesAt(0, files)).toEqual(['node_modules', 'out', 'package.json']);
    expect(
      namesAt(
        1,
        files.filter((file) => file.startsWith('out/')),
      ),
    ).toEqual(['main', 'preload', 'renderer']);
    const modules = namesAt(
      1,
      files.filter((file) => file.startsWith('node_modules/')),
    );
    expect(modules).toEqual(['better-sqlite3', 'libsodium-sumo', 'libsodium-wrappers-sumo', 'zod']);
  });

  it('holds no source map, no source and no test', () => {
    const unwanted = /\.(map|[cm]?tsx?|cc?|cpp|h|hpp|gyp)$|\.(test|spec)\.|(^|\/)(tests?|src|deps)(\/|$)/;
    expect(filesInArchive().filter((file) => unwanted.test(file))).toEqual([]);
  });

  it('has the addon for this system alone outside its archive', () => {
    const outside = readdirSync(join(packaged.resources, 'app.asar.unpacked'), {
      recursive: true,
      withFileTypes: true,
    });
    expect(outside.filter((entry) => entry.isFile()).map(({ name }) => name)).toEqual([
      `${process.platform}-${process.arch}.node`,
    ]);
    expect(filesInArchive().filter((file) => file.endsWith('.node'))).toHaveLength(1);
  });

  it('has no second app beside its archive', () => {
    const beside = ['THIRD-PARTY-NOTICES.txt', 'app.asar', 'app.asar.unpacked'];
    expect(readdirSync(packaged.resources).sort()).toEqual(beside);
  });

  it('tells nothing of how it is developed', () => {
    const own = described.parse(JSON.parse(extractFile(archive, 'package.json').toString('utf8')));
    expect(Object.keys(own)).not.toEqual(expect.arrayContaining(['devDependencies']));
    expect(Object.keys(own)).not.toEqual(expect.arrayContaining(['scripts']));
  });

  it('brings the licence of every package in it, and those of Electron and Chromium', () => {
    const notices = readFileSync(join(packaged.resources, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    const own = described.parse(JSON.parse(extractFile(archive, 'package.json').toString('utf8')));
    const names = Object.keys(described.parse(own['dependencies'])).map((name) =>
      name === 'better-sqlite3' ? 'better-sqlite3-multiple-ciphers' : name,
    );
    expect(names.filter((name) => !notices.includes(`\n${name} `))).toEqual([]);
    expect(readdirSync(packaged.folder)).toEqual(
      expect.arrayContaining(['LICENSE.electron.txt', 'LICENSES.chromium.html']),
    );
  });
});
