import { maximumSpokenConsentMs, minutesThatFit, reservedBytes } from '../../contract/limits.ts';
import type { PersonId, RecordingId, SessionId, TextHash } from '../../contract/ids.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { projectAnswerSince } from '../consent/spoken-consent.ts';
import { projectFate } from '../retention/fate.ts';
import { getAgreement } from './ask-for-consent.ts';
import { beginRecording } from './begin-recording.ts';
import { destroySpokenTake } from './drop-spoken-takes.ts';
import { assertSessionStands } from './session-standing.ts';
import { isKept } from './kept-spoken-take.ts';
import { getSettings } from './settings.ts';
import { hasSomebodyElseRefused, listSpokenTakes } from './spoken-takes.ts';
import type { Unlocked } from './unlocked.ts';

interface Asked {
  readonly sessionId: SessionId;
  readonly personId: PersonId;
}

interface Speaking extends Asked {
  readonly textHash: TextHash;
}

/**
 * Begins to record how one person agrees aloud to the text that they have before them: the one recording that needs no
 * consent of everyone, which is why it has a key of its own and is bounded. What they said in the session before is
 * destroyed first, unless a recording rests on it.
 *
 * @throws `consent/agreement-changed` for another text, `consent/agreement-missing`; `consent/somebody-refused` when
 * somebody else has; `request/conflict` while anything is recorded or the session is being deleted; `request/not-found`;
 * `storage/disk-full` when what they may say does not fit; as `beginRecording`.
 */
export async function beginSpokenConsent(
  unlocked: Unlocked,
  { sessionId, personId, textHash }: Speaking,
): Promise<{ recordingId: RecordingId }> {
  const agreement = await getAgreement(unlocked, { sessionId, personId });
  if (agreement.textHash !== textHash) throw new SottoError('consent/agreement-changed');
  if (unlocked.recorders.current() !== null) throw new SottoError('request/conflict');
  if (projectFate(unlocked.log.events({ kind: 'session', id: sessionId })).kind !== 'stays') {
    throw new SottoError('request/conflict');
  }
  if (hasSomebodyElseRefused(unlocked, { sessionId, personId })) throw new SottoError('consent/somebody-refused');
  await assertRoomToSpeak(unlocked);
  for (const take of takesOf(unlocked, { sessionId, personId })) {
    await destroySpokenTake(unlocked, take, 'spoken-again');
  }
  return { recordingId: await beginRecording(unlocked, { sessionId, spokenConsent: { personId, textHash } }) };
}

/**
 * Destroys what this person said and has not agreed by; also while they are saying it.
 *
 * @throws `request/not-found` for no such session, `storage/*`.
 */
export async function discardSpokenConsent(unlocked: Unlocked, asked: Asked): Promise<void> {
  assertSessionStands(unlocked, asked.sessionId);
  const said = unlocked.log.events({ kind: 'person', id: asked.personId });
  for (const take of takesOf(unlocked, asked)) {
    if (projectAnswerSince(said, take) !== 'agreed-by-it') {
      await destroySpokenTake(unlocked, take, 'not-everyone-agreed');
    }
  }
}

/** No gate asks for it here, and what is said must not eat what deletions need. */
async function assertRoomToSpeak(unlocked: Unlocked): Promise<void> {
  const freeBytes = (await unlocked.disk.freeBytes(unlocked.vault.folder)) - reservedBytes;
  const wantedMinutes = maximumSpokenConsentMs / 60_000;
  if (minutesThatFit(freeBytes, getSettings(unlocked).bitrateBps) < wantedMinutes) {
    throw new SottoError('storage/disk-full');
  }
}

/** Nothing of the session rests on them yet. */
function takesOf(unlocked: Unlocked, { sessionId, personId }: Asked) {
  return listSpokenTakes(unlocked, sessionId)
    .filter((take) => take.personId === personId)
    .filter((take) => !isKept(unlocked, take));
}
