import { closeSync, constants, fstatSync, lstatSync, openSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { widestLockRange } from '../../contract/limits.ts';
import { lockRangeSchema, noPolicy, type Policy } from '../../contract/policy.ts';

const maximumPolicyBytes = 64 * 1024;

/** Strict throughout: a rule that is misspelt must not be no rule. */
const policyFileSchema = z.strictObject({
  version: z.literal(1),
  lock: z.strictObject({ afterMinutes: lockRangeSchema }).optional(),
});

export interface PolicyPlace {
  readonly file: string;
  /** Who alone may write the file and its folder; null where the system says it in another way. */
  readonly ownerId: number | null;
}

const rootId = 0;

/**
 * Where the policy of this computer lies (docs/policy.md). On Windows not by `%ProgramData%`, which anybody can set for
 * themselves. From the source `SOTTO_POLICY` moves it to a file of whoever runs that; the packaged app does not look at it.
 */
export function policyPlace(
  platform: NodeJS.Platform,
  isPackaged: boolean,
  { SOTTO_POLICY: movedTo }: { readonly SOTTO_POLICY?: string | undefined },
): PolicyPlace {
  if (!isPackaged && movedTo !== undefined) return { file: movedTo, ownerId: process.getuid?.() ?? null };
  if (platform === 'win32') return { file: 'C:\\ProgramData\\Sotto\\policy.json', ownerId: null };
  if (platform === 'darwin') return { file: '/Library/Application Support/Sotto/policy.json', ownerId: rootId };
  return { file: '/etc/sotto/policy.json', ownerId: rootId };
}

/** What counts by the file at `place`: where there is one that cannot be followed, the strictest. */
export function readPolicy({ file, ownerId }: PolicyPlace, digestOf: (bytes: Uint8Array) => string): Policy {
  let descriptor: number;
  try {
    // No link, and no waiting for whoever might write into a pipe. Windows has neither flag, and takes them for nothing.
    descriptor = openSync(file, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing ? noPolicy : strictest('unreadable', null);
  }
  try {
    const found = fstatSync(descriptor);
    if (!found.isFile() || found.size > maximumPolicyBytes) return strictest('unreadable', null);
    const bytes = readFileSync(descriptor);
    const digest = digestOf(bytes);
    const folder = lstatSync(dirname(file));
    const isGuarded =
      ownerId === null || (folder.isDirectory() && [found, folder].every((one) => isOnlyOf(ownerId, one)));
    if (!isGuarded) return strictest('unguarded', digest);
    const lockAfterMinutes = parsePolicy(bytes);
    return lockAfterMinutes === null ? strictest('unreadable', digest) : { standing: 'read', lockAfterMinutes, digest };
  } catch {
    return strictest('unreadable', null);
  } finally {
    closeSync(descriptor);
  }
}

function strictest(standing: 'unreadable' | 'unguarded', digest: string | null): Policy {
  const { minimum } = widestLockRange;
  return { standing, lockAfterMinutes: { minimum, maximum: minimum }, digest };
}

function isOnlyOf(ownerId: number, { uid, mode }: { readonly uid: number; readonly mode: number }): boolean {
  return uid === ownerId && (mode & 0o022) === 0;
}

/** The range of the lock's minutes; null for a file that this version does not understand in every word. */
function parsePolicy(bytes: Uint8Array): Policy['lockAfterMinutes'] | null {
  try {
    // Without the mark that Windows puts at the beginning of a text.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return policyFileSchema.parse(JSON.parse(text)).lock?.afterMinutes ?? widestLockRange;
  } catch {
    return null;
  }
}
