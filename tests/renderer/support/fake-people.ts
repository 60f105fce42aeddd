import type { SottoApi } from '../../../contract/api.ts';
import type { GivenConsent, PersonDetail } from '../../../contract/person.ts';
import type { Participant, SessionDetail } from '../../../contract/session.ts';
import type { Result } from '../../../contract/sotto-error.ts';
import { agreement } from './fake-data.ts';

type Answer = <Value>(call: string, make: () => Value) => Promise<Result<Value>>;

function consentOf({ consent, role, capacity }: Participant): GivenConsent[] {
  if (consent.state === 'granted') return [{ ...consent, role, capacity }];
  const { textHash, language } = agreement;
  return consent.state === 'refused' ? [{ ...consent, textHash, language }] : [];
}

/** The people of a fake vault, and what it waits for: both read off its sessions. */
export class FakePeople {
  readonly #sessions: readonly SessionDetail[];
  readonly #names = new Map<string, string>();

  readonly #unlistedDue: number;
  readonly #listedDue: number;

  constructor(sessions: readonly SessionDetail[], unlistedDue: number, listedDue: number) {
    this.#sessions = sessions;
    this.#unlistedDue = unlistedDue;
    this.#listedDue = listedDue;
  }

  #get(personId: string): PersonDetail {
    const found = this.#sessions.flatMap((session) =>
      session.participants.filter((one) => one.personId === personId).map((participant) => ({ session, participant })),
    );
    const [first] = found;
    if (first === undefined) throw new Error('the fake holds no such person');
    const { personId: id, code } = first.participant;
    return {
      id,
      code,
      name: this.#names.get(personId) ?? null,
      sessions: found.map(({ session, participant }) => ({
        sessionId: session.id,
        createdAtMs: session.createdAtMs,
        role: participant.role,
        capacity: participant.capacity,
        consents: consentOf(participant),
        withdrawals: [],
        receiptsGiven: [],
        secondAnswers: session.secondAskings.flatMap(({ recordingId, personId: asked, answer }) => {
          if (asked !== personId || answer === null) return [];
          return [{ recordingId, recordingBeganAtMs: session.createdAtMs, atMs: session.createdAtMs, answer }];
        }),
      })),
    };
  }

  people(answer: Answer): SottoApi['people'] {
    return {
      list: ({ query }) =>
        answer('people.list', () => {
          const ids = new Set(this.#sessions.flatMap(({ participants }) => participants.map((one) => one.personId)));
          const people = [...ids].map((id) => this.#get(id)).filter(({ code }) => code.includes(query));
          return people.map(({ id, code, sessions }) => ({
            id,
            code,
            sessionCount: sessions.length,
            lastSessionAtMs: Math.max(...sessions.map(({ createdAtMs }) => createdAtMs)),
          }));
        }),
      get: ({ personId }) => answer('people.get', () => this.#get(personId)),
      setName: ({ personId, name }) =>
        answer('people.setName', () => {
          if (name === null) this.#names.delete(personId);
          else this.#names.set(personId, name.trim());
          return { name: this.#names.get(personId) ?? null };
        }),
      getText: () => answer('people.getText', () => ({ language: agreement.language, text: agreement.text })),
    };
  }

  due(answer: Answer): SottoApi['due'] {
    return {
      list: () =>
        answer('due.list', () => {
          const waiting = this.#sessions.flatMap(({ recordings, secondAskings }) =>
            recordings.flatMap((recording) => {
              const askings = secondAskings.filter(({ recordingId }) => recordingId === recording.id);
              const isOpen = recording.state !== 'recording' && askings.some((asking) => asking.answer === null);
              return isOpen ? [{ recording, sinceMs: recording.beganAtMs + recording.durationMs, askings }] : [];
            }),
          );
          const first = waiting.slice(0, this.#listedDue);
          return { first, unlisted: this.#unlistedDue + waiting.length - first.length };
        }),
    };
  }
}
