/**
 * Holds sessions in a vault, one after the other, with everything in one process: consent, a recording, notes, the second
 * asking. Says each thing in a line as soon as it is acknowledged, until it is killed or the disk refuses. Arguments: the
 * folder, the master key, how many recordings at most.
 */
import { writeSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { RecordingId, SessionId } from '../../../contract/ids.ts';
import { defaultBitrateBps, packetsPerSecond } from '../../../contract/limits.ts';
import { SottoError } from '../../../contract/sotto-error.ts';
import { fromHex } from '../../../main/crypto/bytes.ts';
import { SecretKey } from '../../../main/crypto/secret-key.ts';
import { answerSecondAsking } from '../../../main/use-cases/answer-second-asking.ts';
import { beginNotes } from '../../../main/use-cases/begin-notes.ts';
import { OpenReaders } from '../../../main/use-cases/open-readers.ts';
import { openRooms } from '../../../main/use-cases/open-vault-rooms.ts';
import { saveNotes } from '../../../main/use-cases/save-notes.ts';
import { settleRecording } from '../../../main/use-cases/settle-recording.ts';
import { nodeDisk } from '../../../main/vault/disk.ts';
import { openVaultBy } from '../../../main/vault/open-vault.ts';
import { Reserve } from '../../../main/vault/reserve.ts';
import { vaultLockPath } from '../../../main/vault/vault-files.ts';
import { acquireLock } from '../../../main/vault/vault-lock.ts';
import { begin, consentingSession } from '../../support/consenting-session.ts';
import { numberedPacket } from '../../support/numbered-packet.ts';
import { RecordersHere, unlockedIn } from '../../support/use-case-setting.ts';
import { reserveBytes } from '../../support/vault-setting.ts';
import { noteText } from '../held-sessions.ts';

const secondsOfTake = 5;
const versionsOfNotes = 3;
const [folder = '', masterKey = '', takes = ''] = process.argv.slice(2);

function say(...words: readonly (string | number)[]): void {
  writeSync(1, `${words.join(' ')}\n`);
}

/** As what the disk refuses would come to the person who asked for it; ends the process. */
async function tried<Value>(what: string, act: () => Promise<Value>): Promise<Value> {
  const beganAt = performance.now();
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof SottoError)) throw error;
    say('refused', what, error.code, Math.round(performance.now() - beganAt));
    process.exit(3);
  }
}

async function openVault() {
  const lock = acquireLock(vaultLockPath(folder));
  if (lock === null) throw new SottoError('request/conflict');
  const unlock = () => Promise.resolve({ masterKey: SecretKey.take('vault-master', fromHex(masterKey)), slotId: null });
  const opened = await openVaultBy(unlock, new Reserve(nodeDisk, folder, reserveBytes), folder);
  const clock = { nowMs: () => Date.now(), monotonicMs: () => performance.now() };
  const rooms = await openRooms(opened, { kind: 'unlock', clock, progress: [] });
  const recorders = new RecordersHere();
  const around = { recorders, readers: new OpenReaders(rooms, clock), clock, freeBytes: () => 10 ** 12 };
  // The lock with them: it would be let go of with the last who knows it.
  return { lock, recorders, unlocked: unlockedIn(rooms, { ...around, onArmed: () => undefined }) };
}

async function speak(recordingId: RecordingId): Promise<void> {
  const recorder = setting.recorders.recorderOf(recordingId);
  const broken = Promise.race([recorder.toMain.take('failed'), recorder.toVault.take('failed')]).then(({ error }) => {
    throw new SottoError(error);
  });
  broken.catch(() => undefined);
  recorder.attachCapture();
  for (let sent = 0; sent < secondsOfTake * packetsPerSecond;) {
    const from = sent;
    sent += packetsPerSecond;
    recorder.sendPackets(
      Array.from({ length: packetsPerSecond }, (_, index) => numberedPacket(from + index + 1, defaultBitrateBps)),
    );
    if (sent <= 2 * packetsPerSecond) continue;
    const { sequence } = await Promise.race([
      recorder.toCapture.take('ack', (ack) => ack.sequence >= sent - 2 * packetsPerSecond),
      broken,
    ]);
    say('saved', recordingId, sequence + 1);
  }
  recorder.fromCapture({ kind: 'stopped' });
  await Promise.race([setting.recorders.end(recordingId), broken]);
}

async function takeNotes(sessionId: SessionId): Promise<void> {
  const { version: first } = await beginNotes(setting.unlocked, sessionId);
  for (let basedOn = first; basedOn < first + versionsOfNotes; basedOn += 1) {
    const save = { sessionId, basedOn, text: noteText(basedOn + 1), isLeaving: false };
    const saved = await saveNotes(setting.unlocked, save);
    if (saved.outcome === 'saved') say('noted', sessionId, saved.version);
  }
}

const setting = await tried('opening', openVault);
say('open');
for (let round = 1; round <= Number(takes); round += 1) {
  const { sessionId, people } = await tried('consent', () => consentingSession(setting, 'Ann', 'Bea'));
  say('consented', sessionId);
  const recordingId = await tried('start', () => begin(setting, sessionId));
  say('began', recordingId);
  await tried('take', () => speak(recordingId));
  await tried('settling', () => settleRecording(setting.unlocked, recordingId));
  say('complete', recordingId);
  await tried('notes', () => takeNotes(sessionId));
  const [personId] = people;
  const answer = round % 3 === 0 ? 'destroy' : 'keep';
  if (answer === 'destroy') say('destroying', recordingId);
  if (personId !== undefined) {
    await tried('answer', () => answerSecondAsking(setting.unlocked, { recordingId, personId, answer }));
  }
  if (answer === 'destroy') say('destroyed', recordingId);
  // So that a folder can go away under it.
  await sleep(1);
}
process.exit(0);
