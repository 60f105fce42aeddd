import { cp, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { liveChunkSizeBytes, packetDurationMs } from '../../../contract/limits.ts';
import { SottoError } from '../../../contract/sotto-error.ts';
import { chunkOverhead, segmentHeaderLength } from '../../../main/crypto/v1/segment.ts';
import { drawWaveform } from '../../../main/use-cases/draw-waveform.ts';
import { getRecording } from '../../../main/use-cases/get-recording.ts';
import { getSession } from '../../../main/use-cases/get-session.ts';
import { noteProgress } from '../../../main/use-cases/settle-recording.ts';
import { begin, consentingSession, record } from '../../support/consenting-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

async function lastEvent(setting: UseCaseSetting, id: Parameters<typeof getRecording>[1]) {
  return setting.rooms.log.events({ kind: 'recording', id }).at(-1)?.body;
}

describe('a recording that was stopped', () => {
  it('is complete, with the length of what was heard', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await record(setting, sessionId, 3);
    const { state, durationMs, lostMs } = getRecording(setting.unlocked, recordingId);
    expect({ state, lostMs }).toEqual({ state: 'complete', lostMs: 0 });
    expect(Math.abs(durationMs - 3000)).toBeLessThan(packetDurationMs);
    expect(await lastEvent(setting, recordingId)).toEqual({
      kind: 'recording.completed',
      durationMs,
      segments: [0],
      gaps: [],
      gapCount: 0,
    });
  });

  it('is read as a WebM file, and the log says that it was opened', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await record(setting, sessionId, 1);
    const { readers } = setting.unlocked;
    expect(await readers.lengthOf(recordingId)).toBeGreaterThan(6000);
    // The EBML magic (RFC 8794, section 11.2.1).
    expect(await readers.read(recordingId, 0, 4)).toEqual(Uint8Array.of(0x1a, 0x45, 0xdf, 0xa3));
    expect(await lastEvent(setting, recordingId)).toEqual({ kind: 'recording.opened' });
  });

  it('has a waveform of as many bars as were asked for', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await record(setting, sessionId, 2);
    const { durationMs, bars } = await drawWaveform(setting.unlocked, { recordingId, bars: 20 });
    expect(Math.abs(durationMs - 2000)).toBeLessThan(packetDurationMs);
    expect(bars).toHaveLength(20);
    for (const bar of bars) expect(bar).toBeCloseTo(0.5, 3);
  });
});

describe('a recording without an end', () => {
  it('is recovered at the next unlock up to its last whole page', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await begin(setting, sessionId);
    await setting.recorders.speak(recordingId, 4);
    const file = join(setting.folder, 'recordings', recordingId, '000000.audio');
    const { size } = await stat(file);
    await setting.reopen(() => truncate(file, size - 2500));
    expect(setting.rooms.notices).toEqual(['recording-recovered']);
    const recording = getRecording(setting.unlocked, recordingId);
    expect(recording.state).toBe('recovered');
    expect(recording.durationMs).toBeGreaterThan(2900);
    expect(await setting.unlocked.readers.lengthOf(recordingId)).toBeGreaterThan(17_000);
  });

  it('is removed when no sound ever came into it', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await begin(setting, sessionId);
    await setting.recorders.end(recordingId);
    await setting.reopen();
    expect((await getSession(setting.unlocked, sessionId)).recordings).toEqual([]);
    expect(setting.rooms.notices).toEqual([]);
  });

  it('is left to the recorder that still holds it', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await begin(setting, sessionId);
    const { recorders } = setting;
    await setting.reopen();
    expect(setting.rooms.heldRecordings).toEqual([recordingId]);
    expect(getRecording(setting.unlocked, recordingId).state).toBe('recording');
    await recorders.end(recordingId);
  });

  it('is found again when an index from before it was put back', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const index = setting.rooms.vault.index.path;
    const aside = `${setting.folder}-index`;
    await setting.reopen(() => cp(index, aside));
    const recordingId = await record(setting, sessionId, 3);
    await setting.reopen(() => cp(aside, index));
    await rm(aside);
    expect(getRecording(setting.unlocked, recordingId).state).toBe('complete');
    expect(await setting.unlocked.readers.lengthOf(recordingId)).toBeGreaterThan(17_000);
  });

  it('is not called recovered, nor touched, when the log knows its end and older files were put back', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await begin(setting, sessionId);
    const index = setting.rooms.vault.index.path;
    const file = join(setting.folder, 'recordings', recordingId, '000000.audio');
    const aside = `${setting.folder}-index`;
    const { recorders } = setting;
    await setting.reopen(() => cp(index, aside));
    await recorders.speak(recordingId, 4);
    await setting.reopen();
    expect(getRecording(setting.unlocked, recordingId).state).toBe('complete');
    const shorter = (await stat(file)).size - 2500;
    await setting.reopen(async () => {
      await cp(aside, index);
      await truncate(file, shorter);
    });
    await rm(aside);
    expect(setting.rooms.notices).toContain('recording-altered');
    const { state, durationMs } = getRecording(setting.unlocked, recordingId);
    expect({ state, isAsLong: durationMs >= 4000 - packetDurationMs }).toEqual({ state: 'altered', isAsLong: true });
    expect((await stat(file)).size).toBe(shorter);
  });
});

describe('a recording that was altered', () => {
  it('plays up to what is not authentic, and its file stays as it is', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await begin(setting, sessionId);
    await setting.recorders.speak(recordingId, 4);
    const file = join(setting.folder, 'recordings', recordingId, '000000.audio');
    const bytes = await readFile(file);
    // The last chunk torn, and one of zeros before others that are authentic, as a power cut can leave them.
    const chunk = liveChunkSizeBytes + chunkOverhead;
    bytes.fill(0, segmentHeaderLength + 6 * chunk, segmentHeaderLength + 7 * chunk);
    const torn = bytes.subarray(0, bytes.length - 100);
    await setting.reopen(() => writeFile(file, torn));
    expect(setting.rooms.notices).toEqual(['recording-altered']);
    expect(getRecording(setting.unlocked, recordingId).state).toBe('altered');
    const { readers } = setting.unlocked;
    const length = await readers.lengthOf(recordingId);
    // Six chunks hold three whole pages, of half a second and three thousand bytes each.
    expect(length).toBeGreaterThan(9000);
    expect(length).toBeLessThan(12_000);
    expect((await readers.read(recordingId, 0, length)).length).toBe(length);
    expect(await readFile(file)).toEqual(Buffer.from(torn));
  });

  it('of which nothing is authentic does not play', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await begin(setting, sessionId);
    await setting.recorders.speak(recordingId, 4);
    const file = join(setting.folder, 'recordings', recordingId, '000000.audio');
    const bytes = await readFile(file);
    await setting.reopen(() => writeFile(file, bytes.fill(7, segmentHeaderLength)));
    await expect(setting.unlocked.readers.lengthOf(recordingId)).rejects.toThrow('integrity/final-missing');
  });
});

describe('a recording that cannot be settled now', () => {
  it('does not keep the vault shut when its file says that a later version wrote it', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await begin(setting, sessionId);
    await setting.recorders.speak(recordingId, 2);
    const file = join(setting.folder, 'recordings', recordingId, '000000.audio');
    await setting.reopen(async () => {
      const bytes = await readFile(file);
      bytes[9] = 2;
      await writeFile(file, bytes);
    });
    expect(setting.rooms.notices).toEqual(['recovery-postponed']);
    expect(getRecording(setting.unlocked, recordingId).state).toBe('recording');
  });
});

describe('what a recorder says of its segment', () => {
  it('may be lost on a disk that does not take it, and nothing else is', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await begin(setting, sessionId);
    const { catalog } = setting.rooms;
    const transaction = vi.spyOn(catalog, 'transaction').mockImplementation(() => {
      throw new SottoError('storage/disk-full');
    });
    const progress = { segment: 0, chunkCount: 1, lastTag: 'a'.repeat(32), durationMs: 1000, isFinal: false };
    expect(() => noteProgress({ catalog }, { recordingId, ...progress })).not.toThrow();
    expect(transaction).toHaveBeenCalledOnce();
    transaction.mockRestore();
    await setting.recorders.speak(recordingId, 1);
  });
});
