import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { matchRateHz, soundOf, type Sound } from './sound-match.ts';

const run = promisify(execFile);

/** A microphone that hears what is played into it, behind a sound server of its own. Linux with PulseAudio only. */
export interface VirtualMicrophone {
  /** What Chromium calls it. */
  readonly label: string;
  /** For the app that is to hear it, besides its usual environment. */
  readonly environment: { readonly XDG_RUNTIME_DIR: string };
  /** Plays a sound file into it in real time; resolves when it has ended. */
  readonly play: (file: string) => Promise<void>;
  /** What comes out of the computer while `act` is done: the app plays into the same room. */
  readonly overhear: (act: () => Promise<void>) => Promise<Sound>;
  /** Where a player is to play to be heard by it. */
  readonly sink: string;
  /** Plugs in a second input, which hears another place: what a computer plays, as a loopback device would. */
  readonly addComputerSound: () => Promise<ComputerSound>;
  /** Pulls it out. No other microphone is left. */
  readonly unplug: () => Promise<void>;
  /** Plugs it in again. */
  readonly plugIn: () => Promise<void>;
  /** By the switch on the device: it gives exact silence. */
  readonly mute: (isMuted: boolean) => Promise<void>;
  /** Ends the sound server. */
  readonly close: () => Promise<void>;
}

/** A second input beside the microphone. */
export interface ComputerSound {
  readonly label: string;
  readonly play: (file: string) => Promise<void>;
  readonly unplug: () => Promise<void>;
  readonly plugIn: () => Promise<void>;
}

export interface MicrophoneShape {
  readonly sampleRateHz: number;
  readonly channelCount: 1 | 2;
}

const label = 'Test-microphone';
const sink = 'speaker-at-the-microphone';
const computerLabel = 'Test-computer';
const computerSink = 'speaker-of-the-computer';

export async function startVirtualMicrophone(shape: MicrophoneShape): Promise<VirtualMicrophone> {
  const folder = await mkdtemp(join(tmpdir(), 'sotto-sound-'));
  const environment = { XDG_RUNTIME_DIR: folder };
  const env = { ...process.env, ...environment, HOME: folder };
  const control = async (...args: string[]): Promise<string> => (await run('pactl', args, { env })).stdout.trim();

  const protocol = 'module-native-protocol-unix auth-cookie-enabled=0';
  // With -D it returns as soon as it can be spoken to.
  await run('pulseaudio', ['-D', '-n', '--exit-idle-time=-1', '-L', protocol], { env });
  const shapeOfSink = [`rate=${shape.sampleRateHz}`, `channels=${shape.channelCount}`];
  let modules: string[] = [];
  const plugIn = async (): Promise<void> => {
    const played = await control('load-module', 'module-null-sink', `sink_name=${sink}`, ...shapeOfSink);
    const heard = await control(
      'load-module',
      'module-remap-source',
      `master=${sink}.monitor`,
      'source_name=microphone',
      `source_properties=device.description=${label}`,
    );
    await control('set-default-source', 'microphone');
    modules = [heard, played];
  };
  await plugIn();

  return {
    label,
    environment,
    sink,
    play: async (file) => {
      await run('paplay', [`--device=${sink}`, file], { env });
    },
    overhear: async (act) => {
      const spec = ['--format=float32le', `--rate=${matchRateHz}`, '--channels=1'];
      const ear = spawn('parec', [`--device=${sink}.monitor`, '--latency-msec=50', ...spec], { env });
      const heard = buffer(ear.stdout);
      await once(ear.stdout, 'data');
      try {
        await act();
      } finally {
        ear.kill('SIGTERM');
      }
      return soundOf(await heard);
    },
    addComputerSound: async () => {
      await control('load-module', 'module-null-sink', `sink_name=${computerSink}`, ...shapeOfSink);
      // What the app plays goes on into the room of the microphone.
      await control('set-default-sink', sink);
      const plugIn = (): Promise<string> =>
        control(
          'load-module',
          'module-remap-source',
          `master=${computerSink}.monitor`,
          'source_name=computer',
          `source_properties=device.description=${computerLabel}`,
        );
      let plugged = await plugIn();
      await control('set-default-source', 'microphone');
      return {
        label: computerLabel,
        play: async (file) => {
          await run('paplay', [`--device=${computerSink}`, file], { env });
        },
        unplug: async () => {
          await control('unload-module', plugged);
        },
        plugIn: async () => {
          plugged = await plugIn();
        },
      };
    },
    unplug: async () => {
      // The server would go on with the monitor of the sink.
      for (const module of modules) await control('unload-module', module);
    },
    plugIn,
    mute: async (isMuted) => {
      await control('set-source-mute', 'microphone', isMuted ? '1' : '0');
    },
    close: async () => {
      const server = Number(await readFile(join(folder, 'pulse', 'pid'), 'utf8'));
      process.kill(server, 'SIGKILL');
      await rm(folder, { recursive: true, force: true });
    },
  };
}
