import type { CustomScheme, Session } from 'electron';
import { readFile } from 'node:fs/promises';
import { contentPolicy, permissionsPolicy } from './content-policy.ts';
import { findPageFile, ownScheme, type PageFile, type PageHost } from './page-files.ts';

export const ownPrivileges: CustomScheme = {
  scheme: ownScheme,
  privileges: { standard: true, secure: true, supportFetchAPI: true },
};

/** In the page's HTML, where the nonce of this one load belongs. */
const noncePlaceholder = '__CSP_NONCE__';

/** Serves the built pages in `folder` to one window's session: those of its own host and no others. */
export function servePages(session: Session, host: PageHost, folder: string, makeNonce: () => string): void {
  session.protocol.handle(ownScheme, async (request) => {
    const file = request.method === 'GET' ? findPageFile(folder, host, request.url) : null;
    if (file === null) return new Response(null, { status: 404 });
    try {
      return await respondWith(file, host, makeNonce());
    } catch {
      return new Response(null, { status: 404 });
    }
  });
}

async function respondWith(file: PageFile, host: PageHost, nonce: string): Promise<Response> {
  const bytes = await readFile(file.path);
  const isPage = file.contentType.startsWith('text/html');
  const body = isPage ? bytes.toString('utf8').replaceAll(noncePlaceholder, nonce) : new Uint8Array(bytes);
  return new Response(body, {
    headers: {
      'Content-Type': file.contentType,
      'Content-Security-Policy': contentPolicy(host, nonce),
      'Permissions-Policy': permissionsPolicy(host),
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Referrer-Policy': 'no-referrer',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    },
  });
}
