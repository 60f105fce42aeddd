import type { VaultId, RecordingId } from '../../contract/ids.ts';
import type { Certificate, KnownCopy } from '../../contract/retention.ts';
import { keyTableEntryId } from '../crypto/v1/entry-id.ts';
import type { EventBodies, LoggedEvent } from '../log/events.ts';

type RecordingEvent = LoggedEvent<'recording'>;
type Of<Kind extends EventBodies['recording']['kind']> = Extract<EventBodies['recording'], { kind: Kind }>;
type EventOf<Kind extends EventBodies['recording']['kind']> = RecordingEvent & { readonly body: Of<Kind> };

export interface CertificateFacts {
  readonly vaultId: VaultId;
  readonly recordingId: RecordingId;
  readonly events: readonly RecordingEvent[];
  /** Head of the chain with the entry at that place of the log, in hexadecimal. */
  readonly headAt: (sequence: number) => string;
  /** Every id under which it may have had a key. */
  readonly soundIds: readonly string[];
  readonly copies: readonly KnownCopy[];
  readonly appVersion: string;
}

/** The certificate of a destruction, from the log alone; null while there is none that has come to its end. */
export function buildCertificate(facts: CertificateFacts): Certificate | null {
  const { events, recordingId } = facts;
  const began = find(events, 'recording.began');
  const destroying = find(events, 'recording.destroying');
  const destroyed = find(events, 'recording.destroyed');
  if (began === null || destroying === null || destroyed === null) return null;
  const { sessionId, spokenConsent } = began.body;
  const entryOf = ({ sequence, atMs }: RecordingEvent) => {
    return { sequence, at: new Date(atMs).toISOString(), head: facts.headAt(sequence) };
  };
  return {
    schema_version: 'sotto-certificate-2',
    vault_id: facts.vaultId,
    recording_id: recordingId,
    session_id: sessionId,
    what: spokenConsent === null ? 'session' : 'spoken-consent',
    began_at: new Date(began.atMs).toISOString(),
    duration_ms: lengthIn(events),
    reason: destroying.body.reason,
    destroyed_at: new Date(destroyed.atMs).toISOString(),
    key: {
      entry_ids: facts.soundIds.map(keyTableEntryId),
      absent_from_generation: destroyed.body.keyTableGeneration,
    },
    log: { began: entryOf(began), destruction_begun: entryOf(destroying), destroyed: entryOf(destroyed) },
    copies_elsewhere: facts.copies.map(({ kind, format, atMs, finishedAtMs }) => ({
      kind,
      format,
      at: new Date(atMs).toISOString(),
      finished_at: finishedAtMs === null ? null : new Date(finishedAtMs).toISOString(),
    })),
    not_promised: ['copies-of-the-vault', 'copies-unknown-to-the-log', 'blocks-left-on-flash'],
    app_version: facts.appVersion,
  };
}

function find<Kind extends EventBodies['recording']['kind']>(
  events: readonly RecordingEvent[],
  kind: Kind,
): EventOf<Kind> | null {
  const isWanted = (event: RecordingEvent): event is EventOf<Kind> => event.body.kind === kind;
  return events.find(isWanted) ?? null;
}

function lengthIn(events: readonly RecordingEvent[]): number | null {
  let durationMs: number | null = null;
  for (const { body } of events) {
    if (body.kind === 'recording.completed' || body.kind === 'recording.recovered') ({ durationMs } = body);
  }
  return durationMs;
}
