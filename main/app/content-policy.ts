import type { PageHost } from './page-files.ts';

/** What each page may load and do beyond nothing. The app window plays recordings; the capture page is one script. */
const own: Readonly<Record<PageHost, (styleNonce: string) => readonly string[]>> = {
  // react-aria writes one style element, which the nonce lets through; style attributes it sets by script.
  app: (styleNonce) => [
    "script-src 'self'",
    `style-src 'self' 'nonce-${styleNonce}'`,
    "font-src 'self'",
    "img-src 'self'",
    'media-src recording:',
  ],
  capture: () => ["script-src 'self'"],
};

/** The Content-Security-Policy header of a page. */
export function contentPolicy(host: PageHost, styleNonce: string): string {
  return [
    "default-src 'none'",
    ...own[host](styleNonce),
    "connect-src 'none'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ');
}

const switchedOff = [
  'accelerometer',
  'autoplay',
  'bluetooth',
  'camera',
  'clipboard-read',
  'display-capture',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'local-fonts',
  'magnetometer',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'storage-access',
  'usb',
  'window-management',
  'xr-spatial-tracking',
];

/** The Permissions-Policy header: nothing, and the microphone for the capture page only. */
export function permissionsPolicy(host: PageHost): string {
  const microphone = host === 'capture' ? 'microphone=(self)' : 'microphone=()';
  return [...switchedOff.map((name) => `${name}=()`), microphone].join(', ');
}
