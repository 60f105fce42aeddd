/** Chromium refuses its sandbox to root, so root hands every run to an unprivileged user of its own. */
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { answerOf } from './processes.mjs';
import { SetUpStopped, say } from './report.mjs';

const userName = 'sotto-dev';

/** Who runs the prepared tree: `null` means whoever started us. */
export function prepareAccount() {
  if (process.platform !== 'linux' || process.getuid() !== 0) return null;
  let line = answerOf('getent', ['passwd', userName]);
  if (line === null) {
    say(`creating the user ${userName}, which builds and runs Sotto in place of root`);
    const created = answerOf('useradd', [
      '--system',
      '--user-group',
      '--create-home',
      '--shell',
      '/bin/bash',
      userName,
    ]);
    line = answerOf('getent', ['passwd', userName]);
    if (created === null && line === null) throw new SetUpStopped(`useradd could not create the user ${userName}.`);
  }
  const [, , uid, gid, , home] = line.trim().split(':');
  makeDisplayFolder();
  return { name: userName, uid: Number(uid), gid: Number(gid), home };
}

/** Where X servers of any user put their sockets; on a machine without a desktop nobody has made it yet. */
function makeDisplayFolder() {
  const folder = '/tmp/.X11-unix';
  if (existsSync(folder)) return;
  mkdirSync(folder);
  chmodSync(folder, 0o1777);
}
