import { z } from 'zod';
import { personIdSchema, type PersonId, type SessionId } from '../../contract/ids.ts';
import { capacitySchema, roleSchema, type Capacity, type Role } from '../../contract/session.ts';
import type { CatalogDatabase } from './database.ts';
import type { Command, Query } from './statements.ts';

const rowSchema = z
  .object({ person_id: personIdSchema, code: z.string(), role: roleSchema, capacity: capacitySchema })
  .transform((row) => ({ personId: row.person_id, code: row.code, role: row.role, capacity: row.capacity }));

/** One person present in one session; what they consented to is in the log. */
export type Participation = Readonly<z.output<typeof rowSchema>>;

export interface NewParticipation {
  readonly sessionId: SessionId;
  readonly personId: PersonId;
  readonly role: Role;
  readonly capacity: Capacity;
}

export class ParticipationStore {
  readonly #add: Command;
  readonly #remove: Command;
  readonly #ofSession: Query<typeof rowSchema>;

  constructor(database: CatalogDatabase) {
    this.#add = database.command(
      `INSERT INTO participation (session_id, person_id, role, capacity, position)
       SELECT ?, ?, ?, ?, coalesce(max(position), 0) + 1 FROM participation WHERE session_id = ?`,
    );
    this.#remove = database.command('DELETE FROM participation WHERE session_id = ? AND person_id = ?');
    this.#ofSession = database.query(
      `SELECT person_id, code, role, capacity FROM participation JOIN person ON person.id = person_id
       WHERE session_id = ? ORDER BY position`,
      rowSchema,
    );
  }

  /** @throws `request/conflict` when they are in it already; `request/not-found` for no such session or person. */
  add(participation: NewParticipation): void {
    const { sessionId, personId, role, capacity } = participation;
    this.#add.run(sessionId, personId, role, capacity, sessionId);
  }

  /** Whether they were in it. */
  remove(sessionId: SessionId, personId: PersonId): boolean {
    return this.#remove.run(sessionId, personId) > 0;
  }

  /** In the order in which they were added. */
  ofSession(sessionId: SessionId): Participation[] {
    return this.#ofSession.all(sessionId);
  }
}
