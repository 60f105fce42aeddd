import type { Microphone, SoundSources } from '../../contract/recording.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { chooseMicrophone, labelOf, listMicrophones } from './choose-microphone.ts';
import { ComputerSound } from './computer-sound.ts';
import { enumerateInputs, lookEveryMs, openTrack, stopUnlessRight, untouched } from './devices.ts';

export interface OpenMicrophone {
  /** Raw sound of the device, unless echo cancellation was asked for. Live until `close`. */
  readonly track: MediaStreamAudioTrack;
  readonly current: string;
  readonly microphones: Microphone[];
  /** What is to be mixed in; null when it is not wanted. */
  readonly computer: ComputerSound | null;
  readonly close: () => void;
}

/**
 * Opens the microphone that is wanted, or the one that stands in for it (choose-microphone.ts), and beside it the
 * computer's sound, which need not be there.
 *
 * @throws SottoError `capture/no-microphone`, `capture/microphone-busy`, `capture/permission-denied`.
 */
export async function openMicrophone(wanted: SoundSources): Promise<OpenMicrophone> {
  const { microphone, computerSound = null, echoCancellation = false } = wanted;
  const inputs = await enumerateInputs();
  const chosen = chooseMicrophone(inputs, microphone, computerSound);
  if (chosen === null) throw new SottoError('capture/no-microphone');
  const cleaning = { ...untouched, echoCancellation: echoCancellation && computerSound !== null };
  const track = await openTrack({ ...cleaning, deviceId: { exact: chosen.deviceId } });
  const stopWhenWrong = (): void => void stopUnlessRight(track, chosen, microphone);
  navigator.mediaDevices.addEventListener('devicechange', stopWhenWrong);
  const looking = window.setInterval(stopWhenWrong, lookEveryMs);
  const computer = computerSound === null ? null : new ComputerSound(computerSound, chosen);
  await computer?.ready;
  return {
    track,
    current: labelOf(chosen),
    microphones: listMicrophones(inputs),
    computer,
    close: () => {
      navigator.mediaDevices.removeEventListener('devicechange', stopWhenWrong);
      clearInterval(looking);
      track.stop();
      computer?.close();
    },
  };
}
