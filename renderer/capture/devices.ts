import { SottoError } from '../../contract/sotto-error.ts';
import { labelOf, type AudioInput } from './choose-microphone.ts';
import { codeOfMediaError } from './media-error.ts';

/** Sound servers make and take away inputs of their own, and Chromium tells of few of them. */
export const lookEveryMs = 2000;

/** No echo cancellation, noise suppression or gain control. */
export const untouched = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };

/** Every audio input with its label. @throws as `openTrack`. */
export async function enumerateInputs(): Promise<AudioInput[]> {
  const inputs = await listInputs();
  if (inputs.length === 0 || inputs.some(({ label }) => label !== '')) return inputs;
  // Labels are told only to a page that has once been let at a microphone.
  const track = await openTrack(untouched);
  try {
    return await listInputs();
  } finally {
    track.stop();
  }
}

async function listInputs(): Promise<MediaDeviceInfo[]> {
  const devices = await navigator.mediaDevices.enumerateDevices();
  return devices.filter(({ kind }) => kind === 'audioinput');
}

/** @throws SottoError `capture/no-microphone`, `capture/microphone-busy`, `capture/permission-denied`. */
export async function openTrack(constraints: MediaTrackConstraints): Promise<MediaStreamAudioTrack> {
  try {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: constraints });
    const [track] = stream.getAudioTracks();
    if (track === undefined) throw new SottoError('capture/no-microphone');
    return track;
  } catch (error) {
    throw error instanceof SottoError ? error : new SottoError(codeOfMediaError(error));
  }
}

/**
 * Stops `track` when `opened` is pulled out, for a sound server can go on with another device, and nobody chose that one;
 * and when `opened` only stands in for `wanted` and that is there again. Whoever needs it opens anew.
 */
export async function stopUnlessRight(
  track: MediaStreamTrack,
  opened: AudioInput,
  wanted: string | null,
): Promise<void> {
  const inputs = await listInputs();
  const isGone = !inputs.some(({ deviceId }) => deviceId === opened.deviceId);
  const isWantedBack =
    wanted !== null && labelOf(opened) !== wanted && inputs.some((input) => labelOf(input) === wanted);
  if (isGone || isWantedBack) track.stop();
}
