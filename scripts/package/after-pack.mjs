/** electron-builder calls this when the app lies in its folder and before it is signed. */
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setEveryFuse } from './fuses.mjs';
import { noticesOf } from './notices.mjs';

export default async function afterPack({ appOutDir, packager, electronPlatformName }) {
  const resources = packager.getResourcesDir(appOutDir);
  // An unpacked Electron comes with an app of its own: the release in a file, the stand-in in a folder.
  for (const starter of ['default_app.asar', 'app']) rmSync(join(resources, starter), { recursive: true, force: true });
  writeFileSync(join(resources, 'THIRD-PARTY-NOTICES.txt'), noticesOf(packager.projectDir));
  const executable = join(appOutDir, executableOf(packager, electronPlatformName));
  await setEveryFuse(executable, await packager.generateFuseConfig(packager.config.electronFuses));
}

function executableOf({ executableName, appInfo }, platform) {
  if (platform === 'linux') return executableName;
  return `${appInfo.productFilename}${platform === 'darwin' ? '.app' : '.exe'}`;
}
