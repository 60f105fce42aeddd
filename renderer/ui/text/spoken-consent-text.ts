import { clock } from './format.ts';

/** Words for agreeing aloud. */
export const spokenText = {
  way: 'Spoken',
  sayThis: 'Say this aloud',
  sentence: (purposes: string) => `“I have read this agreement, and I agree to this: ${purposes}.”`,
  tickFirst: 'Tick above what you agree to. The sentence to say is then shown here.',
  hint: 'Only this passage is recorded, for a minute at most. It is destroyed unless everybody agrees to the recording.',
  begin: 'Record what I say',
  stop: 'Stop',
  again: 'Record again',
  opening: 'Opening the microphone. Nothing is recorded yet.',
  recording: 'Recording what you say',
  stalled: 'The microphone has sent nothing for some seconds',
  stopping: 'Saving what you said',
  recorded: (durationMs: number) => `Recorded, ${clock(durationMs)}`,
  missing: 'Record how you say that you agree.',
  stillSpeaking: 'Press Stop when you have said the sentence.',
  otherPurposes: 'You have ticked something else since you spoke. Record the sentence again.',
  consentOf: (code: string) => `Spoken consent of ${code}`,
  hear: 'Go to what was said',
  wordsDestroyed: 'What they said was destroyed',
};
