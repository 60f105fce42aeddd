import type { Participant } from '../../../../contract/session.ts';
import { en } from '../../text/en.ts';
import { placeNames } from '../../text/jurisdiction-text.ts';
import { presenceText } from '../../text/presence-text.ts';

/** What is other than usual about how somebody takes part: for whom they decide, who decides for them, from where. */
export function participationWords(participant: Participant, all: readonly Participant[]): string[] {
  const { decision, forPersonIds, presence, place } = participant;
  const codes = all.filter(({ personId }) => forPersonIds.includes(personId)).map(({ code }) => code);
  return [
    ...(codes.length === 0 ? [] : [presenceText.isFor(en.common.listOf(codes))]),
    ...(decision === 'own' ? [] : [presenceText.isDecided[decision]]),
    ...(place === null ? [] : [presenceText.isFrom(placeNames[place])]),
    ...(presence === 'not-present' ? [presenceText.takesNoPart] : []),
  ];
}
