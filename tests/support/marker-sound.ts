import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { matchRateHz, type Sound } from './sound-match.ts';
import type { VirtualMicrophone } from './virtual-microphone.ts';

/** A quiet hum without end, in which its absence is heard, and a short tone every so often, by which the time is told. */
export interface MarkerShape {
  readonly everySeconds: number;
}

export interface Marker {
  /** Of the marker, from the first that was played; known but for multiples of `toneCount`. */
  readonly tone: number;
  /** When it begins, in seconds from the beginning of the sound. */
  readonly atSeconds: number;
}

/** Tones that take turns, so that one that is missing is noticed. */
export const toneCount = 16;
const toneHz = (tone: number): number => 700 + 100 * tone;
const humHz = 220;
const humAmplitude = 0.05;
const toneAmplitude = 0.5;
const toneSeconds = 0.1;
export const streamRateHz = 16_000;
/** What the player and the sound server have in hand, so that a busy machine does not make it stutter. */
const aheadMs = 1500;

/**
 * Plays it into a microphone in real time until the returned function is called. Written in pieces as the sound server
 * takes them: hours of it need no room.
 */
export function playMarkers(microphone: VirtualMicrophone, { everySeconds }: MarkerShape): () => Promise<void> {
  const player = spawn(
    'pacat',
    [
      ...['--playback', '--raw', `--device=${microphone.sink}`, `--latency-msec=${aheadMs}`],
      ...['--format=s16le', `--rate=${streamRateHz}`, '--channels=1'],
    ],
    { env: { ...process.env, ...microphone.environment }, stdio: ['pipe', 'ignore', 'inherit'] },
  );
  const exited = once(player, 'exit');
  let isOver = false;
  const end = () => {
    isOver = true;
  };
  player.stdin.on('error', end);
  player.once('exit', end);
  const write = async (): Promise<void> => {
    const pieceSeconds = 0.25;
    for (let piece = 0; !isOver; piece += 1) {
      const bytes = pieceOf(piece * pieceSeconds, pieceSeconds, everySeconds);
      if (player.stdin.write(bytes)) continue;
      await Promise.race([once(player.stdin, 'drain').catch(end), exited]);
    }
  };
  const writing = write();
  return async () => {
    isOver = true;
    player.kill('SIGKILL');
    await exited;
    await writing;
  };
}

/** A piece of it as 16-bit samples at `streamRateHz`. */
export function pieceOf(fromSeconds: number, seconds: number, everySeconds: number): Buffer {
  const samples = Math.round(seconds * streamRateHz);
  const first = Math.round(fromSeconds * streamRateHz);
  const piece = Buffer.alloc(2 * samples);
  for (let index = 0; index < samples; index += 1) {
    const at = (first + index) / streamRateHz;
    const marker = Math.floor(at / everySeconds);
    const since = at - marker * everySeconds;
    const hum = humAmplitude * Math.sin(2 * Math.PI * humHz * at);
    const tone = since < toneSeconds ? toneAmplitude * Math.sin(2 * Math.PI * toneHz(marker % toneCount) * at) : 0;
    piece.writeInt16LE(Math.round(32_000 * (hum + tone)), 2 * index);
  }
  return piece;
}

const hopSamples = matchRateHz / 200;
const windowSamples = 4 * hopSamples;
/** Of a tone as it was played: half of its power, and of the hum a tenth. */
const tonePower = (toneAmplitude / 2) ** 2 / 2;
const humPower = (humAmplitude / 2) ** 2 / 10;
/** Shorter, it is what coding makes of the hum. */
const shortestSilenceSeconds = 0.1;
const minimumBetweenSeconds = 0.3;

/** The markers in a recorded sound, to a hundredth of a second. */
export function findMarkers(sound: Sound): Marker[] {
  const markers: Marker[] = [];
  for (let start = 0; start + windowSamples <= sound.length; start += hopSamples) {
    const atSeconds = (start + windowSamples / 2) / matchRateHz;
    if (atSeconds - (markers.at(-1)?.atSeconds ?? -Infinity) < minimumBetweenSeconds) continue;
    if (meanPower(sound, start) < tonePower / 4) continue;
    const powers = Array.from({ length: toneCount }, (_, tone) => powerAt(sound, start, toneHz(tone)));
    const loudest = Math.max(...powers);
    if (loudest > tonePower / 2) markers.push({ tone: powers.indexOf(loudest), atSeconds });
  }
  return markers;
}

export interface Silence {
  readonly fromSeconds: number;
  readonly toSeconds: number;
}

/** Where the hum is not, but at the beginning and at the end. */
export function findSilences(sound: Sound): Silence[] {
  const silences: Silence[] = [];
  let since: number | null = 0;
  for (let start = 0; start + windowSamples <= sound.length; start += hopSamples) {
    const at = start / matchRateHz;
    if (powerAt(sound, start, humHz) < humPower) {
      since ??= at;
    } else {
      if (since !== null && since > 0 && at - since > shortestSilenceSeconds) {
        silences.push({ fromSeconds: since, toSeconds: at });
      }
      since = null;
    }
  }
  return silences;
}

/** How much later than the one before it each marker comes than it was played, in seconds; of a marker left out, nothing. */
export function drifts(all: readonly Marker[], { everySeconds }: MarkerShape): number[] {
  // Of the very first only the end may have been recorded.
  const [first, ...later] = all.filter(({ atSeconds }) => atSeconds > toneSeconds);
  if (first === undefined) return [];
  const markers = [first, ...later];
  let played = 0;
  let last = first.tone;
  return markers.map(({ tone, atSeconds }) => {
    played += (tone - last + toneCount) % toneCount;
    last = tone;
    return atSeconds - first.atSeconds - played * everySeconds;
  });
}

function meanPower(sound: Sound, start: number): number {
  let sum = 0;
  for (let index = start; index < start + windowSamples; index += 1) sum += (sound[index] ?? 0) ** 2;
  return sum / windowSamples;
}

/** Square of the amplitude of one frequency (Goertzel). */
function powerAt(sound: Sound, start: number, frequencyHz: number): number {
  const step = 2 * Math.cos((2 * Math.PI * frequencyHz) / matchRateHz);
  let [one, two] = [0, 0];
  for (let index = start; index < start + windowSamples; index += 1) {
    const next = (sound[index] ?? 0) + step * one - two;
    two = one;
    one = next;
  }
  return (one * one + two * two - step * one * two) * (2 / windowSamples) ** 2;
}
