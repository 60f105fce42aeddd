import { maximumReadBytes } from '../../contract/limits.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { Bytes } from './little-endian.ts';
import type { StreamBytes } from './packet-reader.ts';
import { parsePage, type OggPage } from './page.ts';

/**
 * Every page of a whole stream, from its first byte to its last, with its bytes as they are.
 *
 * @throws `integrity/record-malformed` where no whole page of ours follows, and what reading throws.
 */
export async function* pagesOf(stream: StreamBytes): AsyncGenerator<{ readonly page: OggPage; readonly bytes: Bytes }> {
  for (let offset = 0; offset < stream.length;) {
    const window = await stream.readAt(offset, maximumReadBytes);
    let at = 0;
    for (let found = parsePage(window, at); found !== null; found = parsePage(window, at)) {
      yield { page: found.page, bytes: new Uint8Array(window.subarray(at, at + found.length)) };
      at += found.length;
    }
    if (at === 0) throw new SottoError('integrity/record-malformed');
    offset += at;
  }
}
