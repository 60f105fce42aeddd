import { minutesInWords } from './policy-text.ts';

export const lockText = {
  title: 'Lock',
  after: 'Lock when nobody is there',
  minutes: (minutes: number) => `after ${minutesInWords(minutes)}`,
  whenHidden: 'Lock when the window is hidden or minimised',
  hint: 'Counted from the last key or move of the mouse. Sotto also locks when the computer sleeps, when its screen is locked, and when another person takes it over. A recording goes on.',
} as const;
