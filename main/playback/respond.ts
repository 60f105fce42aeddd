import { recordingIdSchema, type RecordingId } from '../../contract/ids.ts';
import { parseByteRange } from './byte-range.ts';
import { streamPlaintext } from './plaintext-stream.ts';
import type { RecordingSource } from './recording-source.ts';

const contentType = 'audio/webm';
const alwaysHeaders = {
  'Accept-Ranges': 'bytes',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
} as const;

/**
 * Answers the player's request for `recording://<id>/`, or `/<number>` after it: 200 and 206 as RFC 9110 has them, an open-ended range to the very
 * end (a shortened one makes Chromium take the recording for shorter); 403 while locked and after a withdrawal, 404, 405 and 416.
 */
export async function respond(
  request: Pick<Request, 'method' | 'url' | 'headers'>,
  source: RecordingSource,
): Promise<Response> {
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(405, { Allow: 'GET, HEAD' });
  const { whileUnlocked } = source;
  if (whileUnlocked === null) return refuse(403);
  const recordingId = recordingIdIn(request.url);
  if (recordingId === null) return refuse(404);
  const length = await source.readLength(recordingId);
  if (whileUnlocked.aborted) return refuse(403);
  if (!length.ok) return refuse(statusFor(length.error.code));

  const lengthBytes = length.value;
  // There is no validator that an If-Range could match, so the whole is what it asks for (RFC 9110, 13.1.5).
  const header = request.headers.has('If-Range') ? null : request.headers.get('Range');
  const range = parseByteRange(header, lengthBytes);
  if (range.kind === 'unsatisfiable') return refuse(416, { 'Content-Range': `bytes */${lengthBytes}` });
  const { first, last } = range.kind === 'part' ? range : { first: 0, last: lengthBytes - 1 };
  const hasBody = request.method === 'GET' && lengthBytes > 0;
  return new Response(hasBody ? streamPlaintext(source, whileUnlocked, recordingId, first, last) : null, {
    status: range.kind === 'part' ? 206 : 200,
    headers: {
      ...alwaysHeaders,
      'Content-Type': contentType,
      'Content-Length': String(last + 1 - first),
      ...(range.kind === 'part' ? { 'Content-Range': `bytes ${first}-${last}/${lengthBytes}` } : {}),
    },
  });
}

/** The id, and behind it at most a number that tells one sound of a recording from the one before (`RecordingHeard`). */
function recordingIdIn(url: string): RecordingId | null {
  const match = /^recording:\/\/([0-9a-f]{32})(?:\/\d{0,6})?$/.exec(url);
  const parsed = recordingIdSchema.safeParse(match?.[1]);
  return parsed.success ? parsed.data : null;
}

function statusFor(code: string): number {
  if (code === 'vault/locked' || code === 'consent/withdrawn') return 403;
  return code === 'request/not-found' ? 404 : 500;
}

function refuse(status: number, headers: Readonly<Record<string, string>> = {}): Response {
  return new Response(null, { status, headers: { ...alwaysHeaders, ...headers } });
}
