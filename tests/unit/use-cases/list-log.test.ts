import { describe, expect, it } from 'vitest';
import type { LogFilter } from '../../../contract/event-log.ts';
import { maximumLogLines } from '../../../contract/limits.ts';
import { deleteRecording } from '../../../main/use-cases/delete-later.ts';
import { destroySession } from '../../../main/use-cases/destroy-session.ts';
import { listLog } from '../../../main/use-cases/list-log.ts';
import { consentingSession, record } from '../../support/consenting-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

const all: LogFilter = { groups: null, personId: null, sessionId: null, fromMs: null, untilMs: null };

function kinds({ unlocked }: UseCaseSetting, filter: Partial<LogFilter> = {}): string[] {
  return listLog(unlocked, { before: null, filter: { ...all, ...filter } }).lines.map(({ kind }) => kind);
}

describe('the log as it is looked at', () => {
  it('has every entry, the newest first, with codes, and session and recording while they are there', async () => {
    await using setting = await useCaseSetting();
    const { sessionId, people } = await consentingSession(setting, 'Ann');
    const recordingId = await record(setting, sessionId, 2);
    const { lines, before } = listLog(setting.unlocked, { before: null, filter: all });
    expect(before).toBeNull();
    expect(lines.map(({ sequence }) => sequence)).toEqual(lines.map((_, index) => lines.length - 1 - index));
    expect(lines.at(-1)).toMatchObject({ kind: 'vault.created', person: null, session: null, recordingId: null });
    expect(lines[0]).toMatchObject({
      kind: 'recording.completed',
      facts: { durationMs: 2013, isSpokenConsent: false },
      session: { id: sessionId, codes: ['Ann'] },
      recordingId,
    });
    expect(lines.find(({ kind }) => kind === 'consent.granted')).toMatchObject({
      person: { id: people[0], code: 'Ann' },
      session: { id: sessionId },
    });
  });

  it('leads nowhere once a session is destroyed, and names nobody who is in no session any more', async () => {
    await using setting = await useCaseSetting();
    const { sessionId } = await consentingSession(setting, 'Ann');
    await destroySession(setting.unlocked, sessionId);
    const { lines } = listLog(setting.unlocked, { before: null, filter: all });
    expect(
      lines.every(({ session, person, recordingId }) => session === null && person === null && recordingId === null),
    ).toBe(true);
  });

  it('gives a page at a time, and all of it in the end', async () => {
    await using setting = await useCaseSetting();
    const { log, vault } = setting.unlocked;
    for (let count = 0; count < 2 * maximumLogLines; count += 1) {
      await log.append({ kind: 'vault', id: vault.vaultId }, { kind: 'vault.unlocked' });
    }
    const seen: number[] = [];
    let before: number | null = null;
    do {
      const page = listLog(setting.unlocked, { before, filter: all });
      expect(page.lines.length).toBeLessThanOrEqual(maximumLogLines);
      seen.push(...page.lines.map(({ sequence }) => sequence));
      before = page.before;
    } while (before !== null);
    expect(seen).toEqual(Array.from({ length: log.count }, (_, index) => log.count - 1 - index));
  });

  it('shows only what it is about, whom, which session, and which days', async () => {
    await using setting = await useCaseSetting();
    const first = await consentingSession(setting, 'Ann');
    const firstDayMs = setting.world.nowMs;
    setting.pass(86_400_000);
    const second = await consentingSession(setting, 'Bea');
    const recordingId = await record(setting, second.sessionId, 2);
    await deleteRecording(setting.unlocked, recordingId);

    expect(kinds(setting, { groups: ['recording'] })).toEqual(['recording.completed', 'recording.began']);
    expect(kinds(setting, { groups: ['deletion', 'vault'] })).toEqual(['deletion.requested', 'vault.created']);
    expect(kinds(setting, { personId: first.people[0] ?? null })).toEqual(['consent.granted', 'participant.added']);
    expect(kinds(setting, { sessionId: second.sessionId, groups: ['recording'] })).toHaveLength(2);
    expect(kinds(setting, { sessionId: first.sessionId, groups: ['recording'] })).toEqual([]);
    expect(kinds(setting, { fromMs: firstDayMs + 1, groups: ['consent'] })).toHaveLength(2);
    expect(kinds(setting, { untilMs: firstDayMs, groups: ['consent'] })).toEqual([]);
  });
});
