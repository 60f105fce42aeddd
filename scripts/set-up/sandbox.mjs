/** Chromium's sandbox needs user namespaces; where the system forbids them, say so instead of turning the sandbox off. */
import { existsSync, readFileSync } from 'node:fs';
import { SetUpStopped } from './report.mjs';

/** Kernel settings that forbid them, the value that does, and the value that does not. */
const settings = [
  { file: '/proc/sys/kernel/apparmor_restrict_unprivileged_userns', forbids: '1', allow: '0' },
  { file: '/proc/sys/kernel/unprivileged_userns_clone', forbids: '0', allow: '1' },
  { file: '/proc/sys/user/max_user_namespaces', forbids: '0', allow: '15000' },
];

export function checkSandbox() {
  for (const { file, forbids, allow } of settings) {
    if (!existsSync(file) || readFileSync(file, 'utf8').trim() !== forbids) continue;
    const name = file.replace('/proc/sys/', '').replaceAll('/', '.');
    throw new SetUpStopped(
      `This system forbids user namespaces, which Chromium's sandbox needs, and Sotto never runs without it.\n` +
        `Allow them until the next restart with this, then start again:\n\n  sudo sysctl -w ${name}=${allow}\n`,
    );
  }
}
