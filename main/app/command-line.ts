/**
 * What the packaged app may be started with. Chromium has switches that open a debugging port, load foreign code or weaken
 * the sandbox, and no fuse blocks them all: only what is named here passes.
 */
const allowedSwitches: ReadonlySet<string> = new Set([
  'disable-gpu',
  'force-color-profile',
  'force-device-scale-factor',
  'force-high-contrast',
  'force-prefers-reduced-motion',
  'lang',
  'ozone-platform',
  'ozone-platform-hint',
]);

export type CommandLineProblem = 'switch' | 'sandbox' | 'sound-server' | 'display' | 'message-bus';

export interface CommandLineEnvironment {
  readonly ELECTRON_DISABLE_SANDBOX?: string | undefined;
  readonly PULSE_SERVER?: string | undefined;
  readonly PULSE_CLIENTCONFIG?: string | undefined;
  readonly DISPLAY?: string | undefined;
  readonly DBUS_SESSION_BUS_ADDRESS?: string | undefined;
  readonly DBUS_SYSTEM_BUS_ADDRESS?: string | undefined;
}

/**
 * Why the packaged app must not run as it was started: a switch that is not allowed, a variable that does what one would
 * do, or a sound server, display or message bus that lies on another machine and would carry sound, screen or words over a
 * network. `given` is
 * the command line without the executable.
 */
export function findCommandLineProblems(
  given: readonly string[],
  environment: CommandLineEnvironment,
  platform: NodeJS.Platform,
): CommandLineProblem[] {
  const problems: CommandLineProblem[] = [];
  if (given.some((argument) => !isAllowed(argument, platform))) problems.push('switch');
  // Electron takes it for `--no-sandbox`, whatever its value.
  if (environment.ELECTRON_DISABLE_SANDBOX !== undefined) problems.push('sandbox');
  // What stands in a configuration of one's own is not looked into, so there may be none.
  const hasOwnConfiguration = (environment.PULSE_CLIENTCONFIG ?? '') !== '';
  if (hasOwnConfiguration || !isLocalSoundServer(environment.PULSE_SERVER ?? '')) problems.push('sound-server');
  if (!isLocalDisplay(environment.DISPLAY ?? '')) problems.push('display');
  const buses = [environment.DBUS_SESSION_BUS_ADDRESS ?? '', environment.DBUS_SYSTEM_BUS_ADDRESS ?? ''];
  if (!buses.every(isLocalBus)) problems.push('message-bus');
  return problems;
}

function isAllowed(argument: string, platform: NodeJS.Platform): boolean {
  // Chromium takes `-name`, `--name` and on Windows `/name`; macOS' Finder adds a process serial number of its own.
  const match = (platform === 'win32' ? /^(?:--?|\/)([^=]*)/ : /^--?([^=]*)/).exec(argument);
  if (match?.[1] === undefined) return true;
  if (platform === 'darwin' && /^psn_\d+_\d+$/.test(match[1])) return true;
  return allowedSwitches.has(match[1].toLowerCase());
}

/** PulseAudio's list: entries apart by blanks, each perhaps behind `{machine}`; a path or `unix:` is this machine. */
function isLocalSoundServer(servers: string): boolean {
  return servers
    .split(/\s+/)
    .filter((server) => server !== '')
    .every((server) => /^(\{[^}]*\})?(unix:|\/)/.test(server));
}

/** X11: `:0`, `unix:0` and a socket's path are this machine; a host in front of the colon is reached over TCP. */
function isLocalDisplay(display: string): boolean {
  return display === '' || display.startsWith('/') || /^(unix)?:/.test(display);
}

/** D-Bus: addresses apart by semicolons; of its transports `tcp:` and `nonce-tcp:` reach over a network. */
function isLocalBus(addresses: string): boolean {
  return addresses.split(';').every((address) => !/^\s*(nonce-)?tcp:/i.test(address));
}
