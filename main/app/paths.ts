import { posix, win32 } from 'node:path';

/** Where Sotto keeps what it keeps. */
export interface Paths {
  readonly dataFolder: string;
  /** The vault's place until another is chosen. */
  readonly defaultVaultFolder: string;
  readonly preferencesFile: string;
  /** How often each vault was tried in vain. */
  readonly failedTriesFile: string;
  /** Chromium's own folder, without anything of a vault in it. */
  readonly electronFolder: string;
}

/** The variables that decide, as `process.env` has them. */
export interface PlaceEnvironment {
  /** Sotto's one variable: another folder for everything. */
  readonly SOTTO_DATA?: string | undefined;
  readonly XDG_DATA_HOME?: string | undefined;
  readonly LOCALAPPDATA?: string | undefined;
}

/**
 * Local application data, which is never synchronised or roamed: `~/.local/share/Sotto` (or below `XDG_DATA_HOME`),
 * `%LOCALAPPDATA%\Sotto`, `~/Library/Application Support/Sotto`; below `SOTTO_DATA` when that is set.
 */
export function pathsFor(platform: NodeJS.Platform, environment: PlaceEnvironment, homeFolder: string): Paths {
  const path = pathOf(platform);
  const dataFolder = dataFolderFor(platform, environment, homeFolder);
  return {
    dataFolder,
    defaultVaultFolder: path.join(dataFolder, 'vault'),
    preferencesFile: path.join(dataFolder, 'preferences.json'),
    failedTriesFile: path.join(dataFolder, 'failed-tries.json'),
    electronFolder: path.join(dataFolder, 'electron'),
  };
}

function pathOf(platform: NodeJS.Platform): typeof posix {
  return platform === 'win32' ? win32 : posix;
}

function dataFolderFor(platform: NodeJS.Platform, environment: PlaceEnvironment, homeFolder: string): string {
  const path = pathOf(platform);
  const { SOTTO_DATA, XDG_DATA_HOME, LOCALAPPDATA } = environment;
  if (SOTTO_DATA !== undefined && SOTTO_DATA !== '') return path.resolve(SOTTO_DATA);
  if (platform === 'win32') {
    const local = LOCALAPPDATA !== undefined && path.isAbsolute(LOCALAPPDATA) ? LOCALAPPDATA : null;
    return path.join(local ?? path.join(homeFolder, 'AppData', 'Local'), 'Sotto');
  }
  if (platform === 'darwin') return path.join(homeFolder, 'Library', 'Application Support', 'Sotto');
  // The XDG base directory specification has relative paths ignored.
  const shared = XDG_DATA_HOME !== undefined && path.isAbsolute(XDG_DATA_HOME) ? XDG_DATA_HOME : null;
  return path.join(shared ?? path.join(homeFolder, '.local', 'share'), 'Sotto');
}
