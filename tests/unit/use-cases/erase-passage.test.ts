import { existsSync } from 'node:fs';
import { cp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { recordingIdSchema, type PersonId, type RecordingId } from '../../../contract/ids.ts';
import { packetSizeBytes, reservedBytes } from '../../../contract/limits.ts';
import type { PassageWish } from '../../../contract/passage.ts';
import { SottoError } from '../../../contract/sotto-error.ts';
import { projectSecondAnswer } from '../../../main/consent/projection.ts';
import { fromHex, toHex } from '../../../main/crypto/bytes.ts';
import { silencePacket } from '../../../main/ogg/silence-packet.ts';
import { PacketReader } from '../../../main/ogg/packet-reader.ts';
import { destroyRecording } from '../../../main/use-cases/destroy-recording.ts';
import { destroySession } from '../../../main/use-cases/destroy-session.ts';
import { drawWaveform } from '../../../main/use-cases/draw-waveform.ts';
import { erasePassage } from '../../../main/use-cases/erase-passage.ts';
import { withRecordingFiles } from '../../../main/use-cases/recording-files-of.ts';
import { everySoundOf, soundOf } from '../../../main/use-cases/sound-of.ts';
import { openRecording } from '../../../main/vault/recording-reader.ts';
import { begin, consentingSession, record } from '../../support/consenting-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

const size = packetSizeBytes(48_000);

/** No two of them are the same, and none is silence. */
function packetAt(index: number): Uint8Array<ArrayBuffer> {
  const packet = new Uint8Array(size).fill(7);
  new DataView(packet.buffer).setUint32(1, index);
  return packet;
}

async function recorded(seconds = 4) {
  const setting = await useCaseSetting();
  const { sessionId, people } = await consentingSession(setting, 'Ann');
  const [ann] = people;
  if (ann === undefined) throw new Error('nobody');
  const recordingId = await record(setting, sessionId, seconds, packetAt);
  const erase = (fromMs: number, toMs: number, wish: PassageWish | null = null) =>
    erasePassage(setting.unlocked, { recordingId, fromMs, toMs, wish });
  return { setting, sessionId, ann, recordingId, erase };
}

/** All packets of the recording, as the vault opens it. */
function packetsOf(setting: UseCaseSetting, recordingId: RecordingId): Promise<string[]> {
  return withRecordingFiles(setting.unlocked, recordingId, async (files, segments, remembered) => {
    const reader = await openRecording(files, segments, remembered);
    try {
      const packets: string[] = [];
      for (const stream of reader.streams) {
        const ofStream = await PacketReader.open(stream);
        packets.push(...(await ofStream.read(0, ofStream.packetCount)).map((packet) => toHex(new Uint8Array(packet))));
      }
      return packets;
    } finally {
      await reader.close();
    }
  });
}

function bodiesOf(setting: UseCaseSetting, recordingId: RecordingId) {
  return setting.rooms.log.events({ kind: 'recording', id: recordingId }).map(({ body }) => body);
}

function isOnDisk({ folder }: UseCaseSetting, soundId: RecordingId): boolean {
  return existsSync(join(folder, 'recordings', soundId));
}

const silence = toHex(silencePacket(size));
const refused = new SottoError('storage/permission-denied');
type Erasing = Parameters<typeof erasePassage>[1];

function answerOf(setting: UseCaseSetting, personId: PersonId, recordingId: RecordingId) {
  return projectSecondAnswer(setting.rooms.log.events({ kind: 'person', id: personId }), recordingId);
}

describe('erasing a passage', () => {
  it('makes it silence with 80 ms more at each edge at least, and leaves every other packet as it was', async () => {
    const { setting, recordingId, erase } = await recorded();
    await using _ = setting;
    const before = await packetsOf(setting, recordingId);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 3900 }), fc.integer({ min: 1, max: 400 }), async (fromMs, length) => {
        const earlier = await packetsOf(setting, recordingId);
        const toMs = Math.min(fromMs + length, 4000 - 20);
        if (toMs <= fromMs) return;
        const erased = await erase(fromMs, toMs);
        expect(erased.fromMs).toBeLessThanOrEqual(Math.max(0, fromMs - 80));
        expect(erased.toMs).toBeGreaterThanOrEqual(Math.min(toMs + 80, 3900));
        const after = await packetsOf(setting, recordingId);
        expect(after).toHaveLength(before.length);
        for (const [index, packet] of after.entries()) {
          // Packets are 20 ms; a player skips the first 312 samples (6.5 ms).
          const endsBefore = (index + 1) * 20 - 6.5 <= fromMs - 80 - 20;
          const beginsAfter = index * 20 - 6.5 >= toMs + 80 + 20;
          const isWithin = (index + 1) * 20 - 6.5 > fromMs - 80 && index * 20 - 6.5 < toMs + 80;
          if (endsBefore || beginsAfter) expect(packet).toBe(earlier[index]);
          if (isWithin) expect(packet).toBe(silence);
        }
      }),
      { numRuns: 8 },
    );
  });

  it('logs the same digest of the untouched packets before and after, and who asked in their own chain', async () => {
    const { setting, sessionId, ann, recordingId, erase } = await recorded();
    await using _ = setting;
    await erase(1000, 2000, { personId: ann, saidAs: 'withdrawal' });
    const erased = bodiesOf(setting, recordingId).find((body) => body.kind === 'passage.erased');
    expect(erased?.untouchedAfter).toBe(erased?.untouchedBefore);
    expect(erased?.untouchedAfter).toMatch(/^[0-9a-f]{64}$/);
    expect(setting.rooms.log.events({ kind: 'person', id: ann }).at(-1)?.body).toMatchObject({
      kind: 'passage.asked',
      sessionId,
      recordingId,
      saidAs: 'withdrawal',
      fromMs: 1000,
      toMs: 2000,
    });
  });

  it('destroys the old key and the old files, and plays on', async () => {
    const { setting, recordingId, erase } = await recorded();
    await using _ = setting;
    await setting.unlocked.readers.lengthOf(recordingId);
    await erase(1000, 2000);
    expect(setting.rooms.vault.hasKey(recordingId)).toBe(false);
    expect(isOnDisk(setting, recordingId)).toBe(false);
    expect(await setting.unlocked.readers.lengthOf(recordingId)).toBeGreaterThan(0);
    await setting.reopen();
    expect(await setting.unlocked.readers.lengthOf(recordingId)).toBeGreaterThan(0);
  });

  it('leaves no peaks of it', async () => {
    const { setting, recordingId, erase } = await recorded();
    await using _ = setting;
    await erase(1000, 2000);
    const { bars } = await drawWaveform(setting.unlocked, { recordingId, bars: 8 });
    expect(bars[2]).toBe(0);
    expect(bars[3]).toBe(0);
    expect(bars[0]).toBeGreaterThan(0.4);
    expect(bars[6]).toBeGreaterThan(0.4);
  });

  it('refuses what is empty, beyond the end, unknown, running, or of somebody who was not there', async () => {
    const { setting, sessionId, recordingId, erase } = await recorded();
    await using _ = setting;
    const other = await consentingSession(setting, 'Bea');
    const [bea] = other.people;
    if (bea === undefined) throw new Error('nobody');
    await expect(erase(1000, 1000)).rejects.toMatchObject({ code: 'request/invalid' });
    await expect(erase(1000, 60_000)).rejects.toMatchObject({ code: 'request/invalid' });
    const wish = { personId: bea, saidAs: 'second-answer' } as const;
    await expect(erase(0, 100, wish)).rejects.toMatchObject({ code: 'request/not-found' });
    const unknown = { recordingId: recordingIdSchema.parse('0'.repeat(32)), fromMs: 0, toMs: 1, wish: null };
    await expect(erasePassage(setting.unlocked, unknown)).rejects.toMatchObject({ code: 'request/not-found' });
    const running = await begin(setting, sessionId);
    const ofRunning = { ...unknown, recordingId: running };
    await expect(erasePassage(setting.unlocked, ofRunning)).rejects.toMatchObject({ code: 'request/conflict' });
    await setting.recorders.end(running);
    expect(everySoundOf(setting.unlocked, recordingId)).toEqual([recordingId]);
  });
});

describe('destroying a recording of which a passage was erased', () => {
  it.each(['recording', 'session'] as const)('takes every key and file of it, with its %s', async (what) => {
    const { setting, sessionId, recordingId, erase } = await recorded();
    await using _ = setting;
    await erase(0, 500);
    await erase(1000, 2000);
    const sounds = everySoundOf(setting.unlocked, recordingId);
    expect(sounds).toHaveLength(3);
    if (what === 'recording') await destroyRecording(setting.unlocked, recordingId, 'deleted');
    else await destroySession(setting.unlocked, sessionId);
    expect(sounds.filter((id) => setting.rooms.vault.hasKey(id) || isOnDisk(setting, id))).toEqual([]);
    await setting.reopen();
    expect(setting.rooms.vault.recordingIds).toEqual([]);
  });
});

describe('an erasure that was interrupted', () => {
  const died = new Error('died');

  /** Erases, but from the `nth` step on (an entry of the log, or a change of keys) nothing is done any more. */
  async function dieAt(setting: UseCaseSetting, erasing: Erasing, nth: number): Promise<boolean> {
    const { log, vault } = setting.rooms;
    let steps = 0;
    const step = () => {
      steps += 1;
      if (steps >= nth) throw died;
    };
    // Taken before they are spied on: a spy that calls what stands in its place calls itself.
    const acts = {
      append: log.append.bind(log),
      add: vault.addRecordingKey.bind(vault),
      destroy: vault.destroyRecordingKeys.bind(vault),
    };
    const spies = [
      vi.spyOn(log, 'append').mockImplementation(diesAfter(step, acts.append)),
      vi.spyOn(vault, 'addRecordingKey').mockImplementation(diesAfter(step, acts.add)),
      vi.spyOn(vault, 'destroyRecordingKeys').mockImplementation(diesAfter(step, acts.destroy)),
    ];
    try {
      await erasePassage(setting.unlocked, erasing);
      return false;
    } catch (error) {
      expect(error).toBe(died);
      return true;
    } finally {
      for (const spy of spies) spy.mockRestore();
    }
  }

  function diesAfter<Input extends unknown[], Output>(step: () => void, act: (...input: Input) => Promise<Output>) {
    return async (...input: Input): Promise<Output> => {
      step();
      return act(...input);
    };
  }

  it('is at the next unlock either not begun or done, wherever it stopped', async () => {
    let outcomes = '';
    for (let nth = 1, isDead = true; isDead; nth += 1) {
      const { setting, ann, recordingId } = await recorded(3);
      await using _ = setting;
      const before = await packetsOf(setting, recordingId);
      const wish = { personId: ann, saidAs: 'second-answer' } as const;
      isDead = await dieAt(setting, { recordingId, fromMs: 1000, toMs: 2000, wish }, nth);
      await setting.reopen();
      const after = await packetsOf(setting, recordingId);
      const isErased = soundOf(setting.unlocked, recordingId) !== recordingId;
      outcomes += isErased ? 'erased ' : 'whole ';
      if (isErased) expect(after.slice(50, 100)).toEqual(Array.from({ length: 50 }, () => silence));
      else expect(after).toEqual(before);
      const current = soundOf(setting.unlocked, recordingId);
      expect(setting.rooms.vault.recordingIds).toEqual([current]);
      expect(everySoundOf(setting.unlocked, recordingId).filter((id) => isOnDisk(setting, id))).toEqual([current]);
      expect(answerOf(setting, ann, recordingId)).toBe(isErased ? 'part-erased' : null);
      expect(setting.rooms.notices).toEqual([]);
    }
    expect(outcomes).toMatch(/^(whole ){3}(erased ){4,}$/);
  });

  it('is over when its copy could not be made, and can be asked for again', async () => {
    const { setting, recordingId, erase } = await recorded();
    await using _ = setting;
    vi.spyOn(setting.rooms.vault, 'addRecordingKey').mockRejectedValueOnce(died);
    await expect(erase(1000, 2000)).rejects.toBe(died);
    expect(bodiesOf(setting, recordingId).at(-1)?.kind).toBe('passage.given-up');
    expect(await erase(1000, 2000)).toMatchObject({ outcome: 'erased' });
  });

  it('counts from the entry in the log on, also when the disk then lets nothing go', async () => {
    const { setting, ann, recordingId, erase } = await recorded();
    await using _ = setting;
    const finishLater = vi.fn();
    const unlocked = { ...setting.unlocked, alarm: { ...setting.unlocked.alarm, finishLater } };
    const keys = vi.spyOn(setting.rooms.vault, 'destroyRecordingKeys').mockRejectedValue(refused);
    const wish = { personId: ann, saidAs: 'second-answer' } as const;
    const erased = await erasePassage(unlocked, { recordingId, fromMs: 1000, toMs: 2000, wish });
    expect(erased.outcome).toBe('finishing');
    expect(finishLater).toHaveBeenCalledOnce();
    expect((await packetsOf(setting, recordingId)).slice(50, 100)).toEqual(Array.from({ length: 50 }, () => silence));
    keys.mockRestore();
    // The next erasure finishes the one before it, and loses nobody's wish.
    expect(await erase(3000, 3100)).toMatchObject({ outcome: 'erased' });
    expect(answerOf(setting, ann, recordingId)).toBe('part-erased');
    expect(setting.rooms.vault.recordingIds).toEqual([soundOf(setting.unlocked, recordingId)]);
  });

  it('counts when its entry is in the log and the state that counts it could not be written', async () => {
    const { setting, recordingId, erase } = await recorded();
    await using _ = setting;
    const { vault } = setting.rooms;
    const commit = vault.commitLog.bind(vault);
    vi.spyOn(vault, 'commitLog').mockImplementation(async (count, digest) => {
      if (bodiesOf(setting, recordingId).at(-1)?.kind === 'passage.erased') {
        vi.mocked(vault.commitLog).mockRestore();
        throw refused;
      }
      await commit(count, digest);
    });
    expect(await erase(1000, 2000)).toMatchObject({ outcome: 'erased' });
    expect((await packetsOf(setting, recordingId)).slice(50, 100)).toEqual(Array.from({ length: 50 }, () => silence));
  });

  it('does not begin where there is no room for the sound a second time', async () => {
    const { setting, recordingId, erase } = await recorded();
    await using _ = setting;
    setting.world.freeBytes = reservedBytes;
    await expect(erase(1000, 2000)).rejects.toMatchObject({ code: 'storage/disk-full' });
    expect(bodiesOf(setting, recordingId).at(-1)?.kind).toBe('recording.completed');
  });

  it('does not destroy older files that stand in the place of all that is left', async () => {
    const { setting, recordingId, erase } = await recorded();
    await using _ = setting;
    const aside = `${setting.folder}-aside`;
    const logPath = join(setting.folder, 'log.1');
    await setting.reopen(() => cp(setting.folder, aside, { recursive: true }));
    await erase(1000, 2000);
    await setting.reopen(async () => {
      const log = await readFile(logPath);
      await rm(setting.folder, { recursive: true });
      await cp(aside, setting.folder, { recursive: true });
      await writeFile(logPath, log);
    });
    await rm(aside, { recursive: true });
    expect(setting.rooms.notices).toContain('recording-altered');
    expect(setting.rooms.vault.recordingIds).toEqual([recordingId]);
    expect(isOnDisk(setting, recordingId)).toBe(true);
    await expect(setting.unlocked.readers.lengthOf(recordingId)).rejects.toMatchObject({ code: 'request/not-found' });
  });

  it('stays done, and the sound whole, when an older index is put back', async () => {
    const { setting, recordingId, erase } = await recorded();
    await using _ = setting;
    const index = setting.rooms.vault.index.path;
    const aside = `${setting.folder}-index`;
    await setting.reopen(() => cp(index, aside));
    await erase(1000, 2000);
    await setting.reopen(() => cp(aside, index));
    await rm(aside);
    expect((await packetsOf(setting, recordingId)).slice(50, 100)).toEqual(Array.from({ length: 50 }, () => silence));
  });
});

it('no key of the vault opens files that were put aside before', async () => {
  const { setting, recordingId, erase } = await recorded();
  await using _ = setting;
  const aside = `${setting.folder}-aside`;
  await cp(join(setting.folder, 'recordings', recordingId), aside, { recursive: true });
  await erase(1000, 2000);
  const recordingKey = setting.rooms.vault.recordingKey(soundOf(setting.unlocked, recordingId));
  if (recordingKey === null) throw new Error('no key');
  const files = { folder: aside, vaultId: fromHex(setting.rooms.vault.vaultId), recordingId: fromHex(recordingId) };
  const opened = await openRecording({ ...files, recordingKey }, [0]).catch((error: unknown) => error);
  expect(opened).toBeInstanceOf(SottoError);
  await rm(aside, { recursive: true });
});
