import { expect, it } from 'vitest';
import { codeOf, newCatalog, recordingId, sessionId } from './catalog-setting.ts';

const first = { id: recordingId(1), sessionId: sessionId(1), beganAtMs: 2000, bitrateBps: 64_000 } as const;
const asBegun = { ...first, state: 'recording', durationMs: 0, lostMs: null, segmentCount: 0 };

function withSession() {
  const catalog = newCatalog();
  catalog.sessions.add({ id: sessionId(1), createdAtMs: 1000 });
  return catalog;
}

it('notes a recording before it has a file', () => {
  const { recordings } = withSession();
  recordings.add(first);
  expect(recordings.find(first.id)).toEqual(asBegun);
  expect(recordings.listUnfinished()).toEqual([asBegun]);
});

it('gives each segment the next number', () => {
  const { recordings } = withSession();
  recordings.add(first);
  expect([recordings.addSegment(first.id), recordings.addSegment(first.id)]).toEqual([0, 1]);
  expect(recordings.find(first.id)?.segmentCount).toBe(2);
  expect(recordings.addSegment(recordingId(9))).toBeNull();
});

it('keeps how much is saved, and how it ended', () => {
  const { recordings } = withSession();
  recordings.add(first);
  recordings.setDuration(first.id, 10_000);
  expect(recordings.find(first.id)).toEqual({ ...asBegun, durationMs: 10_000 });
  recordings.finish(first.id, { state: 'complete', durationMs: 12_345, lostMs: 0 });
  expect(recordings.find(first.id)).toEqual({ ...asBegun, state: 'complete', durationMs: 12_345, lostMs: 0 });
  expect(recordings.listUnfinished()).toEqual([]);
});

it('lists those of a session, oldest first', () => {
  const catalog = withSession();
  catalog.sessions.add({ id: sessionId(2), createdAtMs: 1000 });
  catalog.recordings.add(first);
  catalog.recordings.add({ ...first, id: recordingId(2), beganAtMs: 1500 });
  catalog.recordings.add({ ...first, id: recordingId(3), sessionId: sessionId(2) });
  expect(catalog.recordings.ofSession(sessionId(1)).map(({ id }) => id)).toEqual([recordingId(2), recordingId(1)]);
});

it('removes a recording and what is known of its segments, and no other', () => {
  const { recordings, segments } = withSession();
  const known = { segment: 0, chunkCount: 1, lastTag: '00'.repeat(16), durationMs: 100, isFinal: true };
  for (const number of [1, 2]) {
    recordings.add({ ...first, id: recordingId(number) });
    segments.note(recordingId(number), known);
  }
  expect(recordings.remove(recordingId(1))).toBe(true);
  expect(recordings.remove(recordingId(1))).toBe(false);
  expect(recordings.find(recordingId(1))).toBeNull();
  expect(segments.ofRecording(recordingId(1))).toEqual([]);
  expect(segments.ofRecording(recordingId(2))).toEqual([known]);
});

it('refuses an id that is taken and a session that is not there', () => {
  const { recordings } = withSession();
  recordings.add(first);
  expect(codeOf(() => recordings.add(first))).toBe('request/conflict');
  expect(codeOf(() => recordings.add({ ...first, id: recordingId(2), sessionId: sessionId(9) }))).toBe(
    'request/not-found',
  );
});
