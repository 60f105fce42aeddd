import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import fc from 'fast-check';
import type { PersonId, SessionId } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { getAgreement, refuseConsent } from '../../main/use-cases/ask-for-consent.ts';
import { removeParticipant } from '../../main/use-cases/change-participants.ts';
import { getSession, type SessionFacts } from '../../main/use-cases/get-session.ts';
import { reconfirmConsent } from '../../main/use-cases/reconfirm-consent.ts';
import { withdrawConsent } from '../../main/use-cases/withdraw-consent.ts';
import { addPerson, agree, placedSession, record } from '../support/consenting-session.ts';
import { useCaseSetting, type UseCaseSetting } from '../support/use-case-setting.ts';
import { newSecrets, type Secrets } from '../support/vault-setting.ts';

export interface Happening {
  readonly does: 'add' | 'agree' | 'refuse' | 'withdraw' | 'reconfirm' | 'remove' | 'record';
  readonly who: number;
  readonly s: number;
}

const codes = ['Ann', 'Bea', 'Cleo'];

const happening: fc.Arbitrary<Happening> = fc.record({
  does: fc.constantFrom('add', 'add', 'agree', 'agree', 'refuse', 'withdraw', 'reconfirm', 'remove', 'record'),
  who: fc.nat(codes.length - 1),
  s: fc.nat(1),
});

/** First somebody agrees; between locks this and that happens; at last there is a word that shuts the gate for good. */
export const happenings: fc.Arbitrary<readonly (readonly Happening[])[]> = fc
  .tuple(
    fc.array(fc.array(happening, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 2 }),
    fc.constantFrom<Happening['does'][]>(['withdraw'], ['record', 'withdraw']),
  )
  .map(([middle, last]) => [
    [
      { does: 'add', who: 0, s: 0 },
      { does: 'agree', who: 0, s: 0 },
    ],
    ...middle,
    [{ does: 'add', who: 0, s: 0 }, ...last.map((does) => ({ does, who: 0, s: 0 }))],
  ]);

/** Every file below a vault's folder, by its path there. */
export type Files = ReadonlyMap<string, Uint8Array>;

export interface VaultHistory {
  readonly secrets: Secrets;
  readonly sessions: readonly SessionId[];
  /** The files at each lock, oldest first; the last are those that get tampered with. */
  readonly locked: readonly Files[];
  /** Log and states after each happening, and so between locks too. */
  readonly passing: readonly Files[];
  /** What the gate said at each lock. */
  readonly decisions: readonly Decisions[];
}

/** By session: who is in it, what they said and whether the gate is open; or the code of what was answered instead. */
export type Decisions = Readonly<Record<SessionId, unknown>>;

/** A vault on the real disk to which all of it happened. */
export async function liveThrough(groups: readonly (readonly Happening[])[]): Promise<VaultHistory> {
  const secrets = newSecrets();
  await using setting = await useCaseSetting(secrets);
  const sessions = [await placedSession(setting)];
  const people = new Map<number, PersonId>();
  const locked: Files[] = [];
  const passing: Files[] = [];
  const decisions: Decisions[] = [];
  for (const group of groups) {
    for (const one of group) {
      await happen(setting, one, sessions, people);
      passing.push(await readFiles(setting.folder, /^(?:log\.1|state\..)$/));
    }
    // Not before somebody is in the first: an empty session is used again.
    if (sessions.length === 1) sessions.push(await placedSession(setting));
    decisions.push(await decide(setting.unlocked, sessions));
    await setting.reopen(async () => {
      locked.push(await readFiles(setting.folder));
    });
  }
  return { secrets, sessions, locked, passing, decisions };
}

/** Does it, where the app lets it be done. */
async function happen(
  setting: UseCaseSetting,
  { does, who, s }: Happening,
  sessions: readonly SessionId[],
  people: Map<number, PersonId>,
): Promise<void> {
  const sessionId = sessions[s];
  const personId = people.get(who);
  const code = codes[who];
  if (sessionId === undefined || code === undefined) throw new Error('no such');
  const { unlocked } = setting;
  setting.pass(1000);
  try {
    if (does === 'add') people.set(who, await addPerson(setting, sessionId, code));
    else if (does === 'record') await recordIfOpen(setting, sessionId);
    else if (personId !== undefined) {
      const asked = { sessionId, personId };
      if (does === 'agree') await agree(setting, sessionId, personId);
      if (does === 'refuse') await refuseConsent(unlocked, { ...asked, ...(await getAgreement(unlocked, asked)) });
      if (does === 'remove') await removeParticipant(unlocked, sessionId, personId);
      if (does === 'withdraw') {
        await withdrawConsent(unlocked, { ...asked, withdrawal: { scope: 'all', effect: 'keep-unused' } });
      }
      if (does === 'reconfirm') {
        const { textHash } = await getAgreement(unlocked, asked);
        await reconfirmConsent(unlocked, { ...asked, textHash });
      }
    }
  } catch (error) {
    if (!(error instanceof SottoError)) throw error;
  }
}

async function recordIfOpen(setting: UseCaseSetting, sessionId: SessionId): Promise<void> {
  const { gateReasons } = await getSession(setting.unlocked, sessionId);
  if (gateReasons.length === 0) await record(setting, sessionId, 1);
}

export async function decide(facts: SessionFacts, sessions: readonly SessionId[]): Promise<Decisions> {
  const decided: Record<SessionId, unknown> = {};
  for (const sessionId of sessions) decided[sessionId] = await decideOne(facts, sessionId);
  return decided;
}

async function decideOne(facts: SessionFacts, sessionId: SessionId): Promise<unknown> {
  try {
    const { participants, gateReasons } = await getSession(facts, sessionId);
    // Codes name people on the screen, and nothing is decided by them.
    return { participants: participants.map((participant) => ({ ...participant, code: '' })), gateReasons };
  } catch (error) {
    if (error instanceof SottoError) return error.code;
    throw error;
  }
}

export async function readFiles(folder: string, names = /./): Promise<Files> {
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = new Map<string, Uint8Array>();
  for (const entry of found) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(folder, path);
    if (entry.isFile() && names.test(name)) files.set(name, new Uint8Array(await readFile(path)));
  }
  return files;
}

/** Makes the folder hold these files and no other. */
export async function writeFiles(folder: string, files: Files): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  for (const [name, bytes] of files) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), bytes);
  }
  await mkdir(join(folder, 'recordings'), { recursive: true });
}
