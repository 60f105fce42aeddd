import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Three passages that have no sentence in common; each lasts about 20 seconds when spoken. */
export const passages = {
  week: `How was the week? It was better than the one before, and I slept on most nights. What made the difference?
    I went for a walk each evening, along the river, as far as the old bridge and back again. On Thursday it rained, and
    I went all the same. By the time I was home I had stopped going over the meeting in my head.`,
  garden: `My grandmother kept bees behind the house. Nobody was allowed near them in the afternoon, when they were cross,
    but early in the morning she took us along. We wore her hats and stood very still. She said that they knew who was
    frightened, and I have never found out whether that is true of bees, or of grandmothers.`,
  journey: `Seven o'clock, platform nine. The train was full of people with bicycles, and somebody had brought a cello.
    We stood between the carriages until Friedrichshafen. A ticket inspector asked whose suitcase blocked the exit; it
    turned out to belong to him. Quick laughter all round, then silence, then the lake, suddenly, on both sides.`,
} as const;

/** The first two sentences of a passage: about five seconds. */
export function firstSentences(passage: string): string {
  return (passage.match(/[^.?;]+[.?;]/g) ?? []).slice(0, 2).join(' ');
}

/** Speaks `text` into a WAV file in `folder` (22.05 kHz, mono); returns its path. */
export async function speak(folder: string, text: string): Promise<string> {
  const file = join(folder, `speech-${text.length}-${text.charCodeAt(0)}.wav`);
  await run('espeak-ng', ['-s', '150', '-w', file, text.replace(/\s+/g, ' ')]);
  return file;
}
