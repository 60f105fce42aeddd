/** The system's own packages: Electron's libraries, a compiler for the addon, and the tools that tests use. */
import { existsSync } from 'node:fs';
import { answerOf, findCommand, runQuietly } from './processes.mjs';
import { SetUpStopped, say } from './report.mjs';

/** A package of libraries; later releases of Debian and Ubuntu add `t64` to some of the names. */
const libraries = ['libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1', 'libxss1', 'libxtst6'];

/** Package, and the command that shows it is there already, however it came. */
const buildTools = [
  ['python3', 'python3'],
  ['g++', 'g++'],
  ['make', 'make'],
];
const displayTools = [
  ['xvfb', 'Xvfb'],
  ['xauth', 'xauth'],
];
const testTools = [
  ['pulseaudio', 'pulseaudio'],
  ['pulseaudio-utils', 'paplay'],
  ['espeak-ng', 'espeak-ng'],
  ['sox', 'sox'],
  ['opus-tools', 'opusinfo'],
  ['ffmpeg', 'ffmpeg'],
  ['strace', 'strace'],
  ['iproute2', 'ip'],
  ['xdotool', 'xdotool'],
  ['procps', 'ps'],
  ['poppler-utils', 'pdftotext'],
  ['minisign', 'minisign'],
];

/** Installs what is missing as root, and otherwise stops with the command that would. */
export async function installSystemPackages({ forTests, isRoot }) {
  if (process.platform !== 'linux') return;
  const tools = [...buildTools, ...(forTests ? [...displayTools, ...testTools] : [])];
  const missingTools = tools.filter(([, command]) => findSystemCommand(command) === null).map(([name]) => name);
  if (!existsSync('/etc/debian_version')) {
    if (missingTools.length === 0) return;
    throw new SetUpStopped(
      `This Linux is not Debian or Ubuntu, so install these yourself, then start again: ${missingTools.join(' ')}`,
    );
  }
  const missing = [...libraries.filter((name) => !isInstalled(name)).map(nameHere), ...missingTools];
  if (missing.length === 0) return;
  if (!isRoot) {
    throw new SetUpStopped(
      `System packages are missing. Run this, then start again:\n\n  sudo apt-get update && sudo apt-get install -y ${missing.join(' ')}\n`,
    );
  }
  say(`installing system packages: ${missing.join(' ')}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await runQuietly('apt-get update', 'apt-get', ['update'], { env: environment });
  const install = ['install', '-y', '--no-install-recommends', ...missing];
  await runQuietly('apt-get install', 'apt-get', install, { env: environment });
}

/** Only the system's folders count: an unprivileged user cannot use what lies in root's home. */
function findSystemCommand(name) {
  return findCommand(name, '/usr/local/bin:/usr/bin:/bin:/usr/local/sbin:/usr/sbin:/sbin');
}

function isInstalled(library) {
  const names = [library, `${library}t64`];
  return names.some((name) => answerOf('dpkg-query', ['-W', '-f=${Status}', name])?.startsWith('install ok') === true);
}

function nameHere(library) {
  const renamed = answerOf('apt-cache', ['policy', `${library}t64`]) ?? '';
  return /Candidate: \d/.test(renamed) ? `${library}t64` : library;
}
