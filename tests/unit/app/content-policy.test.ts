import { describe, expect, it } from 'vitest';
import { contentPolicy, permissionsPolicy } from '../../../main/app/content-policy.ts';

describe('the policy of a page', () => {
  it('begins with nothing and lets no text become code', () => {
    for (const host of ['app', 'capture'] as const) {
      const directives = contentPolicy(host, 'n0nce').split('; ');
      expect(directives[0]).toBe("default-src 'none'");
      expect(directives).toContain("require-trusted-types-for 'script'");
      expect(directives).toContain("connect-src 'none'");
      expect(directives.join()).not.toMatch(/unsafe|\*|https?:|blob:|data:/);
    }
  });

  it('lets the app window play recordings and the style with the nonce of this load, and the capture page neither', () => {
    expect(contentPolicy('app', 'n0nce')).toContain("style-src 'self' 'nonce-n0nce'");
    expect(contentPolicy('app', 'n0nce')).toContain('media-src recording:');
    expect(contentPolicy('capture', 'n0nce')).not.toMatch(/style-src|media-src|nonce/);
  });

  it('leaves the microphone to the capture page', () => {
    expect(permissionsPolicy('app')).toContain('microphone=()');
    expect(permissionsPolicy('capture')).toContain('microphone=(self)');
    expect(permissionsPolicy('capture')).toContain('camera=()');
  });
});
