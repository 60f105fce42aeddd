import { FuseV1Options, FuseVersion, getCurrentFuseWire, type FuseV1Config } from '@electron/fuses';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { setEveryFuse } from '../../../scripts/package/fuses.mjs';
import { planPackage } from '../../../scripts/package/plan.mjs';

describe('what is packaged', () => {
  it('is the release, for people', () => {
    expect(planPackage({ kind: 'release' }, false)).toEqual({ output: 'dist/release', targets: [] });
  });

  it('is never the stand-in, when it is for people', () => {
    expect(planPackage({ kind: 'fallback' }, false)).toBeNull();
  });

  it.each(['release', 'fallback'])('lies apart when it is for tests, and is a folder only: %s', (kind) => {
    expect(planPackage({ kind }, true)).toEqual({ output: 'dist/for-tests', targets: ['--dir'] });
  });
});

describe('the fuses of an executable', () => {
  const decided: FuseV1Config = {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableCookieEncryption]: true,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
    [FuseV1Options.OnlyLoadAppFromAsar]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  };
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sotto-fuses-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  /** As Electron keeps them: a mark that can be found, the version, how many there are, one digit each. */
  function executableWith(fuseCount: number): string {
    const file = join(folder, 'executable');
    const mark = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
    writeFileSync(file, Buffer.concat([Buffer.from(mark), Buffer.of(1, fuseCount), Buffer.alloc(fuseCount, '1')]));
    return file;
  }

  async function statesAfterwards(fuseCount: number): Promise<string> {
    const file = executableWith(fuseCount);
    await setEveryFuse(file, decided);
    const { version: _, ...states } = await getCurrentFuseWire(file);
    return Buffer.from(Object.values(states).map(Number)).toString();
  }

  it('are all set, in an older Electron with eight of them', async () => {
    expect(await statesAfterwards(8)).toBe('01001100');
  });

  it('are all set, in a newer one with nine', async () => {
    expect(await statesAfterwards(9)).toBe('010011001');
  });

  it('stop the packaging when there is one that nobody decided about', async () => {
    await expect(setEveryFuse(executableWith(10), decided)).rejects.toThrow('10 fuses');
  });
});
