import type { Bytes } from '../crypto/bytes.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import type { Vault } from '../vault/vault.ts';
import type { EventBodies, EventSubject, EventSubjectIds, EventSubjectKind, LoggedEvent } from './events.ts';

export interface LogClock {
  /** Milliseconds since 1970. */
  readonly nowMs: () => number;
}

/** The event log of an open vault, verified and in memory. */
export class EventLog {
  /**
   * Reads and verifies the whole log: every entry, every chain, and the heads that the state remembers.
   *
   * @throws `vault/log-damaged`, `vault/newer-version`, `storage/*`.
   */
  static async open(vault: Vault, clock: LogClock): Promise<EventLog> {
    await vault.disk.read(vault.logPath);
    throw new SottoError('internal/unexpected', { at: clock.nowMs() });
  }

  /**
   * Appends one event. Event and state are durable on return.
   *
   * @param evidenceDigest 32 bytes (`evidenceDigest` of crypto/v1/log-entry.ts), or null.
   * @throws `storage/*`: then the event may or may not be there, and `events` tells.
   */
  append<K extends EventSubjectKind>(
    _subject: EventSubject<K>,
    _body: EventBodies[K],
    _evidenceDigest: Bytes | null = null,
  ): Promise<LoggedEvent<K>> {
    return Promise.reject(new SottoError('internal/unexpected'));
  }

  /** The chain of one subject, oldest first; empty when nothing ever happened to it. */
  events<K extends EventSubjectKind>(_subject: EventSubject<K>): readonly LoggedEvent<K>[] {
    return [];
  }

  /** Every subject of this kind that has events, in the order of their first. */
  subjectIds<K extends EventSubjectKind>(_kind: K): readonly EventSubjectIds[K][] {
    return [];
  }
}
