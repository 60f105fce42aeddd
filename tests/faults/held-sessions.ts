import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { OpeningNotice } from '../../contract/app-state.ts';
import { recordingIdSchema, sessionIdSchema, type RecordingId, type SessionId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { toHex } from '../../main/crypto/bytes.ts';
import { durationMsOf } from '../../main/ogg/stream-time.ts';
import { getNotes } from '../../main/use-cases/get-notes.ts';
import { OpenReaders } from '../../main/use-cases/open-readers.ts';
import { openRooms } from '../../main/use-cases/open-vault-rooms.ts';
import { getSession } from '../../main/use-cases/get-session.ts';
import { withRecordingFiles } from '../../main/use-cases/recording-files-of.ts';
import type { Unlocked } from '../../main/use-cases/unlocked.ts';
import { openRecording } from '../../main/vault/recording-reader.ts';
import { vaultLockPath } from '../../main/vault/vault-files.ts';
import { acquireLock } from '../../main/vault/vault-lock.ts';
import { oneFileThread } from '../support/killed-at.ts';
import { numberOf } from '../support/numbered-packet.ts';
import { pagesOf } from '../support/ogg-tools.ts';
import { RecordersHere, unlockedIn } from '../support/use-case-setting.ts';
import { clock, openWithMasterKey, type Secrets } from '../support/vault-setting.ts';

const childFile = fileURLToPath(new URL('children/hold-sessions.ts', import.meta.url));

export function noteText(version: number): string {
  return `said in version ${version}`;
}

/** What was said to be done, of everything in one vault, in all lives of the processes that held it. */
export class Acknowledged {
  readonly sessions = new Set<SessionId>();
  /** Packets on the disk, by recording. */
  readonly saved = new Map<RecordingId, number>();
  readonly complete = new Set<RecordingId>();
  readonly mayBeGone = new Set<RecordingId>();
  readonly destroyed = new Set<RecordingId>();
  readonly notes = new Map<SessionId, number>();
  /** The newest that the disk refused: what was asked for, with which code it was told, and after how long. */
  refusal: { readonly what: string; readonly code: string; readonly afterMs: number } | null = null;
  isOpen = false;

  hear(line: string): void {
    const [word = '', first = '', second = '', third = ''] = line.split(' ');
    switch (word) {
      case 'open':
        this.isOpen = true;
        break;
      case 'consented':
        this.sessions.add(sessionIdSchema.parse(first));
        break;
      case 'began':
        break;
      case 'saved':
        this.saved.set(recordingIdSchema.parse(first), Number(second));
        break;
      case 'complete':
        this.complete.add(recordingIdSchema.parse(first));
        break;
      case 'noted':
        this.notes.set(sessionIdSchema.parse(first), Number(second));
        break;
      case 'destroying':
        this.mayBeGone.add(recordingIdSchema.parse(first));
        break;
      case 'destroyed':
        this.destroyed.add(recordingIdSchema.parse(first));
        break;
      case 'refused':
        this.refusal = { what: first, code: second, afterMs: Number(third) };
        break;
      default:
        throw new Error(`no such word: ${line}`);
    }
  }
}

export interface HeldVault {
  readonly secrets: Secrets;
  readonly folder: string;
}

interface Holding {
  /** Hears each line, with what ends the process at once. */
  readonly onLine?: (line: string, kill: () => void) => void;
  /** After so many it ends by itself. */
  readonly takes?: number;
}

/**
 * Sessions are held in a process of its own, under a command such as strace, until that ends or is ended.
 *
 * @returns its exit code; null when it was killed.
 */
export async function holdSessions(
  { secrets, folder }: HeldVault,
  acknowledged: Acknowledged,
  under: readonly string[],
  { onLine = () => undefined, takes = Infinity }: Holding = {},
): Promise<number | null> {
  const [command, ...rest] = [...under, process.execPath];
  const child = spawn(command, [...rest, childFile, folder, secrets.masterKey().use(toHex), String(takes)], {
    env: oneFileThread,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.hear(line);
    onLine(line, () => child.kill('SIGKILL'));
  }
  await exited;
  return child.exitCode;
}

export interface FoundVault {
  /** From the lock to an open vault in which every take has its end. */
  readonly openedInMs: number;
  /** Of sound that was acknowledged, in all recordings together. */
  readonly lostMs: number;
  readonly objections: readonly string[];
}

/**
 * Opens a vault that somebody died in, and looks for all that was acknowledged.
 *
 * @param mayBeTold what the person may be told at the unlock; whatever it is, what was acknowledged must be there.
 */
export async function lookIntoVault(
  held: HeldVault,
  acknowledged: Acknowledged,
  mayBeTold: readonly OpeningNotice[] = ['recording-recovered'],
): Promise<FoundVault> {
  try {
    return await look(held, acknowledged, mayBeTold);
  } catch (error) {
    if (!(error instanceof SottoError)) throw error;
    const lostMs = [...acknowledged.saved.values()].reduce((sum, packets) => sum + durationMsOf(packets), 0);
    return { openedInMs: 0, lostMs, objections: [`it does not open: ${error.code}`] };
  }
}

async function look(
  { secrets, folder }: HeldVault,
  acknowledged: Acknowledged,
  mayBeTold: readonly OpeningNotice[],
): Promise<FoundVault> {
  const beganAt = performance.now();
  const lock = acquireLock(vaultLockPath(folder));
  if (lock === null) return { openedInMs: Infinity, lostMs: 0, objections: ['the vault is still locked'] };
  const opened = await openWithMasterKey(secrets, folder);
  const rooms = await openRooms(opened, { kind: 'unlock', clock, progress: [] });
  const openedInMs = performance.now() - beganAt;
  const recorders = new RecordersHere();
  const readers = new OpenReaders(rooms, clock);
  const around = { recorders, readers, clock, freeBytes: () => 10 ** 12, onArmed: () => undefined };
  const unlocked = unlockedIn(rooms, around);
  try {
    const objections = rooms.notices.filter((notice) => !mayBeTold.includes(notice)).map((told) => `told: ${told}`);
    objections.push(...(await objectionsToSessions(unlocked, acknowledged)));
    const sounds = await lookAtSounds(unlocked, acknowledged);
    return { openedInMs, lostMs: sounds.lostMs, objections: [...objections, ...sounds.objections] };
  } finally {
    await readers.close();
    rooms.catalog.close();
    rooms.vault.close();
    lock.release();
  }
}

async function objectionsToSessions(unlocked: Unlocked, acknowledged: Acknowledged): Promise<string[]> {
  const objections: string[] = [];
  for (const sessionId of acknowledged.sessions) {
    if (unlocked.catalog.sessions.find(sessionId) === null) {
      objections.push('a session is gone');
      continue;
    }
    const { participants } = await getSession(unlocked, sessionId);
    const granted = participants.filter(({ consent }) => consent.state === 'granted');
    if (granted.length < 2) objections.push('a consent is gone');
    const version = acknowledged.notes.get(sessionId);
    const notes = version === undefined ? null : getNotes(unlocked, sessionId);
    if (version === undefined) continue;
    if (notes === null || notes.version < version) objections.push('notes are gone');
    else if (notes.isOlder || notes.text !== noteText(notes.version)) objections.push('notes are not what was written');
  }
  return objections;
}

async function lookAtSounds(
  unlocked: Unlocked,
  acknowledged: Acknowledged,
): Promise<Pick<FoundVault, 'lostMs' | 'objections'>> {
  let lostMs = 0;
  const objections: string[] = [];
  const newest = [...acknowledged.saved.keys()].at(-1);
  for (const [recordingId, packets] of acknowledged.saved) {
    const recording = unlocked.catalog.recordings.find(recordingId);
    if (acknowledged.destroyed.has(recordingId)) {
      if (recording !== null || unlocked.vault.hasKey(recordingId)) objections.push('what was destroyed is there');
      continue;
    }
    if (recording === null) {
      if (acknowledged.mayBeGone.has(recordingId)) continue;
      lostMs += durationMsOf(packets);
      objections.push('a recording is gone');
      continue;
    }
    if (acknowledged.complete.has(recordingId) && recording.state !== 'complete') {
      objections.push(`what was complete is ${recording.state}`);
    }
    const heldMs = recordingId === newest ? await playedMs(unlocked, recordingId) : recording.durationMs;
    if (heldMs === null) objections.push('its sound is not in order');
    lostMs += Math.max(0, durationMsOf(packets) - (heldMs ?? 0));
  }
  if (lostMs > 0) objections.push(`${lostMs} ms of saved sound are gone`);
  return { lostMs, objections };
}

/** How much can be read of it, if every packet is where it was; null if one is not, or it does not open. */
async function playedMs(unlocked: Unlocked, recordingId: RecordingId): Promise<number | null> {
  try {
    return await readMs(unlocked, recordingId);
  } catch (error) {
    if (error instanceof SottoError) return null;
    throw error;
  }
}

async function readMs(unlocked: Unlocked, recordingId: RecordingId): Promise<number | null> {
  const ogg = await withRecordingFiles(unlocked, recordingId, async (files, segments, remembered) => {
    const reader = await openRecording(files, segments, remembered);
    try {
      return await reader.readAt(0, reader.totalLength);
    } finally {
      await reader.close();
    }
  });
  const packets = pagesOf(ogg)
    .flatMap((page) => page.packets)
    .filter((packet) => !/^Opus(Head|Tags)/.test(Buffer.from(packet.subarray(0, 8)).toString('latin1')));
  const numbers = packets.map(numberOf).filter((number) => number > 0);
  return numbers.every((number, index) => number === index + 1) ? durationMsOf(packets.length) : null;
}
