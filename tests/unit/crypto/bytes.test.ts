import { describe, expect, test } from 'vitest';
import {
  arePublicBytesEqual,
  ByteReader,
  ByteWriter,
  concatBytes,
  copyBytes,
  fromHex,
  toHex,
  utf8,
} from '../../../main/crypto/bytes.ts';

const malformed: unknown = expect.objectContaining({ code: 'integrity/record-malformed' });

describe('bytes', () => {
  test('are written big-endian and read back', () => {
    const bytes = new ByteWriter(20)
      .u8(1)
      .u16(0x0203)
      .u32(0x04050607)
      .u64(2 ** 53 - 1)
      .bytes(utf8('ab'))
      .zeros(3)
      .done();
    expect(toHex(bytes)).toBe('01020304050607001fffffffffffff6162000000');
    const reader = new ByteReader(bytes);
    expect([reader.u8(), reader.u16(), reader.u32(), reader.u64()]).toEqual([1, 0x0203, 0x04050607, 2 ** 53 - 1]);
    expect(reader.offset).toBe(15);
    expect(reader.bytes(2)).toEqual(utf8('ab'));
    expect(reader.remaining).toBe(3);
    reader.zeros(3);
    reader.end();
  });

  test('written must fill exactly the length promised', () => {
    expect(() => new ByteWriter(2).u8(1).done()).toThrow('fields do not fill the buffer');
    expect(() => new ByteWriter(1).u16(1)).toThrow('field does not fit the buffer');
  });

  test('refuse to be read past their end', () => {
    const reader = new ByteReader(Uint8Array.of(1, 2, 3));
    expect(() => reader.u32()).toThrow(malformed);
    expect(() => reader.bytes(4)).toThrow(malformed);
    expect(reader.bytes(3)).toHaveLength(3);
    expect(() => reader.u8()).toThrow(malformed);
  });

  test('refuse to end early', () => {
    expect(() => new ByteReader(Uint8Array.of(1)).end()).toThrow(malformed);
  });

  test('refuse a number that JavaScript cannot hold exactly', () => {
    expect(() => new ByteReader(fromHex('0020000000000000')).u64()).toThrow(malformed);
    expect(() => new ByteReader(fromHex('ffffffffffffffff')).u64()).toThrow(malformed);
  });

  test('refuse anything but zero where the format fixes zero', () => {
    expect(() => new ByteReader(Uint8Array.of(0, 0, 1)).zeros(3)).toThrow(malformed);
  });

  test('read from a view begin where the view begins', () => {
    expect(new ByteReader(Uint8Array.of(9, 9, 1, 2).subarray(2)).u16()).toBe(0x0102);
  });

  test('that were read or copied do not change with their source', () => {
    const source = Uint8Array.of(1, 2);
    const read = new ByteReader(source).bytes(2);
    const copied = copyBytes(source);
    const joined = concatBytes(source, source);
    source.fill(9);
    expect(read).toEqual(Uint8Array.of(1, 2));
    expect(copied).toEqual(Uint8Array.of(1, 2));
    expect(joined).toEqual(Uint8Array.of(1, 2, 1, 2));
  });

  test('become hexadecimal and come back', () => {
    const bytes = Uint8Array.from({ length: 256 }, (_, index) => index);
    expect(fromHex(toHex(bytes))).toEqual(bytes);
    expect(fromHex('')).toHaveLength(0);
  });

  test.each(['0', 'zz', 'AB', '0x', ' 00', '00\n'])('are not made of %j', (text) => {
    expect(() => fromHex(text)).toThrow(expect.objectContaining({ code: 'request/invalid' }));
  });

  test('are equal only when all are', () => {
    expect(arePublicBytesEqual(Uint8Array.of(1, 2), Uint8Array.of(1, 2))).toBe(true);
    expect(arePublicBytesEqual(Uint8Array.of(1, 2), Uint8Array.of(1, 3))).toBe(false);
    expect(arePublicBytesEqual(Uint8Array.of(1, 2), Uint8Array.of(1))).toBe(false);
    expect(arePublicBytesEqual(Uint8Array.of(1), Uint8Array.of(1, 2))).toBe(false);
  });
});
