import { describe, expect, it } from 'vitest';
import type { RecordingSource } from '../../../main/playback/recording-source.ts';
import { respond } from '../../../main/playback/respond.ts';
import { knownId, SoundSource } from './sound-source.ts';

const lengthBytes = 200_000;

/** Node's Request takes no scheme of ours, so the player's request is given as far as it is read. */
function ask(
  source: RecordingSource,
  headers: Record<string, string> = {},
  url = `recording://${knownId}/`,
  method = 'GET',
) {
  return respond({ method, url, headers: new Headers(headers) }, source);
}

async function bodyOf(response: Response): Promise<Uint8Array> {
  return new Uint8Array(await response.arrayBuffer());
}

describe('the answer to the player', () => {
  it('is the whole recording, uncached, when no range is asked for', async () => {
    const source = new SoundSource(lengthBytes);
    const response = await ask(source);
    expect(response.status).toBe(200);
    expect(Object.fromEntries(response.headers)).toEqual({
      'accept-ranges': 'bytes',
      'cache-control': 'no-store',
      'content-length': '200000',
      'content-type': 'audio/webm',
      'x-content-type-options': 'nosniff',
    });
    expect(await bodyOf(response)).toEqual(source.bytes);
  });

  it('is the same recording behind a number, which only tells the player that its sound is another', async () => {
    const source = new SoundSource(lengthBytes);
    expect((await ask(source, {}, `recording://${knownId}/2`)).status).toBe(200);
    expect((await ask(source, {}, `recording://${knownId}/../2`)).status).toBe(404);
    expect((await ask(source, {}, `recording://${knownId}/1234567`)).status).toBe(404);
  });

  it('goes to the very end for an open range', async () => {
    const source = new SoundSource(lengthBytes);
    const response = await ask(source, { Range: 'bytes=5-' });
    expect(response.status).toBe(206);
    expect(response.headers.get('Content-Range')).toBe('bytes 5-199999/200000');
    expect(response.headers.get('Content-Length')).toBe('199995');
    expect(await bodyOf(response)).toEqual(source.bytes.subarray(5));
  });

  it('is the part that was asked for', async () => {
    const source = new SoundSource(lengthBytes);
    const response = await ask(source, { Range: 'bytes=65000-66000' });
    expect(response.headers.get('Content-Range')).toBe('bytes 65000-66000/200000');
    expect(await bodyOf(response)).toEqual(source.bytes.subarray(65_000, 66_001));
    const tail = await ask(source, { Range: 'bytes=-10' });
    expect(await bodyOf(tail)).toEqual(source.bytes.subarray(-10));
  });

  it('has headers only for HEAD', async () => {
    const source = new SoundSource(lengthBytes);
    const response = await ask(source, { Range: 'bytes=0-9' }, undefined, 'HEAD');
    expect(response.status).toBe(206);
    expect(response.headers.get('Content-Length')).toBe('10');
    expect(await bodyOf(response)).toHaveLength(0);
    expect(source.reads).toEqual([]);
  });

  it('is the whole when a range is asked for only if something is unchanged', async () => {
    const response = await ask(new SoundSource(10), { Range: 'bytes=0-1', 'If-Range': '"x"' });
    expect(response.status).toBe(200);
  });

  it('is 416 with the length for a range beyond the end', async () => {
    const response = await ask(new SoundSource(lengthBytes), { Range: 'bytes=200000-' });
    expect(response.status).toBe(416);
    expect(response.headers.get('Content-Range')).toBe('bytes */200000');
  });

  it('is 403 while locked, and once locked on the way', async () => {
    const locked = new SoundSource(lengthBytes);
    locked.lock();
    expect((await ask(locked)).status).toBe(403);
    const source = new SoundSource(lengthBytes);
    const answer = ask(source);
    source.lock();
    expect((await answer).status).toBe(403);
    expect(source.reads).toEqual([]);
  });

  it('is 403 for a recording that somebody withdrew their consent to', async () => {
    const source = new SoundSource(lengthBytes);
    const refusal = { ok: false, error: { code: 'consent/withdrawn', details: {} } } as const;
    const { whileUnlocked, read } = source;
    expect((await ask({ whileUnlocked, read, readLength: () => Promise.resolve(refusal) })).status).toBe(403);
    expect(source.reads).toEqual([]);
  });

  it.each([
    `recording://${'f'.repeat(32)}/`,
    `recording://${knownId}/x`,
    `recording://${knownId}/?x`,
    `recording://${knownId.toUpperCase()}/`,
    'recording:///',
    `sotto://${knownId}/`,
  ])('is 404 for %s', async (url) => {
    expect((await ask(new SoundSource(lengthBytes), {}, url)).status).toBe(404);
  });

  it('is 405 for anything but reading', async () => {
    expect((await ask(new SoundSource(lengthBytes), {}, undefined, 'POST')).status).toBe(405);
  });

  it('is the empty whole of an empty recording', async () => {
    const response = await ask(new SoundSource(0));
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Length')).toBe('0');
  });
});
