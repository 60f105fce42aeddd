/** The sign that the room can read, and the tones that it can hear. */
export const signText = {
  show: 'Show recording sign',
  hide: 'Hide recording sign',
  /** What belongs together stays in one line. */
  paused: 'Paused: nothing\u00a0is\u00a0heard',
  settingsTitle: 'Signs and sounds',
  settingsLabel: 'While it records',
  startStop: 'Tone at start and stop',
  startStopMeaning: 'A short tone when a recording starts, and one when it has stopped.',
  warning: 'Tone as a warning',
  warningMeaning:
    'A tone when nothing is heard, when the sound is too loud and distorted, and when it stands still or breaks off. It comes again every ten seconds while nothing is heard.',
  sign: 'Recording sign from the start',
  signMeaning:
    'The window shows “Recording” and the time, large enough for the whole room, as soon as a recording starts. It names nobody. You can also open and leave it by hand.',
  hint: 'Tones come from this computer’s loudspeaker: everyone in the room hears them, and so does the recording. All of this applies to the next recording.',
} as const;
