import { rename } from 'node:fs/promises';
import { openRooms } from '../../../main/use-cases/open-vault-rooms.ts';
import { diskCalls, failingFrom, type DiskCall } from '../../support/killed-at.ts';
import { speechPackets } from '../../support/ogg-tools.ts';
import { clock, newSecrets, temporaryFolder, writeVault } from '../../support/vault-setting.ts';
import { speakUntilAlarm, speakWhileFolderGoes, type AlarmedRecorder } from '../failing-recorder.ts';
import { Acknowledged, holdSessions, lookIntoVault } from '../held-sessions.ts';
import { inLanes, outcomeOf, type CaseOutcome, type FaultCase, type PointOutcome } from './fault-case.ts';

const alarmed = { what: 'alarmed within', ms: 2000 };
/** By then the disk has been asked for everything. */
const takes = 20;
const syncs = ['fsync', 'fdatasync'] as const;

interface Fault {
  readonly name: string;
  readonly calls: readonly DiskCall[];
  readonly code: 'ENOSPC' | 'EIO' | 'EROFS';
  /** What a person is told. */
  readonly told: string;
  /** From which of these calls on; one a point, over and over. */
  readonly whens: readonly number[];
}

const writes: readonly number[] = [9, 20, 45, 90, 150];
const faults: readonly Fault[] = [
  { name: 'disk full', calls: ['pwrite64'], code: 'ENOSPC', told: 'storage/disk-full', whens: writes },
  { name: 'I/O error in a write', calls: ['pwrite64'], code: 'EIO', told: 'storage/io-failed', whens: writes },
  { name: 'read-only', calls: diskCalls, code: 'EROFS', told: 'storage/read-only', whens: [15, 30, 60, 120, 240] },
  { name: 'I/O error in an fsync', calls: syncs, code: 'EIO', told: 'storage/io-failed', whens: [5, 9, 14, 22, 35] },
  { name: 'disk full in an fsync', calls: syncs, code: 'ENOSPC', told: 'storage/disk-full', whens: [5, 9, 14, 22, 35] },
];

function some<Item>(items: readonly Item[], count: number): Item[] {
  return Array.from({ length: count }, (_, index) => items[index % items.length]).filter((item) => item !== undefined);
}

function pointOf({ alarmedAfterMs, error, lostMs, objections }: AlarmedRecorder, told: string): PointOutcome {
  const wrong = error === told ? [] : [`${error} is told`];
  return { lostMs, tookMs: alarmedAfterMs, objections: [...wrong, ...objections] };
}

async function failRecorder({ calls, code, whens, told }: Fault, points: number): Promise<CaseOutcome> {
  const speech = await speechPackets(48_000);
  const found = await inLanes(some(whens, points), (when) => speakUntilAlarm(failingFrom(calls, code, when), speech));
  return outcomeOf(
    found.map((one) => pointOf(one, told)),
    alarmed,
  );
}

async function takeRecordersFolder(points: number): Promise<CaseOutcome> {
  const speech = await speechPackets(48_000);
  const found = await inLanes(some([3, 5, 8, 13, 21], points), (after) => speakWhileFolderGoes(speech, after));
  return outcomeOf(
    found.map((one) => pointOf(one, 'storage/folder-gone')),
    alarmed,
  );
}

/** @param goesAt the line at which the vault's folder goes; null where the command makes the disk fail. */
async function failOneVault(under: readonly string[], goesAt: RegExp | null, told: string): Promise<PointOutcome> {
  await using folder = await temporaryFolder();
  const secrets = newSecrets();
  const vault = await writeVault(secrets, folder.path);
  const { catalog } = await openRooms({ vault, notices: [] }, { kind: 'create', clock, progress: [] });
  catalog.close();
  vault.close();
  const held = { secrets, folder: folder.path };
  const elsewhere = `${folder.path}-gone`;
  const acknowledged = new Acknowledged();
  let going: Promise<void> | null = null;
  await holdSessions(held, acknowledged, under, {
    takes,
    onLine: (line) => {
      if (going === null && goesAt?.test(line) === true) going = rename(folder.path, elsewhere);
    },
  });
  if (goesAt !== null) await rename(elsewhere, folder.path);
  const { refusal } = acknowledged;
  const { lostMs, objections } = await lookIntoVault(held, acknowledged);
  if (refusal === null) return { lostMs, tookMs: Infinity, objections: ['nothing is told', ...objections] };
  // SQLite has one code for whatever kept it from writing.
  const isTold = refusal.code === told || refusal.code === 'storage/io-failed';
  const wrong = isTold ? [] : [`${refusal.code} is told (${refusal.what})`];
  return { lostMs, tookMs: refusal.afterMs, objections: [...wrong, ...objections] };
}

async function failVaults({ calls, code, whens, told }: Fault, points: number): Promise<CaseOutcome> {
  const found = await inLanes(some(whens, points), (when) => failOneVault(failingFrom(calls, code, when), null, told));
  return outcomeOf(found, alarmed);
}

async function takeVaultsFolder(points: number): Promise<CaseOutcome> {
  const moments = [/^open/, /^consented/, /^saved/, /^complete/, /^noted/];
  const found = await inLanes(some(moments, points), (goesAt) => failOneVault([], goesAt, 'storage/folder-gone'));
  return outcomeOf(found, alarmed);
}

const points = 5;

export const disk: readonly FaultCase[] = [
  ...faults.map((fault): FaultCase => ({
    family: 'disk',
    name: `a recorder: ${fault.name}`,
    points,
    run: (count) => failRecorder(fault, count),
  })),
  { family: 'disk', name: 'a recorder: its folder gone', points, run: takeRecordersFolder },
  ...faults.map((fault): FaultCase => ({
    family: 'disk',
    name: `a vault: ${fault.name}`,
    points,
    run: (count) => failVaults(fault, count),
  })),
  { family: 'disk', name: 'a vault: its folder gone', points, run: takeVaultsFolder },
];
