import { sampleRateHz } from '../../contract/limits.ts';
import { Resampler } from './resample.ts';

/** Pieces (10 ms each) that may wait while the page is busy; the oldest above it would be lost. */
const waitingPieces = 1000;

/**
 * Hands on what `track` hears, as mono samples at 48 kHz between -1 and 1, in pieces as the device gives them. Resolves
 * when the track ends, by its device or by `track.stop()`.
 *
 * It reads the track itself rather than an AudioContext: a context runs by the clock of an output device, takes up to
 * two seconds to start with some, and puts silence where a microphone that hangs sends nothing, so that nobody notices.
 */
export async function listen(track: MediaStreamAudioTrack, onSamples: (samples: Float32Array) => void): Promise<void> {
  const { readable } = new MediaStreamTrackProcessor({ track, maxBufferSize: waitingPieces });
  const reader = readable.getReader();
  let rateHz = sampleRateHz;
  let resampler = new Resampler(rateHz);
  for (;;) {
    const { value: piece } = await reader.read();
    if (piece === undefined) return;
    if (piece.sampleRate !== rateHz) {
      rateHz = piece.sampleRate;
      resampler = new Resampler(rateHz);
    }
    const mono = mixToMono(piece);
    piece.close();
    onSamples(resampler.push(mono));
  }
}

function mixToMono(piece: AudioData): Float32Array {
  const mono = new Float32Array(piece.numberOfFrames);
  const channel = new Float32Array(piece.numberOfFrames);
  for (let planeIndex = 0; planeIndex < piece.numberOfChannels; planeIndex += 1) {
    piece.copyTo(channel, { planeIndex, format: 'f32-planar' });
    channel.forEach((sample, index) => {
      mono[index] = (mono[index] ?? 0) + sample / piece.numberOfChannels;
    });
  }
  return mono;
}
