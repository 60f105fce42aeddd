import { minimumFreeMinutes, minutesThatFit } from '../../../../contract/limits.ts';
import type { Settings } from '../../../../contract/methods.ts';
import type { Readiness } from '../../../../contract/recording.ts';
import { faintRms, loudPeak } from '../../components/level-scale.ts';
import { soundText } from '../../text/sound-text.ts';
import type { HeardCheck } from '../../use-microphone-check.ts';

/** One check before a recording: what it found, and what helps. */
export interface CheckLine {
  readonly name: keyof typeof soundText.names;
  readonly state: 'good' | 'needs-you' | 'not-known';
  readonly text: string;
  readonly remedy: string | null;
}

type Finding = Omit<CheckLine, 'name'>;

const good = (text: string): Finding => ({ state: 'good', text, remedy: null });
const needsYou = (text: string, remedy: string): Finding => ({ state: 'needs-you', text, remedy });
const notTried: Finding = { state: 'not-known', text: soundText.notTried, remedy: soundText.tryIt };

/** What is known now, in the order in which a person would mend it. It stops nothing: the vault decides. */
export function checkLines(settings: Settings, heard: HeardCheck, readiness: Readiness | null): CheckLine[] {
  // A check of what was chosen before says nothing of what is chosen now.
  const isOfMicrophone = heard.sources?.microphone === settings.microphone;
  const isOfComputer = isOfMicrophone && (heard.sources.computerSound ?? null) === settings.computerSound;
  return [
    { name: 'microphone', ...(isOfMicrophone ? ofMicrophone(settings, heard) : notTried) },
    { name: 'sound', ...(isOfMicrophone ? ofSound(heard) : notTried) },
    ...(settings.computerSound === null
      ? []
      : [{ name: 'computer', ...(isOfComputer ? ofComputer(settings, heard) : notTried) } as const]),
    ...(readiness === null
      ? []
      : [{ name: 'disk', ...ofDisk(settings, readiness) } as const, { name: 'power', ...ofPower(readiness) } as const]),
  ];
}

function ofMicrophone({ microphone }: Settings, { state }: HeardCheck): Finding {
  if (state === null || state.phase === 'opening') return notTried;
  if (state.current === '') return needsYou(soundText.notOpened, soundText.absentRemedy);
  const isThere = microphone === null || state.microphones.some(({ label }) => label === microphone);
  return isThere
    ? good(soundText.used(state.current))
    : needsYou(soundText.absent(microphone, state.current), soundText.absentRemedy);
}

function ofSound({ state, loudest }: HeardCheck): Finding {
  if (state === null || state.phase === 'opening' || state.current === '') return notTried;
  if (loudest.peak >= loudPeak) return needsYou(soundText.tooLoud, soundText.tooLoudRemedy);
  if (loudest.rms >= faintRms) return good(soundText.heard);
  if (state.phase === 'listening') return { state: 'not-known', text: soundText.listening, remedy: null };
  return loudest.peak === 0
    ? needsYou(soundText.nothingHeard, soundText.nothingHeardRemedy)
    : needsYou(soundText.hardlyHeard, soundText.hardlyHeardRemedy);
}

function ofComputer({ computerSound }: Settings, { state, loudestComputer }: HeardCheck): Finding {
  if (state?.computerLevel === undefined) return notTried;
  if (state.computerLevel === null) {
    return needsYou(soundText.computerAbsent(computerSound ?? ''), soundText.computerAbsentRemedy);
  }
  if (loudestComputer.peak > 0) return good(soundText.computerHeard);
  return state.phase === 'listening'
    ? { state: 'not-known', text: soundText.listening, remedy: null }
    : needsYou(soundText.computerSilent, soundText.computerSilentRemedy);
}

function ofDisk({ bitrateBps }: Settings, { freeBytes }: Readiness): Finding {
  if (freeBytes === null) return { state: 'not-known', text: soundText.leftUnknown, remedy: null };
  const minutes = minutesThatFit(freeBytes, bitrateBps);
  return minutes < minimumFreeMinutes
    ? needsYou(soundText.left(minutes), soundText.leftRemedy)
    : good(soundText.left(minutes));
}

function ofPower({ isOnBattery }: Readiness): Finding {
  if (isOnBattery === null) {
    return { state: 'not-known', text: soundText.powerUnknown, remedy: soundText.powerUnknownRemedy };
  }
  return isOnBattery ? needsYou(soundText.battery, soundText.batteryRemedy) : good(soundText.mains);
}
