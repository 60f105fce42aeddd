import type { LockRange } from '../../../contract/limits.ts';

export function minutesInWords(minutes: number): string {
  return minutes === 1 ? '1 minute' : `${minutes} minutes`;
}

/** `between 1 and 10 minutes`. */
export function rangeInWords({ minimum, maximum }: LockRange): string {
  return minimum === maximum ? minutesInWords(minimum) : `between ${minimum} and ${minutesInWords(maximum)}`;
}

/** Of the policy of the computer, and of what kind of folder the vault lies in. */
export const policyText = {
  range: (range: LockRange) => `Your organisation’s policy: ${rangeInWords(range)}.`,
  unreadable: 'The policy file of this computer cannot be read.',
  unguarded:
    'The policy file of this computer can be changed by people who are not its administrator. So it is not followed.',
  meanwhile: (range: LockRange) =>
    `Until that is mended, an open vault locks when nobody has been there for ${rangeInWords(range)}. Nothing is lost, and recording works as always.`,
  whoCan: 'Whoever looks after this computer can mend it.',
} as const;

export const placeTexts = {
  synced: {
    what: 'By its name, this folder is copied to other computers by a cloud service.',
    why: 'What is in the vault stays encrypted there. But the service may keep copies of what you destroy, and two computers that write to one vault can damage it.',
  },
  network: {
    what: 'This folder lies on another computer, reached over a network.',
    why: 'What is in the vault stays encrypted there. But a recording stops being saved when the connection fails, and the other computer may keep copies of what you destroy.',
  },
  better: 'Better choose a folder on a disk of this computer that no service copies.',
  move: 'To move the vault, quit Sotto, move the whole folder to a disk of this computer, and open it there from the lock screen.',
} as const;
