import { personIdSchema, recordingIdSchema, sessionIdSchema, vaultIdSchema } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { arePublicBytesEqual, toHex } from '../crypto/bytes.ts';
import { noDigest, type LogEntry } from '../crypto/v1/log-entry.ts';
import {
  eventSchemas,
  type EventSubject,
  type EventSubjectIds,
  type EventSubjectKind,
  type LoggedEvent,
  type LoggedLine,
} from './events.ts';

type ChainsByKind = { readonly [K in EventSubjectKind]: Map<EventSubjectIds[K], LoggedEvent<K>[]> };

/** The events of a log in memory, a chain a subject. */
export class Chains {
  readonly #inOrder: LoggedLine[] = [];
  readonly #byKind: ChainsByKind = { vault: new Map(), session: new Map(), person: new Map(), recording: new Map() };

  /**
   * Adds an authentic entry to its subject's chain.
   *
   * @throws `vault/newer-version` when it says what this version has no word for: authentic, so a later one wrote it.
   */
  addEntry(sequence: number, entry: LogEntry): void {
    const id = toHex(entry.subject.id);
    switch (entry.subject.kind) {
      case 'vault':
        this.add({ kind: 'vault', id: vaultIdSchema.parse(id) }, parseEvent('vault', sequence, entry));
        break;
      case 'session':
        this.add({ kind: 'session', id: sessionIdSchema.parse(id) }, parseEvent('session', sequence, entry));
        break;
      case 'person':
        this.add({ kind: 'person', id: personIdSchema.parse(id) }, parseEvent('person', sequence, entry));
        break;
      case 'recording':
        this.add({ kind: 'recording', id: recordingIdSchema.parse(id) }, parseEvent('recording', sequence, entry));
        break;
    }
  }

  add<K extends EventSubjectKind>({ kind, id }: EventSubject<K>, event: LoggedEvent<K>): void {
    const chain = this.#byKind[kind].get(id);
    if (chain === undefined) this.#byKind[kind].set(id, [event]);
    else chain.push(event);
    this.#inOrder.push({ subject: { kind, id }, event });
  }

  /** The event at this place of the whole log. */
  at(sequence: number): LoggedLine | null {
    return this.#inOrder[sequence] ?? null;
  }

  of<K extends EventSubjectKind>({ kind, id }: EventSubject<K>): readonly LoggedEvent<K>[] {
    return [...(this.#byKind[kind].get(id) ?? [])];
  }

  subjectIds<K extends EventSubjectKind>(kind: K): readonly EventSubjectIds[K][] {
    return [...this.#byKind[kind].keys()];
  }
}

/** What an entry says, typed. @throws `vault/newer-version`. */
export function parseEvent<K extends EventSubjectKind>(kind: K, sequence: number, entry: LogEntry): LoggedEvent<K> {
  const parsed = eventSchemas[kind].safeParse(parseJson(entry.body));
  if (!parsed.success) throw new SottoError('vault/newer-version', { entry: sequence });
  const hasEvidence = !arePublicBytesEqual(entry.evidenceDigest, noDigest);
  return {
    sequence,
    atMs: entry.atMs,
    body: parsed.data,
    evidenceDigest: hasEvidence ? toHex(entry.evidenceDigest) : null,
  };
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    return null;
  }
}
