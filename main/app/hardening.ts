import { app, type Session, type WebContents } from 'electron';
import { originOf } from './page-files.ts';

/**
 * Everything that Electron would let a page or Chromium do by default and Sotto does not, in one place. The rule is to
 * deny; the one exception is audio for the capture window while it is armed.
 */
export interface HardeningParts {
  /** Whether these web contents may open the microphone now. */
  readonly isArmedForAudio: (webContentsId: number) => boolean;
  readonly log: (event: Lowercase<string>, details?: Readonly<Record<string, Lowercase<string>>>) => void;
}

/** Chromium’s parts that talk to somebody, keep files about servers, or tell the desktop what is being played. */
const disabledFeatures = [
  'AutofillServerCommunication',
  'CertificateTransparencyComponentUpdater',
  'CompressionDictionaryTransportBackend',
  'DialMediaRouteProvider',
  'HardwareMediaKeyHandling',
  'MediaRouter',
  'NetworkTimeServiceQuerying',
  'OptimizationHints',
];

const switches: readonly (readonly [name: string, value?: string])[] = [
  // No name resolves, so that whatever still tries to reach a host has nowhere to go.
  ['host-resolver-rules', 'MAP * ~NOTFOUND'],
  ['no-proxy-server'],
  ['force-webrtc-ip-handling-policy', 'disable_non_proxied_udp'],
  ['disable-background-networking'],
  ['disable-breakpad'],
  ['disable-client-side-phishing-detection'],
  ['disable-component-update'],
  ['disable-default-apps'],
  ['disable-domain-reliability'],
  ['disable-sync'],
  ['no-pings'],
  // What was on the screen or in the player is not to be found in a cache.
  ['disable-gpu-shader-disk-cache'],
  ['disable-http-cache'],
];

/** Before the app is ready: the sandbox for every renderer, and Chromium's own switches. */
export function hardenProcess(): void {
  app.enableSandbox();
  for (const [name, value] of switches) app.commandLine.appendSwitch(name, value);
  const given = app.commandLine.getSwitchValue('disable-features');
  app.commandLine.appendSwitch(
    'disable-features',
    [given, ...disabledFeatures].filter((name) => name !== '').join(','),
  );
}

/** Every session and every page from now on; to be called before the app is ready. */
export function hardenWhatComes(parts: HardeningParts): void {
  app.on('session-created', (session) => hardenSession(session, parts));
  app.on('web-contents-created', (_event, contents) => hardenContents(contents, parts));
}

/** Once the app is ready and before there is a window: no proxy to ask for anything, no name server of Chromium's own. */
export async function cutOff(sessions: readonly Session[]): Promise<void> {
  app.configureHostResolver({ enableBuiltInResolver: false, secureDnsMode: 'off' });
  await Promise.all(sessions.map((session) => session.setProxy({ mode: 'direct' })));
}

function hardenSession(session: Session, parts: HardeningParts): void {
  // Before any window: else Chromium looks for a dictionary on the internet.
  session.setSpellCheckerLanguages([]);
  session.setSpellCheckerEnabled(false);

  session.setPermissionRequestHandler((contents, permission, answer, details) => {
    const mediaTypes = 'mediaTypes' in details ? (details.mediaTypes ?? []) : [];
    const isAudioOnly = mediaTypes.length > 0 && mediaTypes.every((type) => type === 'audio');
    const isGranted =
      permission === 'media' &&
      isAudioOnly &&
      details.isMainFrame &&
      isCapturePage(contents, details.requestingUrl, parts);
    if (!isGranted) parts.log('permission-denied');
    answer(isGranted);
  });
  session.setPermissionCheckHandler((contents, permission, requestingOrigin, details) => {
    const isAudio = permission === 'media' && details.mediaType === 'audio';
    return contents !== null && isAudio && details.isMainFrame && isCapturePage(contents, requestingOrigin, parts);
  });
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, answer) => answer({ confirmed: false }));
  session.setDisplayMediaRequestHandler((_request, answer) => answer({}));

  const loadable = ['sotto:', 'recording:', ...(app.isPackaged ? [] : ['devtools:'])];
  session.webRequest.onBeforeRequest((details, answer) => {
    const isOwn = loadable.some((protocol) => details.url.startsWith(protocol));
    if (!isOwn) parts.log('request-denied');
    answer({ cancel: !isOwn });
  });
  session.on('will-download', (event) => {
    parts.log('download-denied');
    event.preventDefault();
  });
}

function isCapturePage(contents: WebContents, url: string, parts: HardeningParts): boolean {
  const isOwnPage = url === originOf('capture') || url.startsWith(`${originOf('capture')}/`);
  return isOwnPage && parts.isArmedForAudio(contents.id);
}

function hardenContents(contents: WebContents, parts: HardeningParts): void {
  const deny = (event: { preventDefault: () => void }): void => {
    parts.log('navigation-denied');
    event.preventDefault();
  };
  contents.on('will-navigate', deny);
  contents.on('will-frame-navigate', deny);
  contents.on('will-redirect', deny);
  contents.on('will-attach-webview', deny);
  contents.setWindowOpenHandler(() => {
    parts.log('window-denied');
    return { action: 'deny' };
  });
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
  if (app.isPackaged) contents.on('devtools-opened', () => contents.closeDevTools());
}
