import { setImmediate as breathe } from 'node:timers/promises';
import { SottoError } from '../../contract/sotto-error.ts';
import { arePublicBytesEqual, fromHex, type Bytes } from '../crypto/bytes.ts';
import { logHeaderLength, openLogEntry, parseLogHeader, type LogEntry, type LogKeys } from '../crypto/v1/log-entry.ts';
import { maximumLogBytes, splitLog } from '../vault/log-records.ts';
import type { Vault } from '../vault/vault.ts';
import { Heads } from './heads.ts';

export interface ReadLog {
  readonly entries: readonly LogEntry[];
  readonly heads: Heads;
  /** For each entry: the head of its subject's chain once it was there. */
  readonly headsAfter: readonly Bytes[];
  /** Where the last authentic record ends. */
  readonly endBytes: number;
  /** Whether the file goes on after that: an append that a crash tore, never acknowledged. */
  readonly isTorn: boolean;
}

/** After so many, whatever else waits has its turn. */
const entriesAtOnce = 250;

/** The most that one torn append can leave: a length, its overhead and the largest body, rounded up. */
const maximumTornBytes = 8 * 1024;

/**
 * Reads the log file and verifies all of it: every entry is authentic in its place, every chain holds, and after as
 * many entries as the state remembers the heads are the ones it remembers. The file may be ahead of the state by
 * entries that are chained like the others, and end in one torn record. Nothing of it is changed here.
 *
 * @throws `vault/log-damaged`, `vault/newer-version`, `storage/*`.
 */
export async function readLog(vault: Vault): Promise<ReadLog> {
  // As it was when the reading began: an open vault may append meanwhile.
  const committed = vault.committedLog;
  const bytes = await vault.disk.read(vault.logPath, maximumLogBytes + 1);
  if (bytes === null || bytes.length > maximumLogBytes) throw new SottoError('vault/log-damaged');
  assertHeader(bytes.subarray(0, logHeaderLength), vault);

  const vaultId = fromHex(vault.vaultId);
  const entries: LogEntry[] = [];
  const heads = new Heads();
  const headsAfter: Bytes[] = [];
  let endBytes = logHeaderLength;
  assertHeadsIfCommitted(committed, entries.length, heads);
  for (const record of splitLog(bytes)) {
    const opened = openRecord(vault.logKeys, vaultId, entries.length, record.sealed);
    // A power cut can leave the length of a record without its bytes; only the last one can be such.
    if (opened === null && record.endBytes === bytes.length) break;
    if (opened === null || !arePublicBytesEqual(opened.entry.previousHead, heads.of(opened.entry.subject))) {
      throw new SottoError('vault/log-damaged', { entry: entries.length });
    }
    heads.advance(opened.entry.subject, opened.head);
    entries.push(opened.entry);
    headsAfter.push(opened.head);
    endBytes = record.endBytes;
    if (entries.length % entriesAtOnce === 0) await breathe();
    assertHeadsIfCommitted(committed, entries.length, heads);
  }
  const isBehind = entries.length < committed.count;
  if (isBehind || bytes.length - endBytes > maximumTornBytes) {
    throw new SottoError('vault/log-damaged', { entry: entries.length });
  }
  return { entries, heads, headsAfter, endBytes, isTorn: endBytes < bytes.length };
}

function assertHeader(header: Uint8Array, { vaultId }: Vault): void {
  try {
    if (arePublicBytesEqual(parseLogHeader(header), fromHex(vaultId))) return;
  } catch (error) {
    if (!(error instanceof SottoError) || error.code === 'vault/newer-version') throw error;
  }
  throw new SottoError('vault/log-damaged');
}

function assertHeadsIfCommitted(committed: Vault['committedLog'], count: number, heads: Heads): void {
  if (count === committed.count && !arePublicBytesEqual(heads.digest(), committed.headsDigest)) {
    throw new SottoError('vault/log-damaged', { entry: count });
  }
}

/** Null when the record is not this vault's entry of this place. */
function openRecord(
  keys: LogKeys,
  vaultId: Uint8Array,
  sequence: number,
  sealed: Uint8Array,
): ReturnType<typeof openLogEntry> | null {
  try {
    return openLogEntry(keys, vaultId, sequence, sealed);
  } catch (error) {
    if (error instanceof SottoError) return null;
    throw error;
  }
}
