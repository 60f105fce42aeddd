import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { makeDataFolder, RunningSotto } from '../support/app.ts';
import { consentedSession, openByPort, startRecording } from '../support/session-by-calls.ts';
import { passages, speak } from '../support/speech.ts';
import { startVirtualMicrophone, type VirtualMicrophone } from '../support/virtual-microphone.ts';
import { figure, type Figure } from './figure.ts';
import { loadOf, shareOfCore, type Load } from './load.ts';

const settleMs = 10_000;
const partMs = 45_000;
const parts = ['first', 'second', 'third'] as const;

/** What the real app uses, all its processes together, while it records somebody who speaks. */
export async function measureRecording(): Promise<Figure[]> {
  const dataFolder = await makeDataFolder();
  const speechFolder = await mkdtemp(join(tmpdir(), 'sotto-speech-'));
  const microphone = await startVirtualMicrophone({ sampleRateHz: 48_000, channelCount: 1 });
  try {
    const speech = await speak(speechFolder, passages.week);
    const sotto = await RunningSotto.launch(dataFolder, microphone.environment);
    try {
      return await measureIn(sotto, () => speakOn(microphone, speech));
    } finally {
      await sotto.kill();
    }
  } finally {
    await microphone.close();
    for (const folder of [dataFolder, speechFolder]) await rm(folder, { recursive: true, force: true });
  }
}

async function measureIn(sotto: RunningSotto, beginSpeaking: () => () => Promise<void>): Promise<Figure[]> {
  const page = await sotto.page();
  const failure = await openByPort(page, 'create');
  if (failure !== null) throw new Error(failure);
  const sessionId = await consentedSession(page);
  const now = () => loadOf(sotto.electron.process().pid ?? NaN);
  await setTimeout(settleMs);
  const idle = await now();

  const endSpeaking = beginSpeaking();
  await startRecording(page, sessionId);
  const loads = [await now()];
  while (loads.length <= parts.length) {
    await setTimeout(partMs);
    loads.push(await now());
  }
  await endSpeaking();
  return figuresOf(loads, idle.memoryMiB);
}

function figuresOf(loads: readonly Load[], idleMiB: number): Figure[] {
  return parts.flatMap((name, index) => {
    const [before, after] = [loads[index], loads[index + 1]];
    if (before === undefined || after === undefined) throw new Error('a part was not measured');
    const what = `Recording, all processes, ${name} ${partMs / 1000} s`;
    return [
      figure({
        what: `${what}, processor`,
        measured: shareOfCore(before, after),
        against: { name: 'one core', value: 100 },
        unit: '% of a core',
        aim: null,
      }),
      figure({
        what: `${what}, memory at their end`,
        measured: after.memoryMiB,
        against: { name: 'the same app before', value: idleMiB },
        unit: 'MiB',
        aim: null,
      }),
    ];
  });
}

/** Speaks over and over; gives what ends it. */
function speakOn(microphone: VirtualMicrophone, speech: string): () => Promise<void> {
  const end = new AbortController();
  const speakUntilEnd = async (): Promise<void> => {
    while (!end.signal.aborted) await microphone.play(speech);
  };
  const speaking = speakUntilEnd();
  return () => {
    end.abort();
    return speaking;
  };
}
