import { copyFile, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { RecordingId } from '../../../contract/ids.ts';
import type { VaultCheck as CheckState } from '../../../contract/vault-check.ts';
import { fromHex } from '../../../main/crypto/bytes.ts';
import { beginNotes } from '../../../main/use-cases/begin-notes.ts';
import { VaultCheck, type InTurn } from '../../../main/use-cases/check-vault.ts';
import { erasePassage } from '../../../main/use-cases/erase-passage.ts';
import { getRecording } from '../../../main/use-cases/get-recording.ts';
import { placeHold } from '../../../main/use-cases/place-hold.ts';
import { saveNotes } from '../../../main/use-cases/save-notes.ts';
import { begin, consentingSession, record } from '../../support/consenting-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';
import { withByteFlipped } from '../../support/vault-setting.ts';

const inTurn: InTurn = async (act) => act();

/** What happens once, between finding the files of a recording and reading the first of them. */
let meanwhile: (() => Promise<unknown>) | null = null;
vi.mock(import('../../../main/vault/segment-scan.ts'), async (importOriginal) => {
  const real = await importOriginal();
  return {
    ...real,
    scanSegment: async (...given) => {
      const act = meanwhile;
      meanwhile = null;
      await act?.();
      return real.scanSegment(...given);
    },
  };
});

async function check({ unlocked }: UseCaseSetting): Promise<CheckState> {
  const vaultCheck = new VaultCheck(unlocked, inTurn);
  await vaultCheck.begin(false);
  await vaultCheck.ended;
  return vaultCheck.state;
}

function fileOf(setting: UseCaseSetting, id: RecordingId, kind: 'audio' | 'levels' = 'audio'): string {
  return join(setting.folder, 'recordings', id, `000000.${kind}`);
}

async function flip(path: string, offset: number): Promise<void> {
  await writeFile(path, withByteFlipped(new Uint8Array(await readFile(path)), offset));
}

/** A session with notes and a recording. */
async function filled(setting: UseCaseSetting, seconds = 4) {
  const { sessionId } = await consentingSession(setting, 'Ann');
  const recordingId = await record(setting, sessionId, seconds);
  await beginNotes(setting.unlocked, sessionId);
  await saveNotes(setting.unlocked, { sessionId, basedOn: 0, text: 'She slept.', isLeaving: true });
  return { sessionId, recordingId };
}

describe('checking a vault that is whole', () => {
  it('finds nothing, counts all of its bytes, and is in the log', async () => {
    await using setting = await useCaseSetting();
    await filled(setting);
    const found = await check(setting);
    expect(found).toMatchObject({ phase: 'done', damagedCount: 0, damages: [], running: 0, error: null });
    expect(found.bytesTotal).toBeGreaterThan(0);
    expect(found.bytesDone).toBe(found.bytesTotal);
    // Six copies, one recording, notes, evidence, index, log.
    expect(found.checked).toBe(11);
    const { vault, log } = setting.unlocked;
    expect(log.events({ kind: 'vault', id: vault.vaultId }).at(-1)?.body).toEqual({
      kind: 'vault.checked',
      checked: 11,
      damaged: 0,
    });
  });

  it('leaves out a recording that runs, and does not disturb it', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const recordingId = await begin(setting, sessionId);
    expect(await check(setting)).toMatchObject({ phase: 'done', damagedCount: 0, running: 1 });
    await setting.recorders.speak(recordingId, 2);
    await setting.reopen();
    expect(getRecording(setting.unlocked, recordingId).state).toBe('complete');
  });

  it('does not take a recording for damaged of which a part is erased while it looks at it', async () => {
    await using setting = await useCaseSetting();
    const { recordingId } = await filled(setting);
    meanwhile = () => erasePassage(setting.unlocked, { recordingId, fromMs: 1000, toMs: 2000, wish: null });
    expect(await check(setting)).toMatchObject({ phase: 'done', damagedCount: 0, checked: 11 });
    expect(getRecording(setting.unlocked, recordingId).state).toBe('complete');
  });

  it('believes a log to which is appended while it is read', async () => {
    await using setting = await useCaseSetting();
    await filled(setting);
    const vaultCheck = new VaultCheck(setting.unlocked, inTurn);
    const { log, vault } = setting.unlocked;
    await vaultCheck.begin(false);
    for (let count = 0; count < 50; count += 1) {
      await log.append({ kind: 'vault', id: vault.vaultId }, { kind: 'vault.unlocked' });
    }
    await vaultCheck.ended;
    expect(vaultCheck.state).toMatchObject({ phase: 'done', damagedCount: 0 });
  });
});

describe('checking a vault that is damaged', () => {
  it('names a recording with a damaged chunk, and how much of it plays, which then does', async () => {
    await using setting = await useCaseSetting();
    const { recordingId, sessionId } = await filled(setting, 10);
    const { size } = await stat(fileOf(setting, recordingId));
    await flip(fileOf(setting, recordingId), Math.floor(size / 2));
    const before = await readFile(fileOf(setting, recordingId));
    const found = await check(setting);
    expect(found.damages).toMatchObject([
      { what: 'sound', recording: { id: recordingId, sessionId, codes: ['Ann'], durationMs: 10_013 } },
    ]);
    const [damage] = found.damages;
    const playableMs = damage?.what === 'sound' ? damage.recording.playableMs : null;
    expect(playableMs).toBeGreaterThan(3000);
    expect(playableMs).toBeLessThan(6000);
    expect(await readFile(fileOf(setting, recordingId))).toEqual(before);
    expect(getRecording(setting.unlocked, recordingId).state).toBe('altered');
    expect(await setting.unlocked.readers.lengthOf(recordingId)).toBeGreaterThan(0);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
  });

  it('names one that was shortened by whole chunks, one that is gone, and one put in the place of another', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    const shortened = await record(setting, sessionId, 4);
    const gone = await record(setting, sessionId, 4);
    const other = await record(setting, sessionId, 4);
    await truncate(fileOf(setting, shortened), 68 + 2 * 2088);
    await rm(fileOf(setting, gone));
    await copyFile(fileOf(setting, shortened), fileOf(setting, other));
    const { damages } = await check(setting);
    expect(damages.map((damage) => (damage.what === 'sound' ? damage.recording.id : damage.what))).toEqual([
      shortened,
      gone,
      other,
    ]);
  });

  it('names damaged levels, without which the sound plays as before', async () => {
    await using setting = await useCaseSetting();
    const { recordingId } = await filled(setting);
    await flip(fileOf(setting, recordingId, 'levels'), 200);
    const { damages } = await check(setting);
    expect(damages).toMatchObject([{ what: 'levels', recording: { id: recordingId, playableMs: null } }]);
    expect(getRecording(setting.unlocked, recordingId).state).toBe('complete');
  });

  it.each(['slots.a', 'slots.b', 'state.a', 'state.b', 'keys'])('names a damaged copy: %s', async (wanted) => {
    await using setting = await useCaseSetting();
    await filled(setting);
    const keys = await setting.rooms.vault.whileStill((generation) => Promise.resolve(`keys.${generation}.b`));
    const name = wanted === 'keys' ? keys : wanted;
    await flip(join(setting.folder, name), 40);
    expect((await check(setting)).damages).toEqual([{ what: 'copy', name }]);
  });

  it('names a log that was changed under it, and rows that the log knows nothing of', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await filled(setting);
    await flip(setting.rooms.vault.logPath, 300);
    expect((await check(setting)).damages).toEqual([{ what: 'log' }]);
    const personId = setting.rooms.catalog.participations.ofSession(sessionId)[0]?.personId;
    if (personId === undefined) throw new Error('nobody is in the session');
    setting.rooms.catalog.participations.remove(sessionId, personId);
    expect((await check(setting)).damages).toEqual([{ what: 'index' }, { what: 'log' }]);
  });

  it('names notes whose page of the index is damaged, and the index, and comes to its end', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await filled(setting);
    const text = 'She slept. '.repeat(8000);
    await saveNotes(setting.unlocked, { sessionId, basedOn: 1, text, isLeaving: true });
    const index = join(setting.folder, 'index.1');
    await setting.reopen(async () => flip(index, Math.floor((await stat(index)).size * 0.8)));
    const { phase, damages } = await check(setting);
    expect(phase).toBe('done');
    expect(damages.map(({ what }) => what)).toEqual(['notes', 'index']);
  });

  it('names notes that are older than the log says', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await filled(setting);
    const notes = setting.rooms.catalog.notes;
    const { log } = setting.unlocked;
    const [began] = log
      .events({ kind: 'session', id: sessionId })
      .flatMap(({ body }) => (body.kind === 'notes.began' ? [body.notesId] : []));
    if (began === undefined) throw new Error('there are no notes');
    notes.removeVersion(began, 1);
    const { damages } = await check(setting);
    expect(damages.map(({ what }) => what)).toContain('notes');
  });
});

describe('the words of a hold', () => {
  it('are looked at with what people signed, and named with their session when they were altered', async () => {
    await using setting = await useCaseSetting();
    const { sessionId, recordingId } = await filled(setting);
    const words = { reason: 'A court has asked for it', by: 'Dr. Example' };
    await placeHold(setting.unlocked, { subject: { kind: 'recording', id: recordingId }, words });
    expect(await check(setting)).toMatchObject({ damagedCount: 0 });
    const digest = setting.rooms.log.events({ kind: 'recording', id: recordingId }).at(-1)?.evidenceDigest ?? '';
    setting.rooms.catalog.evidence.erase(fromHex(digest));
    expect((await check(setting)).damages).toMatchObject([{ what: 'evidence', sessionId }, { what: 'index' }]);
  });
});

describe('an index that was made anew', () => {
  it('is not called damaged for what was in the one before, and is for what has been lost since', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await filled(setting);
    const spoil = () => writeFile(join(setting.folder, 'index.1'), 'nothing that could be read');
    await setting.reopen(spoil, { rebuildsIndex: true });
    expect(await check(setting)).toMatchObject({ phase: 'done', damages: [] });

    const words = { reason: 'A court has asked for it', by: 'Dr. Example' };
    await placeHold(setting.unlocked, { subject: { kind: 'session', id: sessionId }, words });
    const digest = setting.rooms.log.events({ kind: 'session', id: sessionId }).at(-1)?.evidenceDigest ?? '';
    setting.rooms.catalog.evidence.erase(fromHex(digest));
    expect((await check(setting)).damages).toMatchObject([{ what: 'evidence', sessionId }, { what: 'index' }]);
  });
});

describe('the index', () => {
  it('is looked at table by table, between which other calls have their turn and the check can be stopped', async () => {
    await using setting = await useCaseSetting();
    await filled(setting);
    const { catalog } = setting.rooms;
    const looked = vi.spyOn(catalog, 'findDamageIn');
    let turns = 0;
    const one = new VaultCheck(setting.unlocked, async (act) => {
      turns += 1;
      if (looked.mock.calls.length === 3) one.askToStop();
      return act();
    });
    await one.begin(false);
    await one.ended;
    expect(one.state.phase).toBe('stopped');
    expect(looked.mock.calls.length).toBeLessThan(catalog.tables().length);
    expect(turns).toBeGreaterThan(3);
  });
});

describe('a check that is stopped', () => {
  it('goes on where it was, and ends with the same result', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    for (let count = 0; count < 3; count += 1) await record(setting, sessionId, 4);
    const vaultCheck = new VaultCheck(setting.unlocked, inTurn);
    await vaultCheck.begin(false);
    vaultCheck.askToStop();
    await vaultCheck.ended;
    expect(vaultCheck.state.phase).toBe('stopped');
    const { bytesDone, bytesTotal } = vaultCheck.state;
    expect(bytesDone).toBeLessThan(bytesTotal);
    const resumed = await vaultCheck.begin(true);
    expect(resumed).toMatchObject({ phase: 'running', bytesDone, bytesTotal });
    await vaultCheck.ended;
    expect(vaultCheck.state).toMatchObject({ phase: 'done', damagedCount: 0, bytesDone: bytesTotal, checked: 12 });
  });
});
