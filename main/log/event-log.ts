import { SottoError } from '../../contract/sotto-error.ts';
import { arePublicBytesEqual, fromHex, toHex, utf8, type Bytes } from '../crypto/bytes.ts';
import { noDigest, sealLogEntry, type LogEntry } from '../crypto/v1/log-entry.ts';
import type { DiskFile } from '../vault/disk.ts';
import type { Vault } from '../vault/vault.ts';
import { Chains, parseEvent } from './chains.ts';
import type {
  EventBodies,
  EventSubject,
  EventSubjectIds,
  EventSubjectKind,
  LoggedEvent,
  LoggedLine,
} from './events.ts';
import type { Heads } from './heads.ts';
import { readLog } from './read-log.ts';

export interface LogClock {
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
}

interface Link {
  readonly head: Bytes;
  readonly previousHead: Bytes;
}

/**
 * Is told how many entries the log is about to have, and by which event, before anything of it is written. What it throws
 * refuses the append.
 */
export type BeforeAppend = (count: number, body: EventBodies[EventSubjectKind]) => void;

/** The event log of an open vault, verified and in memory. Appends are carried out in the order they were asked for. */
export class EventLog {
  readonly #vault: Vault;
  readonly #clock: LogClock;
  readonly #chains: Chains;
  readonly #heads: Heads;
  readonly #links: Link[];
  #count: number;
  #endBytes: number;
  /** Why nothing may be appended any more, once the file on the disk may be other than it should. */
  #failure: SottoError | null = null;
  #appends: Promise<unknown> = Promise.resolve();
  #beforeAppend: BeforeAppend = () => undefined;

  private constructor(vault: Vault, clock: LogClock, chains: Chains, heads: Heads, links: Link[], endBytes: number) {
    this.#vault = vault;
    this.#clock = clock;
    this.#chains = chains;
    this.#heads = heads;
    this.#links = links;
    this.#count = links.length;
    this.#endBytes = endBytes;
  }

  /**
   * Reads and verifies the whole log: every entry, every chain, and the heads that the state remembers. A torn last
   * append is cut off, and the state is brought up to a log that was ahead of it.
   *
   * @throws `vault/log-damaged`, `vault/newer-version`, `storage/*`; the log is then as it was.
   */
  static async open(vault: Vault, clock: LogClock): Promise<EventLog> {
    const { entries, heads, headsAfter, endBytes, isTorn } = await readLog(vault);
    const chains = new Chains();
    for (const [sequence, entry] of entries.entries()) chains.addEntry(sequence, entry);
    if (isTorn) await cutOff(vault, endBytes);
    if (entries.length > vault.committedLog.count) {
      await vault.usingReserve(() => vault.commitLog(entries.length, heads.digest()));
    }
    const links = headsAfter.map((head, sequence) => ({
      head,
      previousHead: entries[sequence]?.previousHead ?? noDigest,
    }));
    return new EventLog(vault, clock, chains, heads, links, endBytes);
  }

  /** How many entries it has, whether they were acknowledged or not. */
  get count(): number {
    return this.#count;
  }

  /** From the next append on. */
  tellBeforeAppend(beforeAppend: BeforeAppend): void {
    this.#beforeAppend = beforeAppend;
  }

  /**
   * Appends one event. Event and state are durable on return.
   *
   * @param evidenceDigest 32 bytes (`evidenceDigest` of crypto/v1/log-entry.ts), or null.
   * @throws `storage/*`: then the event was not acknowledged but may be there, as `events` tells. After a failed
   * fsync every later append is refused with the same error until the vault is opened anew.
   */
  append<K extends EventSubjectKind>(
    subject: EventSubject<K>,
    body: EventBodies[K],
    evidenceDigest: Bytes | null = null,
  ): Promise<LoggedEvent<K>> {
    const append = this.#appends.then(() => this.#append(subject, body, evidenceDigest ?? noDigest));
    this.#appends = append.catch(() => undefined);
    return append;
  }

  /** Runs `act` while nothing is appended. If the vault is spent by it, nothing is appended any more. */
  holding(act: () => Promise<void>): Promise<void> {
    const held = this.#appends.then(async () => {
      if (this.#failure !== null) throw this.#failure;
      try {
        await act();
      } finally {
        if (this.#vault.isSpent) this.#failure = new SottoError('vault/locked');
      }
    });
    this.#appends = held.catch(() => undefined);
    return held;
  }

  /** The chain of one subject, oldest first; empty when nothing ever happened to it. */
  events<K extends EventSubjectKind>(subject: EventSubject<K>): readonly LoggedEvent<K>[] {
    return this.#chains.of(subject);
  }

  /** The event at this place of the whole log, counted from 0; null beyond its end. */
  at(sequence: number): LoggedLine | null {
    return this.#chains.at(sequence);
  }

  /** Every subject of this kind that has events, in the order of their first. */
  subjectIds<K extends EventSubjectKind>(kind: K): readonly EventSubjectIds[K][] {
    return this.#chains.subjectIds(kind);
  }

  /**
   * The head of an event's chain with it, and before it (null for the first of its subject), in hexadecimal: what tells
   * an event from every other and names the one before.
   */
  linkOf(sequence: number): { readonly head: string; readonly previousHead: string | null } {
    const link = this.#links[sequence];
    if (link === undefined) throw new RangeError('there is no such event');
    const isFirst = arePublicBytesEqual(link.previousHead, noDigest);
    return { head: toHex(link.head), previousHead: isFirst ? null : toHex(link.previousHead) };
  }

  async #append<K extends EventSubjectKind>(
    subject: EventSubject<K>,
    body: EventBodies[K],
    evidenceDigest: Bytes,
  ): Promise<LoggedEvent<K>> {
    if (this.#failure !== null) throw this.#failure;
    const entrySubject = { kind: subject.kind, id: fromHex(subject.id) };
    const entry: LogEntry = {
      atMs: this.#clock.nowMs(),
      subject: entrySubject,
      previousHead: this.#heads.of(entrySubject),
      evidenceDigest,
      body: utf8(JSON.stringify(body)),
    };
    const event = parseEvent(subject.kind, this.#count, entry);
    const { record, head } = sealLogEntry(this.#vault.logKeys, fromHex(this.#vault.vaultId), this.#count, entry);
    this.#beforeAppend(this.#count + 1, body);
    await this.#write(record);
    // From here on the event is in the file for good, whatever becomes of the commit: memory must say the same.
    this.#endBytes += record.length;
    this.#count += 1;
    this.#links.push({ head, previousHead: entry.previousHead });
    this.#heads.advance(entrySubject, head);
    this.#chains.add(subject, event);
    await this.#vault.commitLog(this.#count, this.#heads.digest());
    return event;
  }

  async #write(record: Bytes): Promise<void> {
    const file = await this.#vault.disk.open(this.#vault.logPath, 'existing');
    try {
      await this.#writeWhole(file, record);
      await this.#orRefuseLater(file.sync());
    } finally {
      // What was synced stays, whatever closing says.
      await file.close().catch(() => undefined);
    }
  }

  /** A record that does not fit is taken back, so that a full disk stops this append only. */
  async #writeWhole(file: DiskFile, record: Bytes): Promise<void> {
    try {
      await file.write(record, this.#endBytes);
    } catch (error) {
      await this.#orRefuseLater(file.truncate(this.#endBytes));
      throw error;
    }
  }

  async #orRefuseLater(call: Promise<void>): Promise<void> {
    try {
      await call;
    } catch (error) {
      this.#failure = error instanceof SottoError ? error : new SottoError('storage/io-failed');
      throw error;
    }
  }
}

async function cutOff(vault: Vault, endBytes: number): Promise<void> {
  const file = await vault.disk.open(vault.logPath, 'existing');
  try {
    await file.truncate(endBytes);
    await file.sync();
  } finally {
    await file.close();
  }
}
