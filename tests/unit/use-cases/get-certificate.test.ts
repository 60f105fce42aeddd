import { describe, expect, it } from 'vitest';
import { undoWindowMs } from '../../../contract/limits.ts';
import { certificateSchema } from '../../../contract/retention.ts';
import { keyTableEntryId } from '../../../main/crypto/v1/entry-id.ts';
import { carryOutDeletions } from '../../../main/use-cases/carry-out-deletions.ts';
import { deleteRecording } from '../../../main/use-cases/delete-later.ts';
import { erasePassage } from '../../../main/use-cases/erase-passage.ts';
import { exportCertificate, getCertificate } from '../../../main/use-cases/get-certificate.ts';
import { exportReceipt } from '../../../main/use-cases/export-receipt.ts';
import { getReceipts } from '../../../main/use-cases/get-receipts.ts';
import { keptSession } from '../../support/kept-session.ts';
import { verifiedByMinisign } from '../../support/minisign.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

async function destroyed(setting: UseCaseSetting) {
  const kept = await keptSession(setting);
  const durationMs = setting.rooms.catalog.recordings.find(kept.recordingId)?.durationMs;
  await deleteRecording(setting.unlocked, kept.recordingId);
  setting.pass(undoWindowMs);
  await carryOutDeletions(setting.unlocked);
  return { ...kept, durationMs };
}

describe('a certificate', () => {
  it('is refused for what is there, or is about to be destroyed', async () => {
    await using setting = await useCaseSetting();
    const { recordingId } = await keptSession(setting);
    expect(() => getCertificate(setting.unlocked, recordingId)).toThrow('request/not-found');
    await deleteRecording(setting.unlocked, recordingId);
    expect(() => getCertificate(setting.unlocked, recordingId)).toThrow('request/not-found');
  });

  it('names the recording, its key and the entries of the log, and nobody', async () => {
    await using setting = await useCaseSetting();
    const { sessionId, recordingId, durationMs } = await destroyed(setting);
    const { certificate, json } = getCertificate(setting.unlocked, recordingId);
    const { log, vault } = setting.rooms;
    const over = log.events({ kind: 'recording', id: recordingId }).at(-1);
    expect(certificate).toMatchObject({
      vault_id: vault.vaultId,
      recording_id: recordingId,
      session_id: sessionId,
      what: 'session',
      duration_ms: durationMs,
      reason: 'deleted',
      key: { entry_ids: [keyTableEntryId(recordingId)], absent_from_generation: vault.keyTableGeneration },
      log: { destroyed: { sequence: over?.sequence, head: log.linkOf(over?.sequence ?? 0).head } },
      copies_elsewhere: [],
    });
    expect(certificateSchema.parse(JSON.parse(json))).toEqual(certificate);
    expect(json).not.toContain('Ann');
  });

  it('names every key of a recording of which a part had been erased', async () => {
    await using setting = await useCaseSetting();
    const { recordingId } = await keptSession(setting);
    await erasePassage(setting.unlocked, { recordingId, fromMs: 500, toMs: 1000, wish: null });
    await deleteRecording(setting.unlocked, recordingId);
    setting.pass(undoWindowMs);
    await carryOutDeletions(setting.unlocked);
    expect(getCertificate(setting.unlocked, recordingId).certificate.key.entry_ids).toHaveLength(2);
  });

  it('names what left the vault, and is the same after a lock', async () => {
    await using setting = await useCaseSetting();
    const { sessionId, personId, recordingId } = await destroyed(setting);
    const recordId = getReceipts(setting.unlocked, { sessionId, personId })[0]?.record_id ?? '';
    await exportReceipt(setting.unlocked, { personId, recordId, format: 'json' });
    const before = getCertificate(setting.unlocked, recordingId);
    expect(before.certificate.copies_elsewhere).toMatchObject([{ kind: 'receipt', format: 'json' }]);
    await setting.reopen();
    expect(getCertificate(setting.unlocked, recordingId)).toEqual(before);
  });

  it('names a copy of the vault that was begun while the recording had a key, and no other', async () => {
    await using setting = await useCaseSetting();
    const { vault, log } = setting.rooms;
    const copied = () =>
      log.append({ kind: 'vault', id: vault.vaultId }, { kind: 'vault.copied', recordings: 1, leftOut: 0 });
    await copied();
    setting.pass(1000);
    const { recordingId } = await keptSession(setting);
    const { atMs } = await copied();
    await deleteRecording(setting.unlocked, recordingId);
    setting.pass(undoWindowMs);
    await carryOutDeletions(setting.unlocked);
    await copied();
    expect(getCertificate(setting.unlocked, recordingId).certificate.copies_elsewhere).toEqual([
      { kind: 'vault', format: null, at: new Date(atMs).toISOString(), finished_at: null },
    ]);
  });

  it('is in the log when it has been given out', async () => {
    await using setting = await useCaseSetting();
    const { recordingId } = await destroyed(setting);
    await exportCertificate(setting.unlocked, { recordingId, format: 'json' });
    const last = setting.rooms.log.events({ kind: 'recording', id: recordingId }).at(-1);
    expect(last?.body).toEqual({ kind: 'certificate.exported', format: 'json' });
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
  });

  // The tool is installed by set-up on Linux; the bytes are the same everywhere.
  if (process.platform === 'linux') {
    it('is verified by minisign, and no more once a byte of it is another', async () => {
      await using setting = await useCaseSetting();
      const { recordingId } = await destroyed(setting);
      const { json, signature, publicKey } = getCertificate(setting.unlocked, recordingId);
      expect(await verifiedByMinisign({ text: json, signature, publicKey })).toContain(recordingId);
      const text = json.replace('"deleted"', '"delated"');
      expect(await verifiedByMinisign({ text, signature, publicKey })).toBeNull();
    });
  }
});
