import { openRooms } from '../../../main/use-cases/open-vault-rooms.ts';
import { killedAt } from '../../support/killed-at.ts';
import { speechPackets } from '../../support/ogg-tools.ts';
import { clock, newSecrets, temporaryFolder, writeVault, type Secrets } from '../../support/vault-setting.ts';
import { Acknowledged, holdSessions, lookIntoVault, type FoundVault } from '../held-sessions.ts';
import { createKilledAt } from '../killed-creation.ts';
import { VaultToCopy } from '../killed-copy.ts';
import { WaitingDeletion, type Waiting } from '../killed-deletion.ts';
import { killRecorderAt, type KeptSound } from '../killed-recorder.ts';
import { VaultToRekey } from '../killed-rekey.ts';
import { TornRecording } from '../killed-recovery.ts';
import { inLanes, outcomeOf, type CaseOutcome, type FaultCase, type PointOutcome } from './fault-case.ts';

const opens = { what: 'opens within', ms: 5000 };
/** A recorder's calls for half a minute of sound, and a vault's for four or five sessions. */
const recorderCalls = 220;
const vaultCalls = 440;
const livesOfAVault = 8;

/** Spread evenly over the first `calls` calls; with as many points as calls at every one of them. */
function callNumbers(points: number, calls: number): number[] {
  return Array.from({ length: points }, (_, index) => 1 + Math.floor((index * calls) / points));
}

function pointOf({ lostMs, openedInMs, objections }: KeptSound | FoundVault): PointOutcome {
  return { lostMs, tookMs: openedInMs, objections };
}

async function killRecorders(points: number): Promise<CaseOutcome> {
  const speech = await speechPackets(48_000);
  const found = await inLanes(callNumbers(points, recorderCalls), (when) => killRecorderAt(when, speech));
  return outcomeOf(found.map(pointOf), opens);
}

/** Vaults that are killed again and again, each time in a later call, and looked into after each kill. */
async function killVaults(points: number): Promise<CaseOutcome> {
  const secrets = newSecrets();
  const whens = callNumbers(points, vaultCalls);
  const vaults = Math.ceil(points / livesOfAVault);
  const lives = Array.from({ length: vaults }, (_, vault) => whens.filter((_, index) => index % vaults === vault));
  const found = await inLanes(lives, (whensOfOne) => killOneVault(secrets, whensOfOne));
  return outcomeOf(found.flat().map(pointOf), opens);
}

async function killOneVault(secrets: Secrets, whens: readonly number[]): Promise<FoundVault[]> {
  await using folder = await temporaryFolder();
  const vault = await writeVault(secrets, folder.path);
  const { catalog } = await openRooms({ vault, notices: [] }, { kind: 'create', clock, progress: [] });
  catalog.close();
  vault.close();
  const held = { secrets, folder: folder.path };
  const acknowledged = new Acknowledged();
  const found: FoundVault[] = [];
  for (const when of whens) {
    await holdSessions(held, acknowledged, killedAt(when));
    found.push(await lookIntoVault(held, acknowledged));
  }
  return found;
}

/** Kills at the first call, the second and so on, and when there are no more begins again with another of what is killed. */
async function killToTheEnd(
  points: number,
  killAt: (when: number) => Promise<KeptSound | FoundVault | null>,
): Promise<PointOutcome[]> {
  const found: PointOutcome[] = [];
  for (let when = 1; found.length < points; when += 1) {
    const kept = await killAt(when);
    if (kept === null) break;
    found.push(pointOf(kept));
  }
  return found;
}

async function killRecoveries(points: number): Promise<CaseOutcome> {
  const speech = await speechPackets(48_000);
  const found: PointOutcome[] = [];
  for (let packets = 60; found.length < points; packets += 35) {
    await using torn = await TornRecording.make(speech.slice(0, packets));
    const more = await killToTheEnd(points - found.length, (when) => torn.recoverKilledAt(when));
    if (more.length === 0) break;
    found.push(...more);
  }
  return outcomeOf(found, opens);
}

async function killDeletions(points: number, what: Waiting): Promise<CaseOutcome> {
  await using waiting = await WaitingDeletion.make(what);
  return outcomeOf(await killToTheEnd(points, (when) => waiting.carryOutKilledAt(when)), opens);
}

async function killCreations(points: number): Promise<CaseOutcome> {
  return outcomeOf(await killToTheEnd(points, createKilledAt), opens);
}

async function killRekeys(points: number): Promise<CaseOutcome> {
  await using vault = await VaultToRekey.make();
  return outcomeOf(await killToTheEnd(points, (when) => vault.rekeyKilledAt(when)), opens);
}

async function killCopies(points: number): Promise<CaseOutcome> {
  await using vault = await VaultToCopy.make();
  return outcomeOf(await killToTheEnd(points, (when) => vault.copyKilledAt(when)), opens);
}

/** A thousand points in all. */
export const kills: readonly FaultCase[] = [
  { family: 'kills', name: 'a recorder, before and during sound', points: 400, run: killRecorders },
  { family: 'kills', name: 'a vault with sessions, takes, notes', points: 400, run: killVaults },
  { family: 'kills', name: 'a recovery', points: 40, run: killRecoveries },
  { family: 'kills', name: 'a deletion', points: 50, run: (points) => killDeletions(points, 'session') },
  {
    family: 'kills',
    name: 'recordings destroyed at once',
    points: 40,
    run: (points) => killDeletions(points, 'several'),
  },
  { family: 'kills', name: 'new keys for a vault', points: 40, run: killRekeys },
  { family: 'kills', name: 'a copy of what is whole', points: 150, run: killCopies },
  { family: 'kills', name: 'the creation of a vault', points: 30, run: killCreations },
];
