import { expect, it } from 'vitest';
import { codeOf, newCatalog, recordingId, sessionId } from './catalog-setting.ts';

const id = recordingId(1);
const begun = { segment: 0, chunkCount: 0, lastTag: '', durationMs: 0, isFinal: false };
const grown = { segment: 0, chunkCount: 7, lastTag: '07'.repeat(16), durationMs: 2400, isFinal: false };
const final = { segment: 0, chunkCount: 8, lastTag: '08'.repeat(16), durationMs: 2500, isFinal: true };

function withRecording() {
  const catalog = newCatalog();
  catalog.sessions.add({ id: sessionId(1), createdAtMs: 1 });
  catalog.recordings.add({ id, sessionId: sessionId(1), beganAtMs: 1, bitrateBps: 48_000 });
  return catalog.segments;
}

it('knows how far each segment has come', () => {
  const segments = withRecording();
  segments.note(id, begun);
  expect(segments.ofRecording(id)).toEqual([begun]);
  segments.note(id, grown);
  segments.note(id, { ...grown, segment: 1 });
  segments.note(id, final);
  expect(segments.ofRecording(id)).toEqual([final, { ...grown, segment: 1 }]);
});

it('forgets nothing for an older report that comes late', () => {
  const segments = withRecording();
  segments.note(id, grown);
  segments.note(id, begun);
  segments.note(id, { ...grown, lastTag: 'ff'.repeat(16) });
  expect(segments.ofRecording(id)).toEqual([grown]);
});

it('learns that the last chunk known was the final one', () => {
  const segments = withRecording();
  segments.note(id, { ...final, isFinal: false });
  segments.note(id, final);
  expect(segments.ofRecording(id)).toEqual([final]);
});

it('forgets nothing after the final chunk', () => {
  const segments = withRecording();
  segments.note(id, final);
  segments.note(id, { ...final, chunkCount: 9 });
  segments.note(id, { ...final, isFinal: false });
  expect(segments.ofRecording(id)).toEqual([final]);
});

it('takes what recovery found even where less was left than was known', () => {
  const segments = withRecording();
  segments.note(id, grown);
  segments.settle(id, { ...grown, chunkCount: 6, isFinal: true });
  expect(segments.ofRecording(id)).toEqual([{ ...grown, chunkCount: 6, isFinal: true }]);
});

it('refuses a segment of no recording', () => {
  expect(codeOf(() => withRecording().note(recordingId(2), begun))).toBe('request/not-found');
});
