import type { RecoveredTake } from '../../../contract/recovered.ts';
import type { SessionDetail } from '../../../contract/session.ts';

/** The recovered and altered recordings of a fake vault that nobody has kept. */
export class FakeRecovered {
  readonly #sessions: readonly SessionDetail[];
  readonly #kept = new Set<string>();

  constructor(sessions: readonly SessionDetail[]) {
    this.#sessions = sessions;
  }

  list(goingIds: readonly string[]): RecoveredTake[] {
    const takes = this.#sessions.flatMap(({ recordings, participants, withdrawals }) =>
      recordings.flatMap(({ id, sessionId, beganAtMs, durationMs, state, lostMs }, index): RecoveredTake[] => {
        if (state !== 'recovered' && state !== 'altered') return [];
        if (this.#kept.has(id) || goingIds.includes(id) || goingIds.includes(sessionId)) return [];
        const codes = participants.map(({ code }) => code);
        const number = recordings.length === 1 ? null : index + 1;
        const mayBePlayed = withdrawals.every(({ recordingId }) => recordingId !== id);
        return [{ recordingId: id, sessionId, codes, beganAtMs, number, durationMs, state, lostMs, mayBePlayed }];
      }),
    );
    return takes.toSorted((one, other) => one.beganAtMs - other.beganAtMs);
  }

  keep(recordingId: string): null {
    this.#kept.add(recordingId);
    return null;
  }
}
