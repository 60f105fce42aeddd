import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { openRooms } from '../../../main/use-cases/open-vault-rooms.ts';
import { vaultLockPath } from '../../../main/vault/vault-files.ts';
import { clock, newSecrets, temporaryFolder, writeVault } from '../../support/vault-setting.ts';
import { Acknowledged, holdSessions, lookIntoVault, type HeldVault } from '../held-sessions.ts';
import { outcomeOf, type CaseOutcome, type FaultCase, type PointOutcome } from './fault-case.ts';

const locker = fileURLToPath(new URL('../../unit/vault/children/hold-lock.ts', import.meta.url));
const refused = { what: 'refused within', ms: 1000 };
const reopened = { what: 'open again within', ms: 2000 };

/** A process that takes a vault's lock, as main does; what it says, and what ends it. */
async function lockElsewhere(folder: string): Promise<{ readonly said: string; readonly end: () => Promise<void> }> {
  const child = spawn(process.execPath, [locker, vaultLockPath(folder)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const said: unknown[] = await once(child.stdout, 'data');
  return {
    said: String(said[0]),
    end: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}

async function tryToLock(folder: string): Promise<PointOutcome> {
  const beganAt = performance.now();
  const { said, end } = await lockElsewhere(folder);
  const tookMs = performance.now() - beganAt;
  await end();
  return { lostMs: 0, tookMs, objections: said === 'refused' ? [] : ['two processes have one vault'] };
}

async function tryOften(folder: string, points: number): Promise<PointOutcome[]> {
  const found: PointOutcome[] = [];
  for (let point = 0; point < points; point += 1) found.push(await tryToLock(folder));
  return found;
}

async function makeVault(folder: string): Promise<HeldVault> {
  const secrets = newSecrets();
  const vault = await writeVault(secrets, folder);
  const { catalog } = await openRooms({ vault, notices: [] }, { kind: 'create', clock, progress: [] });
  catalog.close();
  vault.close();
  return { secrets, folder };
}

/** Locked: main has the vault's lock, and nobody its keys. */
async function againstLocked(points: number): Promise<CaseOutcome> {
  await using folder = await temporaryFolder();
  await makeVault(folder.path);
  const holder = await lockElsewhere(folder.path);
  const found = await tryOften(folder.path, points);
  await holder.end();
  return outcomeOf(found, refused);
}

/** Unlocked, and written to all the while. */
async function againstUnlocked(points: number): Promise<CaseOutcome> {
  await using folder = await temporaryFolder();
  const held = await makeVault(folder.path);
  const acknowledged = new Acknowledged();
  let trying: Promise<PointOutcome[]> = Promise.resolve([]);
  const onLine = (line: string, kill: () => void): void => {
    if (line === 'open') trying = tryOften(folder.path, points).finally(kill);
  };
  await holdSessions(held, acknowledged, [], { onLine });
  const found = await trying;
  const { lostMs, objections } = await lookIntoVault(held, acknowledged);
  return outcomeOf([...found, { lostMs, tookMs: 0, objections }], refused);
}

/** Killed while it writes, each time a little later, and opened by the next process. */
async function afterKills(points: number): Promise<CaseOutcome> {
  await using folder = await temporaryFolder();
  const held = await makeVault(folder.path);
  const acknowledged = new Acknowledged();
  const found: PointOutcome[] = [];
  for (let life = 0; life < points; life += 1) {
    const beganAt = performance.now();
    let tookMs = Infinity;
    let lines = 0;
    const onLine = (line: string, kill: () => void): void => {
      if (line === 'open') tookMs = performance.now() - beganAt;
      lines += 1;
      if (lines === 1 + (life % 12)) kill();
    };
    await holdSessions(held, acknowledged, [], { onLine });
    found.push({ lostMs: 0, tookMs, objections: tookMs === Infinity ? ['it does not open'] : [] });
  }
  const { lostMs, objections } = await lookIntoVault(held, acknowledged);
  return outcomeOf([...found, { lostMs, tookMs: 0, objections }], reopened);
}

export const locks: readonly FaultCase[] = [
  { family: 'locks', name: 'a second process, the vault locked', points: 100, run: againstLocked },
  { family: 'locks', name: 'a second process, the vault unlocked', points: 100, run: againstUnlocked },
  { family: 'locks', name: 'the next process after a kill', points: 100, run: afterKills },
];
