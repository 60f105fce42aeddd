import manifest from '../../package.json' with { type: 'json' };

/** As a certificate names it. */
export const appVersion: string = manifest.version;
