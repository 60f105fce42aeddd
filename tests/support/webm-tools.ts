import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const maximumBytes = 256 * 1024 * 1024;

/** What ffmpeg makes of a file of sound: its complaints, and 16-bit mono samples at 48 kHz. In memory only. */
export async function decodeByFfmpeg(
  bytes: Uint8Array,
  seekSeconds = 0,
): Promise<{ complaints: string; samples: Int16Array }> {
  const folder = await mkdtemp('/dev/shm/sotto-test-');
  try {
    const file = join(folder, 'sound');
    await writeFile(file, bytes);
    const asSamples = ['-f', 's16le', '-ac', '1', '-ar', '48000', '-'];
    const { stdout, stderr } = await run(
      'ffmpeg',
      ['-v', 'warning', '-ss', String(seekSeconds), '-i', file, ...asSamples],
      { encoding: 'buffer', maxBuffer: maximumBytes },
    );
    const raw = stdout.buffer.slice(stdout.byteOffset, stdout.byteOffset + stdout.byteLength);
    return { complaints: stderr.toString(), samples: new Int16Array(raw) };
  } finally {
    await rm(folder, { recursive: true });
  }
}
