import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packetSizeBytes, type BitrateBps } from '../../contract/limits.ts';
import { parsePage, type OggPage } from '../../main/ogg/page.ts';

const run = promisify(execFile);

/** Sound in the clear is only ever written to memory. */
async function inMemoryFolder<Value>(act: (folder: string) => Promise<Value>): Promise<Value> {
  const folder = await mkdtemp('/dev/shm/sotto-test-');
  try {
    return await act(folder);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** What independent readers say of an Ogg Opus stream. */
export interface OggVerdict {
  /** Warnings and errors of opusinfo and ffprobe; none for a good stream. */
  readonly complaints: string[];
  /** Playback lengths that opusinfo gives, one a logical stream. */
  readonly playbackSeconds: number[];
}

export async function judgeOgg(ogg: Uint8Array): Promise<OggVerdict> {
  return inMemoryFolder(async (folder) => {
    const file = join(folder, 'stream.opus');
    await writeFile(file, ogg);
    const info = await run('opusinfo', [file]);
    const said = `${info.stdout}${info.stderr}`.split('\n');
    const probed: string[] = [];
    // Of a chain longer than it reads from the end ffprobe says that it does not know the serial number there.
    for (const stream of chainedIn(ogg)) {
      await writeFile(file, stream);
      const { stderr } = await run('ffprobe', ['-v', 'error', '-show_entries', 'format=duration', file]);
      probed.push(...stderr.split('\n').filter(Boolean));
    }
    return {
      complaints: [...said.filter((line) => /warning|error/i.test(line)), ...probed],
      playbackSeconds: said.flatMap((line) => {
        const length = /Playback length: (\d+)m:([\d.]+)s/.exec(line);
        return length === null ? [] : [Number(length[1]) * 60 + Number(length[2])];
      }),
    };
  });
}

/** The streams that follow one another in a file (RFC 3533, section 4). */
function chainedIn(ogg: Uint8Array): Uint8Array[] {
  const begins: number[] = [];
  let offset = 0;
  for (let found = parsePage(ogg, 0); found !== null; found = parsePage(ogg, offset)) {
    if (found.page.isFirst) begins.push(offset);
    offset += found.length;
  }
  return begins.map((begin, index) => ogg.subarray(begin, begins[index + 1] ?? ogg.length));
}

/** Decodes with opusdec: 16-bit mono samples at 48 kHz. */
export async function decodeOgg(ogg: Uint8Array): Promise<Int16Array> {
  return inMemoryFolder(async (folder) => {
    await writeFile(join(folder, 'stream.opus'), ogg);
    await run('opusdec', [
      '--quiet',
      '--no-dither',
      '--rate',
      '48000',
      join(folder, 'stream.opus'),
      join(folder, 'sound.raw'),
    ]);
    const raw = await readFile(join(folder, 'sound.raw'));
    return new Int16Array(raw.buffer.slice(raw.byteOffset, raw.byteOffset + raw.byteLength));
  });
}

/** Every page of a whole stream. @throws Error where the next one does not begin. */
export function pagesOf(ogg: Uint8Array): OggPage[] {
  const pages: OggPage[] = [];
  for (let offset = 0; offset < ogg.length;) {
    const found = parsePage(ogg, offset);
    if (found === null) throw new Error(`no page at ${offset}`);
    pages.push(found.page);
    offset += found.length;
  }
  return pages;
}

const speech =
  'How was the week? It was better than the one before, and I slept. What do you think made the difference?';

/** Synthetic speech as libopus makes packets of it: 20 ms, mono, constant bit rate. About six seconds. */
export async function speechPackets(bitrateBps: BitrateBps): Promise<Uint8Array<ArrayBuffer>[]> {
  return inMemoryFolder(async (folder) => {
    const spoken = join(folder, 'spoken.wav');
    const resampled = join(folder, 'resampled.wav');
    const encoded = join(folder, 'encoded.opus');
    const bitrate = ['--hard-cbr', '--framesize', '20', '--bitrate', String(bitrateBps / 1000)];
    await run('espeak-ng', ['-w', spoken, speech]);
    await run('sox', [spoken, '-r', '48000', '-c', '1', resampled]);
    await run('opusenc', ['--quiet', ...bitrate, resampled, encoded]);
    const packets = pagesOf(await readFile(encoded)).flatMap((page) => page.packets);
    const size = packetSizeBytes(bitrateBps);
    return packets.filter((packet) => packet.length === size).map((packet) => new Uint8Array(packet));
  });
}
