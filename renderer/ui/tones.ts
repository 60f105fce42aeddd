export type Tone = 'start' | 'stop' | 'warning';

interface Note {
  readonly hz: number;
  readonly atS: number;
  readonly lengthS: number;
}

/** A loudspeaker takes a moment to wake; what is played before that is lost. */
const leadS = 0.25;
const attackS = 0.03;
const releaseS = 0.12;
/** Clear in a room, and no fright. */
const loudness = 0.25;

const notes: Readonly<Record<Tone, readonly Note[]>> = {
  start: [
    { hz: 523, atS: 0, lengthS: 0.3 },
    { hz: 784, atS: 0.22, lengthS: 0.4 },
  ],
  stop: [
    { hz: 784, atS: 0, lengthS: 0.3 },
    { hz: 523, atS: 0.22, lengthS: 0.4 },
  ],
  warning: [
    { hz: 660, atS: 0, lengthS: 0.3 },
    { hz: 660, atS: 0.4, lengthS: 0.3 },
    { hz: 660, atS: 0.8, lengthS: 0.3 },
  ],
};

/**
 * Plays a tone that is made here: no file is loaded. The audio output is open for as long as the tone lasts. Resolves when
 * it is over; rejects where the system plays nothing.
 */
export async function playTone(tone: Tone): Promise<void> {
  const context = new AudioContext();
  try {
    await context.resume();
    const beginS = context.currentTime + leadS;
    await Promise.all(notes[tone].map((note) => playNote(context, note, beginS)));
  } finally {
    await context.close();
  }
}

/** Rises and falls softly: a tone that is switched on clicks. */
function playNote(context: AudioContext, { hz, atS, lengthS }: Note, beginS: number): Promise<void> {
  const oscillator = context.createOscillator();
  const gain = context.createGain();
  const fromS = beginS + atS;
  oscillator.frequency.value = hz;
  gain.gain.setValueAtTime(0, fromS);
  gain.gain.linearRampToValueAtTime(loudness, fromS + attackS);
  gain.gain.setValueAtTime(loudness, fromS + lengthS - releaseS);
  gain.gain.linearRampToValueAtTime(0, fromS + lengthS);
  oscillator.connect(gain).connect(context.destination);
  oscillator.start(fromS);
  oscillator.stop(fromS + lengthS);
  return new Promise((resolve) => {
    oscillator.onended = () => resolve();
  });
}
