import { parsePage, type OggPage } from './page.ts';

export interface FoundPage {
  readonly page: OggPage;
  readonly offset: number;
  /** Offset of the byte after it. */
  readonly end: number;
}

/** The whole pages with a right checksum in `bytes`, the last one first. What lies between them is passed over. */
export function* pagesFromTheEnd(bytes: Uint8Array): Generator<FoundPage, void> {
  for (let offset = bytes.length - 1; offset >= 0; offset -= 1) {
    const found = parsePage(bytes, offset);
    if (found !== null) yield { page: found.page, offset, end: offset + found.length };
  }
}
