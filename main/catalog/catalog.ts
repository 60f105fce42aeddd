import type { SecretKey } from '../crypto/secret-key.ts';
import { AgreementTextStore } from './agreement-text-store.ts';
import { AgreementTemplateStore } from './agreement-template-store.ts';
import { createDatabase, openDatabase, type CatalogDatabase } from './database.ts';
import { EvidenceStore } from './evidence-store.ts';
import { hasDamage, hasDamageIn, readRows, tablesOf, type IndexRows } from './index-rows.ts';
import { LogExpectedStore } from './log-expected-store.ts';
import { NotesStore } from './notes-store.ts';
import { ParticipationStore } from './participation-store.ts';
import { PersonStore } from './person-store.ts';
import { RecordingStore } from './recording-store.ts';
import { SegmentStore } from './segment-store.ts';
import { SessionStore } from './session-store.ts';
import { SettingStore, type OwnSetting } from './setting-store.ts';

export interface CatalogPlace {
  readonly path: string;
  readonly key: SecretKey<'index'>;
}

/**
 * The encrypted index of a vault: what is listed, searched and shown as evidence. It decides nothing; what decides is
 * projected from the event log.
 */
export class Catalog {
  readonly persons: PersonStore;
  readonly sessions: SessionStore;
  readonly participations: ParticipationStore;
  readonly recordings: RecordingStore;
  readonly segments: SegmentStore;
  readonly notes: NotesStore;
  readonly agreements: AgreementTextStore;
  readonly templates: AgreementTemplateStore;
  readonly evidence: EvidenceStore;
  readonly settings: SettingStore;
  readonly logExpected: LogExpectedStore;
  readonly #database: CatalogDatabase;

  constructor(database: CatalogDatabase) {
    this.#database = database;
    this.persons = new PersonStore(database);
    this.sessions = new SessionStore(database);
    this.participations = new ParticipationStore(database);
    this.recordings = new RecordingStore(database);
    this.segments = new SegmentStore(database);
    this.notes = new NotesStore(database);
    this.agreements = new AgreementTextStore(database);
    this.templates = new AgreementTemplateStore(database);
    this.evidence = new EvidenceStore(database);
    this.settings = new SettingStore(database);
    this.logExpected = new LogExpectedStore(database);
  }

  /** All that `act` does is durable when it has returned, or none of it. `act` is synchronous; may be nested. */
  transaction<Value>(act: () => Value): Value {
    return this.#database.transaction(act);
  }

  /** All rows that repeat what the log says, or are kept because of it. @throws `vault/index-damaged`. */
  rows(): IndexRows {
    return readRows(this.#database);
  }

  /** Whether any page of it does not hold together, large rows too. @throws `vault/index-damaged`. */
  findDamage(): boolean {
    return hasDamage(this.#database);
  }

  /** By which `findDamageIn` goes. @throws `vault/index-damaged`. */
  tables(): string[] {
    return tablesOf(this.#database);
  }

  /** `findDamage` of a part, which takes less time. @throws `vault/index-damaged`. */
  findDamageIn(table: string): boolean {
    return hasDamageIn(this.#database, table);
  }

  /** Moves everything into the main file and empties the write-ahead log, so that what was erased is in neither. */
  checkpoint(): void {
    this.#database.checkpoint();
  }

  /**
   * Makes another index with all that is in this one, for a log of `logCount` entries, with a setting of its own if it
   * has one. Durable on return.
   *
   * @throws as `createDatabase`, `storage/*`; nothing is left at `path` then that anyone would open.
   */
  copyTo({ path, key }: CatalogPlace, logCount: number, own: OwnSetting | null = null): void {
    const database = createDatabase(path, key);
    try {
      this.#database.copyInto(database);
      new LogExpectedStore(database).set(logCount);
      if (own !== null) new SettingStore(database).set(own.key, own.value);
      database.checkpoint();
    } finally {
      database.close();
    }
  }

  /** @throws `vault/index-damaged` when the file left behind is not encrypted. Closing twice does nothing. */
  close(): void {
    this.#database.close();
  }
}

/** Makes the index of a new vault; as `createDatabase`. */
export function createCatalog({ path, key }: CatalogPlace): Catalog {
  return new Catalog(createDatabase(path, key));
}

/** Opens the index of a vault that exists; as `openDatabase`. */
export function openCatalog({ path, key }: CatalogPlace): Catalog {
  return new Catalog(openDatabase(path, key));
}
