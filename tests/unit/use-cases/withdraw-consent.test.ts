import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { PersonId, RecordingId, SessionId } from '../../../contract/ids.ts';
import type { Withdrawal } from '../../../contract/withdrawal.ts';
import { drawWaveform } from '../../../main/use-cases/draw-waveform.ts';
import { getSession } from '../../../main/use-cases/get-session.ts';
import { settleRecording } from '../../../main/use-cases/settle-recording.ts';
import { startRecording } from '../../../main/use-cases/start-recording.ts';
import { withdrawConsent } from '../../../main/use-cases/withdraw-consent.ts';
import { mayBeUsed } from '../../../main/use-cases/withdrawals-of.ts';
import { addPerson, agree, begin, consentingSession, record } from '../../support/consenting-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

const unusable = { code: 'consent/withdrawn' };
const everythingUnused = { scope: 'all', effect: 'keep-unused' } as const;
const everythingDestroyed = { scope: 'all', effect: 'destroy' } as const;

async function consenting() {
  const setting = await useCaseSetting();
  const { sessionId, people } = await consentingSession(setting, 'Ann', 'Bea');
  const [ann, bea] = people;
  if (ann === undefined || bea === undefined) throw new Error('nobody');
  const withdraw = (withdrawal: Withdrawal, personId: PersonId = ann, inSession: SessionId = sessionId) =>
    withdrawConsent(setting.unlocked, { sessionId: inSession, personId, withdrawal });
  return { setting, sessionId, ann, bea, withdraw };
}

function isOnDisk({ folder }: UseCaseSetting, recordingId: RecordingId): boolean {
  return existsSync(join(folder, 'recordings', recordingId));
}

describe('a withdrawal while recording', () => {
  it.each([everythingUnused, { scope: 'future' }] as const)('of $scope ends the recording', async (withdrawal) => {
    const { setting, sessionId, withdraw } = await consenting();
    await using _ = setting;
    const recordingId = await begin(setting, sessionId);
    await withdraw(withdrawal);
    expect(setting.recorders.current()).toBeNull();
    expect(isOnDisk(setting, recordingId)).toBe(true);
  });

  it('destroys at once what was saved so far, when that was asked for', async () => {
    const { setting, sessionId, withdraw } = await consenting();
    await using _ = setting;
    const recordingId = await begin(setting, sessionId);
    expect(await withdraw({ scope: 'recording', recordingId, effect: 'destroy' })).toEqual({ outcome: 'done' });
    expect(isOnDisk(setting, recordingId)).toBe(false);
    expect(await settleRecording(setting.unlocked, recordingId)).toBeNull();
  });

  it('leaves a recording alone that the person is not in', async () => {
    const { setting, withdraw } = await consenting();
    await using _ = setting;
    const other = await consentingSession(setting, 'Cleo');
    const recordingId = await begin(setting, other.sessionId);
    await withdraw(everythingDestroyed);
    expect(setting.recorders.current()).toBe(recordingId);
    await setting.recorders.end(recordingId);
  });

  it('of one recording of an earlier session leaves the one that runs alone', async () => {
    const { setting, sessionId, withdraw } = await consenting();
    await using _ = setting;
    const earlier = await record(setting, sessionId, 1);
    const other = await consentingSession(setting, 'Ann');
    const running = await begin(setting, other.sessionId);
    await withdraw({ scope: 'recording', recordingId: earlier, effect: 'destroy' });
    expect(setting.recorders.current()).toBe(running);
    await setting.recorders.end(running);
  });
});

describe('what is withdrawn and kept', () => {
  it('is not played, drawn or given out any more, also after a lock', async () => {
    const { setting, sessionId, withdraw } = await consenting();
    await using _ = setting;
    const recordingId = await record(setting, sessionId, 1);
    await withdraw(everythingUnused);
    await setting.reopen();
    expect(mayBeUsed(setting.unlocked, recordingId)).toBe(false);
    await expect(setting.unlocked.readers.lengthOf(recordingId)).rejects.toMatchObject(unusable);
    await expect(drawWaveform(setting.unlocked, { recordingId, bars: 10 })).rejects.toMatchObject(unusable);
    expect(isOnDisk(setting, recordingId)).toBe(true);
  });

  it('is refused to a player that is in the middle of it', async () => {
    const { setting, sessionId, withdraw } = await consenting();
    await using _ = setting;
    const recordingId = await record(setting, sessionId, 1);
    const { readers } = setting.unlocked;
    await readers.lengthOf(recordingId);
    await withdraw({ scope: 'recording', recordingId, effect: 'keep-unused' });
    await expect(readers.read(recordingId, 0, 10)).rejects.toMatchObject(unusable);
  });

  it('is not logged as opened when somebody asks for it all the same', async () => {
    const { setting, sessionId, withdraw } = await consenting();
    await using _ = setting;
    const recordingId = await record(setting, sessionId, 1);
    await withdraw(everythingUnused);
    await setting.unlocked.readers.lengthOf(recordingId).catch(() => null);
    const kinds = setting.rooms.log.events({ kind: 'recording', id: recordingId }).map(({ body }) => body.kind);
    expect(kinds).not.toContain('recording.opened');
  });

  it('stays unused when the person consents again, and what is recorded then may be used', async () => {
    const { setting, sessionId, ann, withdraw } = await consenting();
    await using _ = setting;
    const before = await record(setting, sessionId, 1);
    await withdraw(everythingUnused);
    await agree(setting, sessionId, ann);
    const after = await record(setting, sessionId, 1);
    expect(mayBeUsed(setting.unlocked, before)).toBe(false);
    expect(mayBeUsed(setting.unlocked, after)).toBe(true);
  });

  it('is shown with the session: which recording, who by code, and what becomes of it', async () => {
    const { setting, sessionId, ann, withdraw } = await consenting();
    await using _ = setting;
    const recordingId = await record(setting, sessionId, 1);
    await withdraw({ scope: 'recording', recordingId, effect: 'keep-unused' });
    const { withdrawals } = await getSession(setting.unlocked, sessionId);
    expect(withdrawals).toEqual([
      { recordingId, personId: ann, code: 'Ann', atMs: setting.world.nowMs, effect: 'keep-unused' },
    ]);
  });
});

describe('what is withdrawn and destroyed', () => {
  it('goes at once in every session of that person, and nothing of anybody else', async () => {
    const { setting, sessionId, withdraw } = await consenting();
    await using _ = setting;
    const here = await record(setting, sessionId, 1);
    const alone = await consentingSession(setting, 'Ann');
    const there = await record(setting, alone.sessionId, 1);
    const others = await consentingSession(setting, 'Bea');
    const kept = await record(setting, others.sessionId, 1);
    await withdraw(everythingDestroyed);
    expect(setting.rooms.vault.recordingIds).toEqual([kept]);
    expect([here, there].filter((id) => isOnDisk(setting, id))).toEqual([]);
    expect(await setting.unlocked.readers.lengthOf(kept)).toBeGreaterThan(0);
  });

  it('takes no recording in which the person was not', async () => {
    const { setting, sessionId, withdraw } = await consenting();
    await using _ = setting;
    const recordingId = await record(setting, sessionId, 1);
    const late = await addPerson(setting, sessionId, 'Cleo');
    await withdraw(everythingDestroyed, late);
    expect(mayBeUsed(setting.unlocked, recordingId)).toBe(true);
    await expect(withdraw({ scope: 'recording', recordingId, effect: 'destroy' }, late)).rejects.toMatchObject({
      code: 'request/not-found',
    });
  });

  it('can follow on what was kept unused before', async () => {
    const { setting, sessionId, withdraw } = await consenting();
    await using _ = setting;
    const recordingId = await record(setting, sessionId, 1);
    await withdraw(everythingUnused);
    await withdraw({ scope: 'recording', recordingId, effect: 'destroy' });
    expect(setting.rooms.vault.recordingKey(recordingId)).toBeNull();
  });

  it('is destroyed at the next unlock when the app died right after the withdrawal', async () => {
    const { setting, sessionId, ann } = await consenting();
    await using _ = setting;
    const recordingId = await record(setting, sessionId, 1);
    await setting.rooms.log.append(
      { kind: 'person', id: ann },
      { kind: 'consent.withdrawn', sessionId, withdrawal: everythingDestroyed },
    );
    await setting.reopen();
    expect(setting.rooms.vault.recordingKey(recordingId)).toBeNull();
    expect(isOnDisk(setting, recordingId)).toBe(false);
    const reasons = setting.rooms.log
      .events({ kind: 'recording', id: recordingId })
      .flatMap(({ body }) => (body.kind === 'recording.destroying' ? [body.reason] : []));
    expect(reasons).toEqual(['withdrawn']);
  });
});

describe('what is to come', () => {
  it.each([everythingUnused, { scope: 'future' }] as const)(
    'needs a new consent in every session once $scope was withdrawn',
    async (withdrawal) => {
      const { setting, ann, withdraw } = await consenting();
      await using _ = setting;
      const other = await consentingSession(setting, 'Ann');
      await withdraw(withdrawal);
      expect(await startRecording(setting.unlocked, other.sessionId)).toEqual({
        outcome: 'refused',
        reasons: [{ code: 'consent-withdrawn', personId: ann }],
      });
      await agree(setting, other.sessionId, ann);
      const answer = await startRecording(setting.unlocked, other.sessionId);
      expect(answer.outcome).toBe('started');
      if (answer.outcome === 'started') await setting.recorders.end(answer.recordingId);
    },
  );

  it('alone leaves what exists in use', async () => {
    const { setting, sessionId, withdraw } = await consenting();
    await using _ = setting;
    const recordingId = await record(setting, sessionId, 1);
    await withdraw({ scope: 'future' });
    expect(await setting.unlocked.readers.lengthOf(recordingId)).toBeGreaterThan(0);
  });
});

it('nobody withdraws for somebody who is not in the session', async () => {
  const { setting, withdraw } = await consenting();
  await using _ = setting;
  const other = await consentingSession(setting, 'Cleo');
  const [cleo] = other.people;
  await expect(withdraw({ scope: 'future' }, cleo)).rejects.toMatchObject({ code: 'request/not-found' });
});
