import type { ErrorCode } from '../../contract/error-codes.ts';
import type { Microphone } from '../../contract/recording.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { chooseMicrophone, labelOf, listMicrophones, type AudioInput } from './choose-microphone.ts';

export interface OpenMicrophone {
  /** Raw sound of the device: no echo cancellation, noise suppression or gain control. Live until `close`. */
  readonly track: MediaStreamAudioTrack;
  readonly current: string;
  readonly microphones: Microphone[];
  readonly close: () => void;
}

const untouched = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

/**
 * Opens the microphone labelled `wanted`, or the one that stands in for it (choose-microphone.ts).
 *
 * @throws SottoError `capture/no-microphone`, `capture/permission-denied`.
 */
export async function openMicrophone(wanted: string | null): Promise<OpenMicrophone> {
  const inputs = await enumerateInputs();
  const chosen = chooseMicrophone(inputs, wanted);
  if (chosen === null) throw new SottoError('capture/no-microphone');
  const track = await openTrack({ ...untouched, deviceId: { exact: chosen.deviceId } });
  const stopWhenGone = (): void => void stopIfGone(track, chosen);
  navigator.mediaDevices.addEventListener('devicechange', stopWhenGone);
  return {
    track,
    current: labelOf(chosen),
    microphones: listMicrophones(inputs),
    close: () => {
      navigator.mediaDevices.removeEventListener('devicechange', stopWhenGone);
      track.stop();
    },
  };
}

async function enumerateInputs(): Promise<AudioInput[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  const inputs = devices.filter(({ kind }) => kind === 'audioinput');
  if (inputs.length === 0 || inputs.some(({ label }) => label !== '')) return inputs;
  // Labels are told only to a page that has once been let at a microphone.
  const track = await openTrack(untouched);
  try {
    return (await navigator.mediaDevices.enumerateDevices()).filter(({ kind }) => kind === 'audioinput');
  } finally {
    track.stop();
  }
}

async function openTrack(constraints: MediaTrackConstraints): Promise<MediaStreamAudioTrack> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: constraints });
    const [track] = stream.getAudioTracks();
    if (track === undefined) throw new SottoError('capture/no-microphone');
    return track;
  } catch (error) {
    throw new SottoError(codeOf(error));
  }
}

function codeOf(error: unknown): ErrorCode {
  const isRefusal = error instanceof DOMException && ['NotAllowedError', 'SecurityError'].includes(error.name);
  return isRefusal ? 'capture/permission-denied' : 'capture/no-microphone';
}

/** A sound server can go on with another microphone when ours is pulled out; nobody chose that one. */
async function stopIfGone(track: MediaStreamTrack, opened: AudioInput): Promise<void> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  if (!devices.some(({ kind, deviceId }) => kind === 'audioinput' && deviceId === opened.deviceId)) track.stop();
}
