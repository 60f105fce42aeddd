import { describe, expect, it } from 'vitest';
import { agreementTermsSchema, type AgreementTerms } from '../../../contract/agreement.ts';
import type { ItemClass } from '../../../contract/retention.ts';
import { projectNotesClass, projectRecordingClass } from '../../../main/retention/item-class.ts';
import { someChoice } from '../../support/chosen-terms.ts';
import { newNotesId } from '../../support/vault-setting.ts';

function termsWith(more: Partial<AgreementTerms>): AgreementTerms {
  return agreementTermsSchema.parse({
    ...someChoice,
    destroyByMs: null,
    validUntilMs: 1,
    utcOffsetMinutes: 0,
    ...more,
  });
}

describe('what a recording counts as', () => {
  it.each<[string, Partial<AgreementTerms>, ItemClass]>([
    ['the record, where the terms say that it is part of it', { isInClinicalRecord: true }, 'clinical-record'],
    ['the client’s own, where it is theirs', { ownership: 'client' }, 'clients-own'],
    ['training, where it is for supervision', { purposes: ['supervision'] }, 'training'],
    ['kept apart otherwise', { purposes: ['own-use'] }, 'kept-apart'],
  ])('is %s', (_, more, expected) => {
    expect(projectRecordingClass(termsWith(more), [])).toBe(expected);
  });

  it('is what somebody said last', () => {
    const said = (['clinical-record', 'kept-apart'] as const).map((itemClass, sequence) => {
      return { sequence, atMs: 1, evidenceDigest: null, body: { kind: 'recording.classed', itemClass } } as const;
    });
    expect(projectRecordingClass(termsWith({ ownership: 'client' }), said)).toBe('kept-apart');
  });
});

describe('what notes count as', () => {
  it('is kept apart until somebody says otherwise of these very notes', () => {
    const [notesId, others] = [newNotesId(), newNotesId()];
    const body = { kind: 'notes.classed', notesId, itemClass: 'clinical-record' } as const;
    const events = [{ sequence: 1, atMs: 1, evidenceDigest: null, body }];
    expect(projectNotesClass(notesId, events)).toBe('clinical-record');
    expect(projectNotesClass(others, events)).toBe('kept-apart');
  });
});
