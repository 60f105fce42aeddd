import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { findPageFile, pageUrls } from '../../../main/app/page-files.ts';

const folder = '/built/renderer';

describe('the files behind sotto://', () => {
  it('are those of the built pages', () => {
    expect(findPageFile(folder, 'app', pageUrls.app)).toEqual({
      path: join(folder, 'ui/index.html'),
      contentType: 'text/html; charset=utf-8',
    });
    expect(findPageFile(folder, 'capture', pageUrls.capture)?.path).toBe(join(folder, 'capture/index.html'));
    expect(findPageFile(folder, 'app', 'sotto://app/assets/ui-CcwJ3OfE.css?x#y')?.contentType).toBe(
      'text/css; charset=utf-8',
    );
  });

  it.each([
    'sotto://app/../../etc/hosts.html',
    'sotto://app/%2e%2e/%2e%2e/etc/hosts.html',
    'sotto://app/..%2f..%2fetc%2fhosts.html',
    'sotto://app/assets%5c..%5c..%5cx.html',
    'sotto://app/C:/x.html',
    'sotto://app//etc/x.html',
    'sotto://app/./x.html',
    'sotto://app/x.html%00.js',
    'sotto://app/%E0%A4%A.html',
    'sotto://app/',
    'sotto://app',
  ])('are never outside the folder: %s', (url) => {
    expect(findPageFile(folder, 'app', url)).toBeNull();
  });

  it.each([
    'sotto://capture/capture/index.html',
    'sotto://app.example/x.html',
    'file:///x.html',
    'recording://app/x.html',
  ])('are of one host only: %s', (url) => {
    expect(findPageFile(folder, 'app', url)).toBeNull();
  });

  it.each(['x.map', 'x.json', 'x.wasm', 'x', 'x.HTML'])(
    'are of the kinds that pages are made of, unlike %s',
    (name) => {
      expect(findPageFile(folder, 'app', `sotto://app/${name}`)).toBeNull();
    },
  );
});
