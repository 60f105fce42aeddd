import { describe, expect, it } from 'vitest';
import { exportReceipt } from '../../../main/use-cases/export-receipt.ts';
import { getReceipts } from '../../../main/use-cases/get-receipts.ts';
import { beginNotes } from '../../../main/use-cases/begin-notes.ts';
import { classItem } from '../../../main/use-cases/class-item.ts';
import { getNotes } from '../../../main/use-cases/get-notes.ts';
import { getSessionRetention, listRetention } from '../../../main/use-cases/list-retention.ts';
import { markUsed } from '../../../main/use-cases/mark-used.ts';
import { placeHold } from '../../../main/use-cases/place-hold.ts';
import { dayMs, keptSession } from '../../support/kept-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

function listed({ unlocked }: UseCaseSetting) {
  const { dueNow, coming, untilUsed, held } = listRetention(unlocked);
  const ids = (items: typeof dueNow) => items.map(({ recording }) => recording.id);
  return { dueNow: ids(dueNow), coming: ids(coming), untilUsed: ids(untilUsed), held: ids(held) };
}

const nothing = { dueNow: [], coming: [], untilUsed: [], held: [] };

describe('the list of what is kept', () => {
  it('has what comes within ninety days, and what is due on its last day', async () => {
    await using setting = await useCaseSetting();
    const { recordingId } = await keptSession(setting, { retention: { rule: 'for', days: 91 } });
    expect(listed(setting)).toEqual(nothing);
    setting.pass(2 * dayMs);
    expect(listed(setting)).toEqual({ ...nothing, coming: [recordingId] });
    setting.pass(89 * dayMs);
    expect(listed(setting)).toEqual({ ...nothing, dueNow: [recordingId] });
  });

  it('has what is kept until used, until somebody says that it was', async () => {
    await using setting = await useCaseSetting();
    const { recordingId } = await keptSession(setting, { retention: { rule: 'after-use' } });
    expect(listed(setting)).toEqual({ ...nothing, untilUsed: [recordingId] });
    await markUsed(setting.unlocked, recordingId);
    await markUsed(setting.unlocked, recordingId);
    expect(listed(setting)).toEqual({ ...nothing, dueNow: [recordingId] });
    const used = setting.rooms.log.events({ kind: 'recording', id: recordingId });
    expect(used.filter(({ body }) => body.kind === 'recording.used')).toHaveLength(1);
  });

  it('does not take a recording with a day for used', async () => {
    await using setting = await useCaseSetting();
    const { recordingId } = await keptSession(setting);
    await expect(markUsed(setting.unlocked, recordingId)).rejects.toMatchObject({ code: 'request/invalid' });
  });

  it('has what is held apart, and nowhere else', async () => {
    await using setting = await useCaseSetting();
    const { sessionId, recordingId } = await keptSession(setting, { retention: { rule: 'for', days: 1 } });
    const words = { reason: 'Asked for', by: 'B' };
    await placeHold(setting.unlocked, { subject: { kind: 'session', id: sessionId }, words });
    expect(listed(setting)).toEqual({ ...nothing, held: [recordingId] });
  });

  it('names the receipts that were given out about its session', async () => {
    await using setting = await useCaseSetting();
    const { sessionId, personId } = await keptSession(setting, { retention: { rule: 'for', days: 1 } });
    await keptSession(setting, { retention: { rule: 'for', days: 1 } }, 'Bea');
    const recordId = getReceipts(setting.unlocked, { sessionId, personId })[0]?.record_id ?? '';
    await exportReceipt(setting.unlocked, { personId, recordId, format: 'pdf' });
    setting.pass(dayMs);
    const copies = listRetention(setting.unlocked).dueNow.map((item) => item.copies.map(({ format }) => format));
    expect(copies.toSorted((one, other) => one.length - other.length)).toEqual([[], ['pdf']]);
  });
});

describe('what a session keeps', () => {
  it('has the class that somebody gives a recording, and the same day as before', async () => {
    await using setting = await useCaseSetting();
    const { sessionId, recordingId } = await keptSession(setting);
    const [before] = getSessionRetention(setting.unlocked, sessionId).recordings;
    const item = { kind: 'recording', id: recordingId } as const;
    await classItem(setting.unlocked, { item, itemClass: 'clinical-record' });
    await setting.reopen();
    const [after] = getSessionRetention(setting.unlocked, sessionId).recordings;
    expect(before?.itemClass).toBe('training');
    expect(after).toEqual({ ...before, itemClass: 'clinical-record' });
  });

  it('has a class for its notes, which stay as they are', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await keptSession(setting);
    await beginNotes(setting.unlocked, sessionId);
    expect(getSessionRetention(setting.unlocked, sessionId).notesClass).toBe('kept-apart');
    await classItem(setting.unlocked, { item: { kind: 'notes', sessionId }, itemClass: 'clinical-record' });
    expect(getSessionRetention(setting.unlocked, sessionId).notesClass).toBe('clinical-record');
    expect(getNotes(setting.unlocked, sessionId)).not.toBeNull();
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
  });
});
