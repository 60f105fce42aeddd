import type { SottoApi } from '../../../contract/api.ts';
import type { GateReason } from '../../../contract/consent.ts';
import type { SessionPlace } from '../../../contract/jurisdiction.ts';
import type { DutyCode, PlaceCode } from '../../../contract/place-codes.ts';
import type { SessionDetail } from '../../../contract/session.ts';
import type { Result } from '../../../contract/sotto-error.ts';
import { readPlaces } from '../../../main/consent/jurisdictions/read-places.ts';

type Answer = <Value>(call: string, make: () => Value) => Promise<Result<Value>>;

/** Where the fake's sessions take place, read by the real pack. */
export class FakeJurisdiction {
  readonly #sessions: readonly SessionDetail[];
  readonly #rooms = new Map<string, PlaceCode>();
  readonly #confirmed = new Map<string, DutyCode[]>();

  constructor(sessions: readonly SessionDetail[]) {
    this.#sessions = sessions;
  }

  reasons(sessionId: string): GateReason[] {
    const place = this.#placeOf(sessionId);
    if (place === null) return [];
    return readPlaces(place).duties.flatMap(({ code, isChecked }): GateReason[] =>
      isChecked && !this.#confirmedOf(sessionId).includes(code) ? [{ code: 'duty-unconfirmed', duty: code }] : [],
    );
  }

  api(answer: Answer, changed: (sessionId: string) => SessionDetail): SottoApi['jurisdiction'] {
    return {
      get: ({ sessionId }) =>
        answer('jurisdiction.get', () => {
          const place = sessionId === null ? null : this.#placeOf(sessionId);
          const reading = place === null ? null : readPlaces(place);
          return { place, reading, confirmed: sessionId === null ? [] : this.#confirmedOf(sessionId) };
        }),
      place: ({ sessionId, room }) =>
        answer('jurisdiction.place', () => {
          this.#rooms.set(sessionId, room);
          return changed(sessionId);
        }),
      confirmDuty: ({ sessionId, duty, isConfirmed }) =>
        answer('jurisdiction.confirmDuty', () => {
          const others = this.#confirmedOf(sessionId).filter((code) => code !== duty);
          this.#confirmed.set(sessionId, isConfirmed ? [...others, duty] : others);
          return changed(sessionId);
        }),
    };
  }

  #placeOf(sessionId: string): SessionPlace | null {
    const room = this.#rooms.get(sessionId);
    if (room === undefined) return null;
    const participants = this.#sessions.find(({ id }) => id === sessionId)?.participants ?? [];
    return { room, remote: participants.flatMap(({ place }) => place ?? []) };
  }

  #confirmedOf(sessionId: string): DutyCode[] {
    return this.#confirmed.get(sessionId) ?? [];
  }
}
