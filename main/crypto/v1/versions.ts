import { SottoError } from '../../../contract/sotto-error.ts';
import { arePublicBytesEqual, utf8, type ByteReader } from '../bytes.ts';

export const version = 1;
export const idLength = 16;

/** Eight bytes at the start of each kind of file. */
export const slotsMagic = utf8('SottoSlt');
export const stateMagic = utf8('SottoSta');
export const keyTableMagic = utf8('SottoKey');
export const logMagic = utf8('SottoLog');
export const segmentMagic = utf8('SottoSeg');

/** @throws `integrity/record-malformed` for another kind of file, `vault/newer-version` for a later format. */
export function readVersion(reader: ByteReader, magic: Uint8Array): void {
  if (!arePublicBytesEqual(reader.bytes(magic.length), magic)) throw new SottoError('integrity/record-malformed');
  const found = reader.u16();
  if (found > version) throw new SottoError('vault/newer-version', { found, supported: version });
  if (found !== version) throw new SottoError('integrity/record-malformed');
}
