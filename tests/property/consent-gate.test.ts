import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { GateReason, Purpose } from '../../contract/consent.ts';
import {
  personIdSchema,
  recordingIdSchema,
  sessionIdSchema,
  textHashSchema,
  type PersonId,
  type SessionId,
  type TextHash,
} from '../../contract/ids.ts';
import { gateReasons } from '../../main/consent/gate.ts';
import { projectPlace, projectUnconfirmedDuties } from '../../main/consent/jurisdictions/project-place.ts';
import { projectConsent, projectPresence } from '../../main/consent/projection.ts';
import { Chains } from '../../main/log/chains.ts';
import { fromHex, utf8 } from '../../main/crypto/bytes.ts';
import { noDigest } from '../../main/crypto/v1/log-entry.ts';
import type { EventBodies } from '../../main/log/events.ts';
import { grantAt, partAt, reasonsByTheBook, type Happening, type Part } from './consent-model.ts';
import { someTerms } from '../support/chosen-terms.ts';

const people = [0, 1, 2, 3].map((number) => personIdSchema.parse(String(number).repeat(32)));
const sessions = [0, 1].map((number) => sessionIdSchema.parse(`${number}a`.repeat(16)));
const recordings = [0, 1].map((number) => recordingIdSchema.parse(`${number}b`.repeat(16)));

function at<Value>(values: readonly Value[], index: number): Value {
  const value = values[index];
  if (value === undefined) throw new Error('no such');
  return value;
}

const who = fc.nat(3);
const s = fc.nat(1);
const purposes = fc.subarray<Purpose>(['own-use', 'supervision', 'training'], { minLength: 1 });
const place = fc.constantFrom('US-TX', 'US-CA', 'US-IL', 'elsewhere');
const duty = fc.constantFrom('specific-ai-consent', 'voiceprint-consent', 'announced');

const part: fc.Arbitrary<Part> = fc
  .record({
    role: fc.constantFrom('client', 'client', 'other'),
    capacity: fc.constantFrom('self', 'self', 'guardian', 'proxy'),
    decision: fc.constantFrom('own', 'own', 'by-guardian', 'by-proxy'),
    decidesFor: fc.subarray([0, 1, 2, 3]),
    presence: fc.constantFrom('here', 'here', 'remote', 'not-present'),
    place,
  })
  .map((drawn) => ({ ...drawn, place: drawn.presence === 'remote' ? drawn.place : null }));

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ does: fc.constant('add'), who, s, as: part }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('remove'), who, s }) },
  { weight: 9, arbitrary: fc.record({ does: fc.constant('grant'), who, s, for: purposes }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('refuse'), who, s }) },
  {
    weight: 1,
    arbitrary: fc.record({
      does: fc.constant('withdraw'),
      who,
      s,
      scope: fc.constantFrom('all', 'recording', 'future'),
    }),
  },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('reconfirm'), who, s, back: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('place'), s, room: place }) },
  { weight: 3, arbitrary: fc.record({ does: fc.constantFrom('confirm', 'confirm', 'take-back'), s, duty }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('begin'), s }) },
  {
    weight: 1,
    arbitrary: fc.record({ does: fc.constant('answer'), who, s, says: fc.constantFrom('keep', 'destroy') }),
  },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('lock') }) },
);

type Entry =
  | { readonly kind: 'session'; readonly id: SessionId; readonly body: EventBodies['session'] }
  | { readonly kind: 'person'; readonly id: PersonId; readonly body: EventBodies['person'] }
  | { readonly kind: 'vault' | 'recording'; readonly id: string; readonly body: unknown };

/** The event that a happening leaves in the log; its place in the history is its place there. */
function entryOf(history: readonly Happening[], index: number): Entry {
  const h = at(history, index);
  if (h.does === 'lock') return { kind: 'vault', id: 'ee'.repeat(16), body: { kind: 'vault.unlocked' } };
  const sessionId = at(sessions, h.s);
  const textHash = textHashSchema.parse('cd'.repeat(32));
  const session = { kind: 'session', id: sessionId } as const;
  switch (h.does) {
    case 'add': {
      const { decidesFor, ...as } = h.as;
      const forPersonIds = decidesFor.map((number) => at(people, number));
      const personId = at(people, h.who);
      return { ...session, body: { kind: 'participant.added', personId, forPersonIds, ...as } };
    }
    case 'remove':
      return { ...session, body: { kind: 'participant.removed', personId: at(people, h.who) } };
    case 'place':
      return { ...session, body: { kind: 'session.placed', room: h.room } };
    case 'confirm':
      return { ...session, body: { kind: 'duty.confirmed', duty: h.duty } };
    case 'take-back':
      return { ...session, body: { kind: 'duty.taken-back', duty: h.duty } };
    case 'begin': {
      const body = { kind: 'recording.began', sessionId, bitrateBps: 48_000, spokenConsent: null };
      return { kind: 'recording', id: at(recordings, h.s), body };
    }
    default:
      return { kind: 'person', id: at(people, h.who), body: wordOf(h, { history, index, sessionId, textHash }) };
  }
}

type Said = Extract<Happening, { does: 'grant' | 'refuse' | 'withdraw' | 'reconfirm' | 'answer' }>;

interface SaidWhere {
  readonly history: readonly Happening[];
  readonly index: number;
  readonly sessionId: SessionId;
  readonly textHash: TextHash;
}

function wordOf(h: Said, { history, index, sessionId, textHash }: SaidWhere): EventBodies['person'] {
  const recordingId = at(recordings, h.s);
  switch (h.does) {
    case 'grant': {
      const part = partAt(history, index) ?? { role: 'client', capacity: 'self', decidesFor: [] };
      const { role, capacity, decidesFor } = part;
      const forPersonIds = decidesFor.map((number) => at(people, number));
      const manner = { method: 'typed', isWitnessed: false, paper: null, spokenIn: null } as const;
      const granted = { purposes: h.for, ...manner, role, capacity, forPersonIds } as const;
      return { kind: 'consent.granted', sessionId, textHash, language: 'en', ...granted, ...someTerms };
    }
    case 'refuse':
      return { kind: 'consent.refused', sessionId, textHash, language: 'en' };
    case 'withdraw': {
      const effect = 'keep-unused' as const;
      const withdrawal =
        h.scope === 'recording'
          ? { scope: h.scope, recordingId, effect }
          : h.scope === 'all'
            ? { scope: h.scope, effect }
            : { scope: h.scope };
      return { kind: 'consent.withdrawn', sessionId, withdrawal };
    }
    case 'reconfirm': {
      const named = history[h.back];
      const given = named?.does === 'grant' ? at(sessions, named.s) : sessionId;
      return { kind: 'consent.reconfirmed', sessionId, grantedIn: { sessionId: given, sequence: h.back } };
    }
    case 'answer':
      return { kind: 'second-answer', sessionId, recordingId, answer: h.says };
  }
}

/** What the gate says of a log that was read as at unlock: from entries, by way of their JSON. */
function reasonsOfTheGate(history: readonly Happening[], number: number): string[] {
  const chains = new Chains();
  for (const index of history.keys()) {
    const { kind, id, body } = entryOf(history, index);
    chains.addEntry(index, {
      atMs: index,
      subject: { kind, id: fromHex(id) },
      previousHead: noDigest,
      evidenceDigest: noDigest,
      body: utf8(JSON.stringify(body)),
    });
  }
  const sessionId = at(sessions, number);
  const events = chains.of({ kind: 'session', id: sessionId });
  const participants = projectPresence(events).map((presence) => ({
    ...presence,
    consent: projectConsent(chains.of({ kind: 'person', id: presence.personId }), sessionId, presence, {
      terms: someTerms.terms,
      nowMs: history.length,
    }),
  }));
  const reasons = gateReasons({
    participants,
    isPlaced: projectPlace(events) !== null,
    unconfirmedDuties: projectUnconfirmedDuties(events),
    hasTerms: true,
    exceededDuties: [],
    isRecording: false,
    freeMinutes: 100,
    minimumFreeMinutes: 30,
  });
  return reasons.map(inWords).sort();
}

const words: Partial<Record<GateReason['code'], string>> = {
  'no-participants': 'nobody',
  'no-common-purpose': 'no purpose',
  'place-missing': 'no place',
  'consent-missing': 'missing',
  'remote-consent-missing': 'remote',
  'capacity-uncovered': 'uncovered',
  'consent-refused': 'refused',
  'consent-withdrawn': 'withdrawn',
};

function inWords(reason: GateReason): string {
  if (reason.code === 'duty-unconfirmed') return reason.duty;
  const word = words[reason.code] ?? reason.code;
  return 'personId' in reason ? `${word} ${people.indexOf(reason.personId)}` : word;
}

test('the gate decides as the rules do, after each of 4,000 histories and in each session', () => {
  let opened = 0;
  fc.assert(
    fc.property(fc.array(happening, { minLength: 1, maxLength: 40, size: 'max' }), (history) => {
      for (const number of [0, 1]) {
        const reasons = reasonsOfTheGate(history, number);
        expect(reasons).toEqual(reasonsByTheBook(history, number));
        if (reasons.length === 0) opened += 1;
      }
    }),
    { numRuns: 4000 },
  );
  // A gate that is never open agrees with a model that is never open: these were.
  expect(opened).toBeGreaterThan(40);
});

test('some of those histories reconfirm what counts', () => {
  const history: Happening[] = [
    {
      does: 'add',
      who: 0,
      s: 0,
      as: { role: 'client', capacity: 'self', decision: 'own', decidesFor: [], presence: 'here', place: null },
    },
    { does: 'grant', who: 0, s: 0, for: ['training'] },
    {
      does: 'add',
      who: 0,
      s: 1,
      as: { role: 'client', capacity: 'self', decision: 'own', decidesFor: [], presence: 'here', place: null },
    },
    { does: 'place', s: 1, room: 'US-TX' },
    { does: 'reconfirm', who: 0, s: 1, back: 1 },
  ];
  expect(grantAt(history, 4)).not.toBeNull();
  expect(reasonsOfTheGate(history, 1)).toEqual([]);
});
