import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const rule = `\n\n${'-'.repeat(80)}\n\n`;

/** The licences of all packages that Sotto is made of, beside those of Electron and Chromium, which bring their own. */
export function noticesOf(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  const shipped = Object.entries(packages).filter(
    ([folder, { dev, optional, devOptional }]) => folder !== '' && !dev && !optional && !devOptional,
  );
  const notices = shipped.map(([folder, described]) => noticeOf(join(root, folder), described));
  return `${['Sotto is made with these packages.', ...notices].join(rule)}\n`;
}

function noticeOf(folder, { license }) {
  const { name, version } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const texts = findLicences(folder).map((file) => readFileSync(file, 'utf8').trim());
  return [`${name} ${version} (${license})`, ...texts].join('\n\n');
}

function findLicences(folder) {
  const beside = readdirSync(folder).filter((file) => /^(licen[cs]e|copying|notice|ofl)/i.test(file));
  return beside.map((file) => join(folder, file));
}
