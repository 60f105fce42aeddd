import { sampleRateHz, samplesPerPacket } from '../../contract/limits.ts';
import type { Frame } from './frames.ts';

/** Plays frames on the system's output, from this page's memory; resolves when they have come to their end. */
export async function playFrames(frames: readonly Frame[]): Promise<void> {
  const context = new AudioContext({ sampleRate: sampleRateHz });
  try {
    const buffer = context.createBuffer(1, frames.length * samplesPerPacket, sampleRateHz);
    frames.forEach((frame, index) => buffer.copyToChannel(frame, 0, index * samplesPerPacket));
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(context.destination);
    await new Promise((resolve) => {
      source.addEventListener('ended', resolve);
      source.start();
    });
  } finally {
    await context.close();
  }
}
