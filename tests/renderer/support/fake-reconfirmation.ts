import type { Participant, SessionDetail } from '../../../contract/session.ts';
import { agreement, fixedNowMs } from './fake-data.ts';

/** What a confirmation changes in a session of the fake vault. */
export function confirmedIn({ participants }: SessionDetail, personId: string): Partial<SessionDetail> {
  return {
    participants: participants.map((one): Participant => {
      if (one.personId !== personId || one.earlierConsent === null) return one;
      const { purposes } = one.earlierConsent;
      const { textHash, language } = agreement;
      const said = {
        atMs: fixedNowMs,
        purposes,
        textHash,
        language,
        method: 'typed',
        isWitnessed: false,
        paper: null,
        spokenIn: null,
        validUntilMs: fixedNowMs + 86_400_000,
      } as const;
      return { ...one, earlierConsent: null, consent: { state: 'granted', ...said } };
    }),
  };
}
