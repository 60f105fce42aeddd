import { z } from 'zod';
import {
  askToLock,
  beginRecording,
  makeConsentedSession,
  moreIsSaved,
  openVault,
  playRecording,
  stopRecording,
} from '../support/page-calls.ts';
import { passphrase } from '../support/session-by-calls.ts';
import type { DebuggedPage } from './debugging-pipe.ts';
import type { TracedApp } from './traced-app.ts';

/** What stays the same from one start of the app to the next. */
export interface Room {
  readonly dataFolder: string;
  /** Speaks into the microphone, to the end of a sentence. */
  readonly speak: () => Promise<void>;
  /** How long the app is left alone, open and locked: Chromium has things that it does after a while. */
  readonly lingerMs: number;
}

/** One start of the app and what is done in it. */
export interface Visit {
  readonly name: string;
  readonly act: (app: TracedApp, room: Room) => Promise<void>;
}

const playedSeconds = 1;
const countLimitMs = 30_000;

export const firstVisit: Visit = {
  name: 'first start: create, record, play, lock',
  act: async ({ pipe }, room) => {
    const page = await pipe.page();
    await open(page, 'create');
    const sessionId = z.string().parse(await page.evaluate(makeConsentedSession, undefined));
    const recordingId = z.string().parse(await page.evaluate(beginRecording, sessionId));
    await room.speak();
    await page.evaluate(moreIsSaved, undefined);
    await page.evaluate(stopRecording, recordingId);
    await page.evaluate(playRecording, { recordingId, untilSeconds: playedSeconds });
    await linger(room);
    await page.evaluate(askToLock, undefined);
    await pipe.page([page]);
    await linger(room);
  },
};

export const secondVisit: Visit = {
  name: 'second start: unlock, play',
  act: async ({ pipe }, room) => {
    const page = await pipe.page();
    await linger(room);
    await open(page, 'unlock');
    const recordingId = z.string().parse(await page.evaluate(newestRecording, undefined));
    await page.evaluate(playRecording, { recordingId, untilSeconds: playedSeconds });
    await linger(room);
  },
};

/** For the control: until something has been counted, or long enough to say that nothing is. */
export const untilCounted: Visit = {
  name: 'start without one guard',
  act: async (app) => {
    await app.pipe.page();
    const endsAt = performance.now() + countLimitMs;
    const isCounted = async () => (await app.calls()).some(({ isInternet }) => isInternet);
    while (performance.now() < endsAt && !(await isCounted())) await pause(500);
  },
};

async function open(page: DebuggedPage, kind: 'create' | 'unlock'): Promise<void> {
  const failure = z
    .string()
    .nullable()
    .parse(await page.evaluate(openVault, { kind, typed: passphrase }));
  if (failure !== null) throw new Error(failure);
}

async function newestRecording(): Promise<string> {
  const sessions = await window.sotto.sessions.list({ query: '' });
  if (!sessions.ok) throw new Error(sessions.error.code);
  const id = sessions.value[0]?.recordings[0]?.id;
  if (id === undefined) throw new Error('there is no recording');
  return id;
}

function linger({ lingerMs }: Room): Promise<void> {
  return pause(lingerMs);
}

function pause(lengthMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, lengthMs));
}
