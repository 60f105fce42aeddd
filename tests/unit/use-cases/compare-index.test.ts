import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SessionId } from '../../../contract/ids.ts';
import type { IndexRows } from '../../../main/catalog/index-rows.ts';
import { agreementTextEn } from '../../../main/consent/agreement-text-en.ts';
import { removeParticipant } from '../../../main/use-cases/change-participants.ts';
import { chooseAgreement } from '../../../main/use-cases/choose-agreement.ts';
import { compareIndex } from '../../../main/use-cases/compare-index.ts';
import { createSession } from '../../../main/use-cases/create-session.ts';
import { destroyRecording } from '../../../main/use-cases/destroy-recording.ts';
import { destroySession } from '../../../main/use-cases/destroy-session.ts';
import { saveTemplate } from '../../../main/use-cases/templates.ts';
import { someChoice } from '../../support/chosen-terms.ts';
import { addPerson, agree, consentingSession, placedSession, record } from '../../support/consenting-session.ts';
import { notedSession } from '../../support/noted-session.ts';
import { newNotesId, newPersonId, newRecordingId } from '../../support/vault-setting.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

let setting: UseCaseSetting;
let rows: IndexRows;
let noted: SessionId;
let destroyed: { readonly sessionId: SessionId; readonly rows: IndexRows };

/** Sessions with everything that the log speaks of, one that was destroyed, and one of which nothing but its place is known. */
beforeAll(async () => {
  setting = await useCaseSetting();
  const going = await consentingSession(setting, 'Zoe');
  await record(setting, going.sessionId, 1);
  destroyed = { sessionId: going.sessionId, rows: setting.rooms.catalog.rows() };
  await destroySession(setting.unlocked, going.sessionId);
  const sessionId = await placedSession(setting);
  const { id: templateId } = saveTemplate(setting.unlocked, {
    id: null,
    name: 'Ours',
    text: `${agreementTextEn}\nOurs.`,
  });
  await chooseAgreement(setting.unlocked, { sessionId, choice: { ...someChoice, templateId } });
  for (const code of ['Ann', 'Bea']) await agree(setting, sessionId, await addPerson(setting, sessionId, code));
  await removeParticipant(setting.unlocked, sessionId, await addPerson(setting, sessionId, 'Cleo'));
  await record(setting, sessionId, 2);
  await destroyRecording(setting.unlocked, await record(setting, sessionId, 1), 'deleted');
  noted = await notedSession(setting, 'a text');
  await addPerson(setting, noted, 'Ann');
  await createSession(setting.unlocked);
  rows = setting.rooms.catalog.rows();
});

afterAll(() => setting[Symbol.asyncDispose]());

/** What differs in rows that are these in the place of others. */
function differing(changed: Partial<IndexRows>): string[] {
  return compareIndex(setting.rooms.log, { ...rows, ...changed }).map(({ of }) => of);
}

function without<Row>(list: readonly Row[], index: number): Row[] {
  expect(list[index]).toBeDefined();
  return list.filter((_, place) => place !== index);
}

it('says nothing of rows that nobody touched', () => {
  expect(differing({})).toEqual([]);
});

it('says nothing of a session of which only its place is known and no row', () => {
  const empty = rows.sessions.filter((id) => setting.rooms.log.events({ kind: 'session', id }).length === 1);
  expect(empty).toHaveLength(1);
  expect(differing({ sessions: rows.sessions.filter((id) => !empty.includes(id)) })).toEqual([]);
});

it('says nothing of evidence and texts that no entry names, which a crash leaves', () => {
  expect(differing({ evidence: [...rows.evidence, 'ab'.repeat(32)] })).toEqual([]);
});

it('says that the pages do not hold together', () => {
  expect(differing({ isConsistent: false })).toEqual(['pages']);
});

describe('it says what is missing:', () => {
  it('a session', () => {
    expect(differing({ sessions: rows.sessions.filter((id) => id !== noted) })).toEqual(['session']);
  });

  it('a person, by each session that they are in', () => {
    const ann = rows.participations.find(({ sessionId }) => sessionId === noted)?.personId;
    expect(differing({ persons: rows.persons.filter((id) => id !== ann) })).toEqual(['person', 'person']);
  });

  it('a participation', () => {
    expect(differing({ participations: without(rows.participations, 0) })).toEqual(['participation']);
  });

  it('a recording', () => {
    expect(differing({ recordings: without(rows.recordings, 0) })).toEqual(['recording']);
  });

  it('notes', () => {
    expect(differing({ notes: [] })).toEqual(['notes']);
  });

  it('evidence', () => {
    expect(differing({ evidence: without(rows.evidence, 0) })).toEqual(['evidence']);
  });

  it('the text of an agreement, by each entry that names it', () => {
    const gone = differing({ agreementTexts: [] });
    expect(gone.length).toBeGreaterThan(2);
    expect(new Set(gone)).toEqual(new Set(['agreement-text']));
  });

  it('a template', () => {
    expect(differing({ templates: [] })).toEqual(['template']);
  });
});

describe('it says what there may not be:', () => {
  it('a session that was destroyed, with what was in it', () => {
    expect(new Set(compareIndex(setting.rooms.log, destroyed.rows).map(({ of }) => of))).toContain('session');
    expect(differing({ sessions: [...rows.sessions, destroyed.sessionId] })).toEqual(['session']);
  });

  it('evidence of a session that was destroyed', () => {
    expect(differing({ evidence: [...rows.evidence, ...destroyed.rows.evidence] })).toEqual(['evidence']);
  });

  it('a recording that was destroyed, or that never began', () => {
    expect(differing({ recordings: [...rows.recordings, ...destroyed.rows.recordings] })).toEqual(['recording']);
    const [one] = rows.recordings;
    if (one === undefined) throw new Error('there is none');
    expect(differing({ recordings: [...rows.recordings, { ...one, id: newRecordingId() }] })).toEqual(['recording']);
  });

  it('somebody in a session who is not in it', () => {
    const stranger = { sessionId: noted, personId: newPersonId(), role: 'client', capacity: 'self' } as const;
    expect(differing({ participations: [...rows.participations, stranger] })).toEqual(['participation']);
  });

  it('notes that never began', () => {
    const others = { id: newNotesId(), sessionId: noted, newestVersion: 1 };
    expect(differing({ notes: [...rows.notes, others] })).toEqual(['notes']);
  });
});

describe('it says what is other than in the log:', () => {
  it.each([{ role: 'guardian' }, { capacity: 'guardian' }] as const)('a participation with %o', (other) => {
    const participations = rows.participations.map((row, place) => (place === 0 ? { ...row, ...other } : row));
    expect(differing({ participations })).toEqual(['participation']);
  });

  it.each([{ state: 'altered' }, { durationMs: 7 }, { bitrateBps: 24_000 }] as const)(
    'a recording with %o',
    (other) => {
      expect(differing({ recordings: rows.recordings.map((row) => ({ ...row, ...other })) })).toEqual(['recording']);
    },
  );

  it('notes of which the last version that the log names is not there', () => {
    expect(differing({ notes: rows.notes.map((row) => ({ ...row, newestVersion: 0 })) })).toEqual(['notes']);
  });
});

describe('the entry that a row follows is named', () => {
  it('for who came into a session', () => {
    const [row] = rows.participations;
    if (row === undefined) throw new Error('there is none');
    const [difference] = compareIndex(setting.rooms.log, { ...rows, participations: without(rows.participations, 0) });
    const added = setting.rooms.log
      .events({ kind: 'session', id: row.sessionId })
      .find(({ body }) => body.kind === 'participant.added' && body.personId === row.personId);
    expect(difference).toEqual({
      of: 'participation',
      sessionId: row.sessionId,
      personId: row.personId,
      begunBy: added?.sequence,
    });
  });

  it('for a recording that has ended, whose row says that it runs', () => {
    const recordings = rows.recordings.map((row) => ({ ...row, state: 'recording' as const }));
    const [difference] = compareIndex(setting.rooms.log, { ...rows, recordings });
    expect(difference?.begunBy).not.toBeNull();
  });

  it('for nothing that is written before its entry', () => {
    const differences = compareIndex(setting.rooms.log, { ...rows, persons: [], evidence: [], agreementTexts: [] });
    expect(differences.map(({ begunBy }) => begunBy).filter((begunBy) => begunBy !== null)).toEqual([]);
  });
});
