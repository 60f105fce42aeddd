import { minimumFreeMinutes } from '../../../contract/limits.ts';
import { duration } from './format.ts';

const mostHours = 100;

/** What is listened to, what the checks before a recording say of it, and of the machine. */
export const soundText = {
  microphoneSide: 'Microphone',
  computerSide: 'Computer',

  computer: 'The computer’s sound',
  computerNone: 'Not recorded',
  computerHint:
    'For a session by phone or video on this computer. It is a second input that hears what the computer plays, such as a loopback or monitor device, and is mixed into the recording. Check the microphone to list the inputs.',
  computerLevel: 'Level of the computer’s sound',
  missing: 'Missing',
  computerMissingWord: 'The computer’s sound is missing',
  computerMissing:
    'The computer’s sound is not there: its input has gone or could not be opened. The microphone goes on, and it is mixed in again when it is back.',
  otherMicrophone:
    'The microphone that you chose is not there, so another one is being heard. To change over, stop, connect it and start again.',

  echo: 'Take the loudspeakers out of the microphone',
  echoMeaning:
    'Choose this when the other side comes from loudspeakers and is heard twice. The system does it, better on some computers than on others, and voices can sound thinner. With headphones leave it off.',

  play: 'Play the test',
  playing: 'Playing the test',
  kept: 'You can play what was heard. It is in memory only, for a minute.',

  checks: 'Checks',
  good: 'In order:',
  needsYou: 'Needs you:',
  notKnown: 'Not known:',
  names: {
    microphone: 'Microphone',
    sound: 'Sound',
    computer: 'Computer’s sound',
    disk: 'Disk',
    power: 'Power',
  },

  notTried: 'Not tried yet.',
  tryIt: 'Press “Check microphone”; it takes ten seconds.',
  notOpened: 'It could not be opened.',
  used: (label: string) => `${label}.`,
  absent: (wanted: string, used: string) => `${wanted} is not connected. ${used} is used instead.`,
  absentRemedy: 'Connect it, or choose another one above.',

  listening: 'Listening.',
  nothingHeard: 'Nothing was heard in the test.',
  nothingHeardRemedy: 'See that the microphone is not switched off, or choose another one, and check again.',
  hardlyHeard: 'Hardly anything was heard in the test.',
  hardlyHeardRemedy: 'Speak while it listens. If you did, move the microphone closer or turn its level up.',
  tooLoud: 'Too loud in places.',
  tooLoudRemedy: 'Turn the level of the microphone down, or move it away.',
  heard: 'Heard well.',

  computerAbsent: (wanted: string) => `${wanted} is not there, so the microphone would be recorded alone.`,
  computerAbsentRemedy: 'Connect or start it, or choose another input above.',
  computerSilent: 'Nothing was heard from it in the test.',
  computerSilentRemedy: 'Let something play on this computer while it listens.',
  computerHeard: 'Heard.',

  left: (minutes: number) =>
    minutes > mostHours * 60
      ? `More than ${mostHours} h left on this disk.`
      : `${duration(Math.floor(minutes) * 60_000)} left on this disk.`,
  leftRemedy: `Recording starts only with ${minimumFreeMinutes} min or more. Free some space on the disk that holds the vault.`,
  leftUnknown: 'How much fits on this disk is not known.',

  battery: 'Running on the battery.',
  batteryRemedy: 'Plug it in before a long session.',
  mains: 'Plugged in.',
  powerUnknown: 'This computer does not say whether it runs on a battery.',
  powerUnknownRemedy: 'If it does, plug it in before a long session.',
} as const;
