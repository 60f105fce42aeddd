import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { RecordingId, SessionId } from '../../../contract/ids.ts';
import { packetDurationMs } from '../../../contract/limits.ts';
import { destroyRecording } from '../../../main/use-cases/destroy-recording.ts';
import { drawWaveform } from '../../../main/use-cases/draw-waveform.ts';
import { erasePassage } from '../../../main/use-cases/erase-passage.ts';
import { getRecording } from '../../../main/use-cases/get-recording.ts';
import { prepareStandby } from '../../../main/use-cases/prepare-standby.ts';
import { setSettings, getSettings } from '../../../main/use-cases/settings.ts';
import { settleRecording } from '../../../main/use-cases/settle-recording.ts';
import { begin, consentingSession } from '../../support/consenting-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

const filesOf = (setting: UseCaseSetting, id: RecordingId) => join(setting.folder, 'recordings', id);

/** Waits until the standby has its order, which nobody else waits for. */
async function stand(setting: UseCaseSetting, id: RecordingId): Promise<void> {
  prepareStandby(setting.unlocked, id);
  await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Four seconds of which the first two were written by a recorder that died. */
async function recordInTwo(setting: UseCaseSetting, sessionId: SessionId): Promise<RecordingId> {
  const recordingId = await begin(setting, sessionId);
  await stand(setting, recordingId);
  await setting.recorders.takeOver(recordingId, 2);
  await setting.recorders.speak(recordingId, 2);
  await settleRecording(setting.unlocked, recordingId);
  return recordingId;
}

function ends(setting: UseCaseSetting, id: RecordingId) {
  return setting.unlocked.log
    .events({ kind: 'recording', id })
    .flatMap(({ body }) => (body.kind === 'recording.completed' ? [body] : []));
}

describe('a standby', () => {
  it('makes a recording of two segments that is complete, as long as its time, and plays', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const id = await recordInTwo(setting, sessionId);
    const { state, durationMs, lostMs } = getRecording(setting.unlocked, id);
    expect({ state, lostMs }).toEqual({ state: 'complete', lostMs: 0 });
    expect(Math.abs(durationMs - 4000)).toBeLessThan(2 * packetDurationMs);
    expect(ends(setting, id)).toMatchObject([{ segments: [0, 1], gaps: [], gapCount: 0 }]);
    expect(await setting.unlocked.readers.lengthOf(id)).toBeGreaterThan(24_000);
    expect((await drawWaveform(setting.unlocked, { recordingId: id, bars: 10 })).bars).toHaveLength(10);
  });

  it('that was not needed leaves nothing, and the recording plays', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const id = await begin(setting, sessionId);
    await stand(setting, id);
    await setting.recorders.speak(id, 2);
    await settleRecording(setting.unlocked, id);
    expect(await readdir(filesOf(setting, id))).not.toContain('000001.audio');
    expect(ends(setting, id)).toMatchObject([{ segments: [0] }]);
    expect(await setting.unlocked.readers.lengthOf(id)).toBeGreaterThan(12_000);
  });

  it('records at the rate that the recording began with', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const id = await begin(setting, sessionId);
    setSettings(setting.unlocked, { ...getSettings(setting.unlocked), bitrateBps: 24_000 });
    await stand(setting, id);
    await setting.recorders.takeOver(id, 2);
    await setting.recorders.speak(id, 1);
    await settleRecording(setting.unlocked, id);
    expect(await setting.unlocked.readers.lengthOf(id)).toBeGreaterThan(18_000);
  });

  it('is given to no recording that has ended', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const id = await recordInTwo(setting, sessionId);
    const before = setting.unlocked.catalog.recordings.find(id)?.segmentCount;
    prepareStandby(setting.unlocked, id);
    expect(setting.unlocked.catalog.recordings.find(id)?.segmentCount).toBe(before);
  });
});

describe('a recording of two segments', () => {
  it('is whole also by an index from before it', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const index = setting.rooms.vault.index.path;
    const aside = `${setting.folder}-index`;
    await setting.reopen(() => cp(index, aside));
    const id = await recordInTwo(setting, sessionId);
    const before = getRecording(setting.unlocked, id);
    await setting.reopen(() => cp(aside, index));
    await rm(aside);
    expect(getRecording(setting.unlocked, id)).toMatchObject({ state: 'complete', durationMs: before.durationMs });
    expect(await setting.unlocked.readers.lengthOf(id)).toBeGreaterThan(24_000);
  });

  it('is altered when one of them was taken away and an index from before it put back', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const index = setting.rooms.vault.index.path;
    const aside = `${setting.folder}-index`;
    await setting.reopen(() => cp(index, aside));
    const id = await recordInTwo(setting, sessionId);
    await setting.reopen(async () => {
      await cp(aside, index);
      await rm(join(filesOf(setting, id), '000001.audio'));
    });
    await rm(aside);
    expect(getRecording(setting.unlocked, id).state).toBe('altered');
  });

  it('loses a passage that lies in both', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const id = await recordInTwo(setting, sessionId);
    await erasePassage(setting.unlocked, { recordingId: id, fromMs: 1000, toMs: 3000, wish: null });
    expect(getRecording(setting.unlocked, id).state).toBe('complete');
    expect(await setting.unlocked.readers.lengthOf(id)).toBeGreaterThan(24_000);
  });

  it('that runs is not settled by an unlock, though nobody holds it at that moment', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const id = await begin(setting, sessionId);
    await setting.recorders.end(id);
    await setting.reopen(() => Promise.resolve(), { running: new Set([id]) });
    expect(setting.rooms.heldRecordings).toEqual([id]);
    expect(getRecording(setting.unlocked, id).state).toBe('recording');
  });
});

describe('a part of a recording that was kept elsewhere', () => {
  async function keptElsewhere(setting: UseCaseSetting) {
    const { sessionId } = await consentingSession(setting, 'Ann');
    const id = await begin(setting, sessionId);
    await stand(setting, id);
    await setting.recorders.takeOver(id, 2);
    await setting.recorders.speak(id, 2);
    const stick = await mkdtemp(join(tmpdir(), 'sotto-stick-'));
    const there = join(stick, 'recordings', id);
    await mkdir(there, { recursive: true });
    for (const name of ['000001.audio', '000001.levels']) {
      await cp(join(filesOf(setting, id), name), join(there, name));
      await rm(join(filesOf(setting, id), name));
    }
    return { id, stick, elsewhere: [{ recordingId: id, folder: stick }] };
  }

  it('is brought home at the unlock, and the recording is complete', async () => {
    await using setting = await useCaseSetting();
    const { id, stick, elsewhere } = await keptElsewhere(setting);
    await setting.reopen(() => Promise.resolve(), { elsewhere });
    expect(setting.rooms.broughtHome).toEqual(elsewhere);
    expect(getRecording(setting.unlocked, id)).toMatchObject({ state: 'complete', lostMs: 0 });
    expect(await readdir(stick)).toEqual([]);
    await rm(stick, { recursive: true });
  });

  it('is awaited, and said, while it is not there', async () => {
    await using setting = await useCaseSetting();
    const { id, stick, elsewhere } = await keptElsewhere(setting);
    await rename(stick, `${stick}-out`);
    await setting.reopen(() => Promise.resolve(), { elsewhere });
    expect(setting.rooms.notices).toEqual(['sound-elsewhere']);
    expect(getRecording(setting.unlocked, id).state).toBe('recording');
    await rename(`${stick}-out`, stick);
    await setting.reopen(() => Promise.resolve(), { elsewhere });
    expect(getRecording(setting.unlocked, id).state).toBe('complete');
    await rm(stick, { recursive: true });
  });

  it('is taken away there when the recording was destroyed', async () => {
    await using setting = await useCaseSetting();
    const { id, stick, elsewhere } = await keptElsewhere(setting);
    await destroyRecording(setting.unlocked, id, 'deleted');
    await setting.reopen(() => Promise.resolve(), { elsewhere });
    expect(setting.rooms.broughtHome).toEqual(elsewhere);
    expect(await readdir(stick)).toEqual([]);
    await rm(stick, { recursive: true });
  });

  it('of another vault is left alone', async () => {
    await using setting = await useCaseSetting();
    await using other = await useCaseSetting();
    const { stick, elsewhere } = await keptElsewhere(setting);
    await other.reopen(() => Promise.resolve(), { elsewhere });
    expect(other.rooms.broughtHome).toEqual([]);
    expect(await readdir(join(stick, 'recordings'))).toHaveLength(1);
    await rm(stick, { recursive: true });
  });
});

describe('how much of a recovered take is lost', () => {
  it('is what its recorder had heard and the file does not hold', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const id = await begin(setting, sessionId);
    await stand(setting, id);
    await setting.recorders.takeOver(id, 2);
    await setting.recorders.die(id);
    await settleRecording(setting.unlocked, id, 9000);
    const { state, durationMs, lostMs } = getRecording(setting.unlocked, id);
    expect(state).toBe('recovered');
    expect(lostMs).toBe(9000 - durationMs);
  });
});
