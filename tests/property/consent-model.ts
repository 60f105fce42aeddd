import type { Purpose } from '../../contract/consent.ts';
import type { DutyCode, PlaceCode } from '../../contract/place-codes.ts';

/** One thing that happens in a generated history, by small numbers instead of ids: person, session, text, recording. */
export type Happening =
  | { readonly does: 'add'; readonly who: number; readonly s: number; readonly as: Part }
  | { readonly does: 'remove'; readonly who: number; readonly s: number }
  | { readonly does: 'grant'; readonly who: number; readonly s: number; readonly for: Purpose[] }
  | { readonly does: 'refuse'; readonly who: number; readonly s: number }
  | {
      readonly does: 'withdraw';
      readonly who: number;
      readonly s: number;
      readonly scope: 'all' | 'recording' | 'future';
    }
  | { readonly does: 'reconfirm'; readonly who: number; readonly s: number; readonly back: number }
  | { readonly does: 'place'; readonly s: number; readonly room: PlaceCode }
  | { readonly does: 'confirm' | 'take-back'; readonly s: number; readonly duty: DutyCode }
  | { readonly does: 'begin'; readonly s: number }
  | { readonly does: 'answer'; readonly who: number; readonly s: number; readonly says: 'keep' | 'destroy' }
  | { readonly does: 'lock' };

export interface Part {
  readonly role: 'client' | 'other';
  readonly capacity: 'self' | 'guardian' | 'proxy';
  readonly decision: 'own' | 'by-guardian' | 'by-proxy';
  readonly decidesFor: readonly number[];
  readonly presence: 'here' | 'remote' | 'not-present';
  readonly place: PlaceCode | null;
}

/** What Nevada and Illinois want confirmed, written down here apart from the pack. */
const wanted: Partial<Record<PlaceCode, readonly DutyCode[]>> = {
  'US-IL': ['specific-ai-consent', 'voiceprint-consent'],
};

/** Every reason why session `s` may not be recorded after `history`, as sorted words: by the rules of docs/consent.md alone. */
export function reasonsByTheBook(history: readonly Happening[], s: number): string[] {
  const of = (from: number) => history.slice(from).filter((h) => 's' in h && h.s === s);
  const added = (who: number) => history.findLastIndex((h) => h.does === 'add' && h.s === s && h.who === who);
  const isIn = (who: number) => added(who) >= 0 && !of(added(who)).some((h) => h.does === 'remove' && h.who === who);
  const partOf = (who: number): Part | null => {
    const h = history[added(who)];
    return isIn(who) && h?.does === 'add' ? h.as : null;
  };
  const people = [0, 1, 2, 3].filter(isIn);
  const word = (who: number) => lastWord(history, who, s, partOf(who));
  const reasons: string[] = [];
  for (const who of people) {
    const said = word(who);
    const part = partOf(who);
    if (said === 'refused' || said === 'withdrawn') reasons.push(`${said} ${who}`);
    else if (part?.decision === 'own') {
      if (said === null) reasons.push(`${part.presence === 'remote' ? 'remote' : 'missing'} ${who}`);
    } else {
      const speaks = people.some((other) => {
        const theirs = partOf(other);
        const isTheirs = `by-${theirs?.capacity}` === part?.decision && theirs?.decidesFor.includes(who);
        return isTheirs && Array.isArray(word(other));
      });
      if (!speaks) reasons.push(`uncovered ${who}`);
    }
  }
  if (people.length === 0) reasons.push('nobody');
  else if (reasons.length === 0) {
    const all = people.flatMap((who) => [word(who)].filter(Array.isArray));
    if (!(['own-use', 'supervision', 'training'] as const).some((use) => all.every((uses) => uses.includes(use)))) {
      reasons.push('no purpose');
    }
  }
  const room = of(0).findLast((h) => h.does === 'place')?.room;
  if (room === undefined) return [...reasons, 'no place'].sort();
  const places = [room, ...people.flatMap((who) => partOf(who)?.place ?? [])];
  const since = of(history.findLastIndex((h) => h.does === 'add' && h.s === s) + 1);
  const open = (duty: DutyCode) =>
    since.findLast((h) => (h.does === 'confirm' || h.does === 'take-back') && h.duty === duty)?.does !== 'confirm';
  return [...reasons, ...new Set(places.flatMap((place) => wanted[place] ?? []).filter(open))].sort();
}

/** What counts of all that somebody said: the purposes they grant, or their no, or nothing. Read backwards. */
function lastWord(
  history: readonly Happening[],
  who: number,
  s: number,
  part: Part | null,
): Purpose[] | 'refused' | 'withdrawn' | null {
  let isEnded = false;
  for (let at = history.length - 1; at >= 0; at -= 1) {
    const h = history[at];
    if (h === undefined || !('who' in h) || h.who !== who) continue;
    if (h.does === 'withdraw' && (h.scope !== 'recording' || h.s === s)) isEnded = true;
    if (h.does === 'refuse' && h.s === s) return 'refused';
    const granted = h.does === 'grant' || h.does === 'reconfirm' ? grantAt(history, at) : null;
    if (granted === null || !('s' in h) || h.s !== s) continue;
    const then = partAt(history, granted.at);
    if (then?.role !== part?.role || then?.capacity !== part?.capacity) continue;
    if (inOrder(then?.decidesFor) !== inOrder(part?.decidesFor)) continue;
    return isEnded ? 'withdrawn' : granted.uses;
  }
  return null;
}

/** The grant that is given or repeated here; null for a repetition of what was taken back, or of nothing. */
export function grantAt(history: readonly Happening[], at: number): { at: number; uses: Purpose[] } | null {
  const h = history[at];
  if (h?.does === 'grant') return { at, uses: h.for };
  if (h?.does !== 'reconfirm') return null;
  const named = history[h.back];
  if (named?.does !== 'grant' || named.who !== h.who || h.back >= at) return null;
  const between = history.slice(h.back + 1, at);
  const isTakenBack = between.some((one) => (one.does === 'refuse' || one.does === 'withdraw') && one.who === h.who);
  return isTakenBack ? null : { at: h.back, uses: named.for };
}

/** As what somebody was in the session of this happening when it came: a client for themselves where they were not in it. */
export function partAt(
  history: readonly Happening[],
  at: number,
): Pick<Part, 'role' | 'capacity' | 'decidesFor'> | null {
  const h = history[at];
  if (h === undefined || !('who' in h)) return null;
  const before = history.slice(0, at);
  const added = before.findLast((one) => one.does === 'add' && one.s === h.s && one.who === h.who);
  return added?.does === 'add' ? added.as : { role: 'client', capacity: 'self', decidesFor: [] };
}

function inOrder(people: readonly number[] = []): string {
  return [...new Set(people)].sort().join();
}
