import { describe, expect, it } from 'vitest';
import { personIdSchema, sessionIdSchema } from '../../../contract/ids.ts';
import { scanPartBytes } from '../../../contract/limits.ts';
import { SottoError } from '../../../contract/sotto-error.ts';
import { ScanTray } from '../../../main/consent/scan-tray.ts';

const whose = { sessionId: sessionIdSchema.parse('1'.repeat(32)), personId: personIdSchema.parse('2'.repeat(32)) };
const invalid = new SottoError('request/invalid');
const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
const pdf = Buffer.from('%PDF-1.7 and the rest');

function whole(bytes: Uint8Array): ScanTray {
  const tray = new ScanTray();
  tray.add({ ...whose, sizeBytes: bytes.length, offsetBytes: 0, part: base64(bytes) });
  return tray;
}

describe('a scan on its way', () => {
  it('is put together from its parts byte for byte', () => {
    const bytes = new Uint8Array(scanPartBytes + 1000).map((_, index) => index % 251);
    bytes.set(pdf);
    const tray = new ScanTray();
    for (const offsetBytes of [0, scanPartBytes]) {
      const part = base64(bytes.subarray(offsetBytes, offsetBytes + scanPartBytes));
      tray.add({ ...whose, sizeBytes: bytes.length, offsetBytes, part });
    }
    expect(tray.scanOf(whose)).toEqual({ kind: 'pdf', bytes });
  });

  it('is what its first bytes say', () => {
    const png = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 1];
    expect(whole(Uint8Array.from(png)).scanOf(whose).kind).toBe('png');
    expect(whole(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0])).scanOf(whose).kind).toBe('jpeg');
    const other = whole(Buffer.from('<svg onload="x">'));
    expect(() => other.scanOf(whose)).toThrow(new SottoError('consent/scan-unknown'));
  });

  it('refuses a part out of order, beyond the size, or that is no base64', () => {
    const tray = new ScanTray();
    const part = base64(pdf);
    expect(() => tray.add({ ...whose, sizeBytes: 30, offsetBytes: 3, part })).toThrow(invalid);
    expect(() => tray.add({ ...whose, sizeBytes: 4, offsetBytes: 0, part })).toThrow(invalid);
    expect(() => tray.add({ ...whose, sizeBytes: 30, offsetBytes: 0, part: '!!!!' })).toThrow(invalid);
  });

  it('is nobody else’s, and gone once it was let go', () => {
    const missing = new SottoError('consent/scan-missing');
    const tray = whole(pdf);
    expect(() => tray.scanOf({ ...whose, personId: personIdSchema.parse('3'.repeat(32)) })).toThrow(missing);
    tray.clear();
    expect(() => tray.scanOf(whose)).toThrow(missing);
  });
});
