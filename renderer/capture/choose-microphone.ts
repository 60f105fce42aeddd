import type { Microphone } from '../../contract/recording.ts';

/** What is read of a `MediaDeviceInfo` of kind `audioinput`. */
export interface AudioInput {
  readonly deviceId: string;
  readonly label: string;
}

/** Chromium lists the system's own choices a second time, under these ids. */
const standInIds: readonly string[] = ['default', 'communications'];

/**
 * Inputs that hear what the computer plays, as PulseAudio, PipeWire, Windows' drivers and the usual virtual cables call
 * them.
 */
const loopbackNames =
  /^(monitor of|stereo mix|what u hear|wave out mix|blackhole|soundflower|loopback audio|cable(-[a-d])? output)\b|\b(vb-audio|vb-cable|virtual (audio )?cable)\b/i;

const maximumLabelLength = 200;

/** The microphones a person can choose from. A loopback is among them: choosing it is for a person, never for us. */
export function listMicrophones(inputs: readonly AudioInput[]): Microphone[] {
  const chosenBySystem = findDefault(inputs);
  return choices(inputs).map((input) => ({ label: labelOf(input), isDefault: input === chosenBySystem }));
}

/**
 * The input to open: the one labelled `wanted`; without it the system's own choice; if that is a loopback, or none, the
 * first that is not. The input that was chosen for the computer's sound never stands in either. `null` when there is
 * nothing that may be opened unasked.
 */
export function chooseMicrophone(
  inputs: readonly AudioInput[],
  wanted: string | null,
  computerSound: string | null = null,
): AudioInput | null {
  const named = choices(inputs).find((input) => labelOf(input) === wanted);
  if (named !== undefined) return named;
  const unasked = choices(inputs).filter(
    (input) => !loopbackNames.test(input.label) && labelOf(input) !== computerSound,
  );
  const chosenBySystem = findDefault(inputs);
  return unasked.find((input) => input === chosenBySystem) ?? unasked[0] ?? null;
}

/** The input labelled `wanted` for the computer's sound; `null` when it is not there, or is the microphone already. */
export function chooseComputerSound(
  inputs: readonly AudioInput[],
  wanted: string,
  microphone: AudioInput,
): AudioInput | null {
  const named = inputs.find((input) => labelOf(input) === wanted && !standInIds.includes(input.deviceId));
  return named === undefined || named.deviceId === microphone.deviceId ? null : named;
}

export function labelOf(input: AudioInput): string {
  return input.label.slice(0, maximumLabelLength);
}

function choices(inputs: readonly AudioInput[]): AudioInput[] {
  const chosenBySystem = findDefault(inputs);
  return inputs.filter((input) => input === chosenBySystem || !standInIds.includes(input.deviceId));
}

/**
 * The stand-in is called `Default - Microphone of X` on Windows and macOS. On Linux it is `Default` and nothing tells
 * which device it is, unless there is only one; then the stand-in itself is the choice.
 */
function findDefault(inputs: readonly AudioInput[]): AudioInput | undefined {
  const standIn = inputs.find((input) => input.deviceId === 'default');
  const devices = inputs.filter((input) => !standInIds.includes(input.deviceId));
  if (standIn === undefined || devices.length === 1) return devices[0];
  return devices.find((device) => standIn.label.endsWith(` - ${device.label}`)) ?? standIn;
}
