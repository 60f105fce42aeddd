import { writeFile } from 'node:fs/promises';
import { textHashSchema, type RecordingId } from '../../contract/ids.ts';
import { inTheRoom } from '../../contract/participation.ts';
import { concatBytes, fromHex, utf8, type Bytes } from '../../main/crypto/bytes.ts';
import { encodeLogHeader, noDigest, sealLogEntry } from '../../main/crypto/v1/log-entry.ts';
import type { EventBodies, EventSubject, EventSubjectKind } from '../../main/log/events.ts';
import { Heads } from '../../main/log/heads.ts';
import type { Vault } from '../../main/vault/vault.ts';
import { chosenAt, someTerms } from '../support/chosen-terms.ts';
import { clock, newPersonId, newRecordingId, newSessionId } from '../support/vault-setting.ts';

/** How often a client comes, and so how long a person's chain grows. */
const sessionsPerPerson = 20;

/**
 * Writes a log of `size` entries as a practice makes them (nine a session: its terms chosen, two people added, asked and
 * recorded, and listened to once) and commits it. At once, and not by appending: that costs several fsyncs an entry.
 */
export async function fillLog(vault: Vault, size: number): Promise<void> {
  const vaultId = fromHex(vault.vaultId);
  const heads = new Heads();
  const records: Bytes[] = [encodeLogHeader(vaultId)];
  const add = <K extends EventSubjectKind>({ kind, id }: EventSubject<K>, body: EventBodies[K]): void => {
    if (records.length > size) return;
    const subject = { kind, id: fromHex(id) };
    const { record, head } = sealLogEntry(vault.logKeys, vaultId, records.length - 1, {
      atMs: clock.nowMs(),
      subject,
      previousHead: heads.of(subject),
      evidenceDigest: noDigest,
      body: utf8(JSON.stringify(body)),
    });
    heads.advance(subject, head);
    records.push(record);
  };
  for (let session = 0, people = newPeople(); records.length <= size; session += 1) {
    if (session % sessionsPerPerson === 0) people = newPeople();
    addSession(add, people);
  }
  await writeFile(vault.logPath, concatBytes(...records));
  await vault.commitLog(size, heads.digest());
}

type People = readonly ReturnType<typeof newPersonId>[];
type Add = <K extends EventSubjectKind>(subject: EventSubject<K>, body: EventBodies[K]) => void;

function newPeople(): People {
  return [newPersonId(), newPersonId()];
}

function addSession(add: Add, people: People): void {
  const sessionId = newSessionId();
  const recordingId: RecordingId = newRecordingId();
  const asThemselves = { role: 'client', capacity: 'self' } as const;
  add({ kind: 'session', id: sessionId }, chosenAt(clock.nowMs()));
  for (const personId of people) {
    add({ kind: 'session', id: sessionId }, { kind: 'participant.added', personId, ...asThemselves, ...inTheRoom });
    add(
      { kind: 'person', id: personId },
      {
        kind: 'consent.granted',
        forPersonIds: [],
        sessionId,
        textHash: textHashSchema.parse('ab'.repeat(32)),
        language: 'en',
        purposes: ['supervision'],
        method: 'typed',
        isWitnessed: false,
        paper: null,
        spokenIn: null,
        ...asThemselves,
        ...someTerms,
      },
    );
  }
  const recording = { kind: 'recording', id: recordingId } as const;
  add(recording, { kind: 'recording.began', sessionId, bitrateBps: 48_000, spokenConsent: null });
  add(recording, { kind: 'recording.completed', durationMs: 3_000_000, segments: [0], gaps: [], gapCount: 0 });
  add(
    { kind: 'person', id: people[0] ?? newPersonId() },
    { kind: 'second-answer', sessionId, recordingId, answer: 'keep' },
  );
  add(recording, { kind: 'recording.opened' });
}
