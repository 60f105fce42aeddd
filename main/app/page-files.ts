import { extname, join, sep } from 'node:path';

/** The hosts of `sotto://`, one a window: pages of different hosts are different origins. */
export const pageHosts = ['app', 'capture'] as const;
export type PageHost = (typeof pageHosts)[number];

export const ownScheme = 'sotto';

/** Where each window's page lies in the built `out/renderer`. */
export const pageUrls: Readonly<Record<PageHost, string>> = {
  app: `${ownScheme}://app/ui/index.html`,
  capture: `${ownScheme}://capture/capture/index.html`,
};

export function originOf(host: PageHost): string {
  return `${ownScheme}://${host}`;
}

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
};

export interface PageFile {
  readonly path: string;
  readonly contentType: string;
}

/**
 * The file in `folder` that a URL of `host` means, or null: another host, a way out of the folder, a kind of file that
 * pages are not made of.
 */
export function findPageFile(folder: string, host: PageHost, url: string): PageFile | null {
  const prefix = `${originOf(host)}/`;
  if (!url.startsWith(prefix)) return null;
  const [encoded = ''] = url.slice(prefix.length).split(/[?#]/);
  const name = decode(encoded);
  if (name === null || /[\\:\0]/.test(name)) return null;
  const parts = name.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..')) return null;
  const contentType = contentTypes[extname(name)];
  const path = join(folder, ...parts);
  if (contentType === undefined || !path.startsWith(folder + sep)) return null;
  return { path, contentType };
}

function decode(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}
