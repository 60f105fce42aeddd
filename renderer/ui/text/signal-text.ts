import type { SignalWarning } from '../../../contract/recording.ts';

/** What is amiss with the sound, in a word for the bar and in a sentence with the remedy. */
export const signalTexts: Readonly<Record<SignalWarning, { readonly word: string; readonly sentence: string }>> = {
  'no-signal': {
    word: 'The microphone is silent',
    sentence:
      'Nothing at all comes from the microphone: it may be muted or unplugged. What is recorded now is silence.',
  },
  clipping: {
    word: 'Too loud',
    sentence: 'The sound is too loud for the microphone and is distorted. Turn its level down, or move it away.',
  },
  'very-quiet': {
    word: 'Very quiet',
    sentence: 'It has been very quiet for a minute. If somebody was speaking, move the microphone closer.',
  },
};
