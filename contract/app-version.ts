/** The version in package.json, for whoever may not read that file; a test holds the two to each other. */
export const appVersion = '0.1.0';
