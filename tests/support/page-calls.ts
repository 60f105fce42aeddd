import type {} from '../../renderer/ui/vault-client.ts';

/** What a test does in a page by calls alone. Each of these is sent there as its text: it uses nothing but what it is given. */

/** Creates or unlocks the vault by the port that the page has for it; the failure's code, or null. */
export function openVault(given: { kind: 'create' | 'unlock'; typed: string }): Promise<string | null> {
  return new Promise<string | null>((resolve) => {
    window.sotto.passphrase.send({ kind: given.kind, passphrase: given.typed }, (reply) => {
      if (reply.kind === 'opened') resolve(null);
      if (reply.kind === 'failed') resolve(reply.error.code);
    });
  });
}

/** A session with one person who has consented; its id. */
export async function makeConsentedSession(): Promise<string> {
  const session = await window.sotto.sessions.create();
  if (!session.ok) throw new Error(session.error.code);
  const sessionId = session.value.id;
  const added = await window.sotto.sessions.addParticipant({
    sessionId,
    code: 'K 12',
    role: 'client',
    capacity: 'self',
    decision: 'own',
    forPersonIds: [],
    presence: 'here',
    place: null,
  });
  if (!added.ok) throw new Error(added.error.code);
  await window.sotto.jurisdiction.place({ sessionId, room: 'US-TX' });
  const personId = added.value.participants[0]?.personId ?? '';
  const chosen = await window.sotto.agreements.choose({
    sessionId,
    choice: {
      templateId: 'built-in',
      listeners: 'therapist-and-supervisor',
      retention: { rule: 'for', days: 30 },
      ownership: 'practice',
      clientCopy: 'none',
      isInClinicalRecord: false,
      validity: { rule: 'session' },
      purposes: ['own-use', 'supervision', 'training', 'research', 'transcription'],
    },
  });
  if (!chosen.ok) throw new Error(chosen.error.code);
  const agreement = await window.sotto.consent.getAgreement({ sessionId, personId });
  if (!agreement.ok) throw new Error(agreement.error.code);
  const { textHash, language, purposes } = agreement.value;
  const signature = { kind: 'typed', name: 'K 12' } as const;
  const granted = await window.sotto.consent.grant({ sessionId, personId, textHash, language, purposes, signature });
  if (!granted.ok) throw new Error(granted.error.code);
  return sessionId;
}

/** The recording's id; sound is not yet on the disk. */
export async function beginRecording(sessionId: string): Promise<string> {
  const answer = await window.sotto.recordings.start({ sessionId });
  if (!answer.ok || answer.value.outcome !== 'started') throw new Error(JSON.stringify(answer));
  return answer.value.recordingId;
}

/** Resolves when more of the running recording is on the disk than when this was called. */
export function moreIsSaved(): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    let before: number | null = null;
    const stop = window.sotto.on('recordingStatus', (status) => {
      before ??= status.savedMs;
      if (status.phase === 'failed') reject(new Error(status.error ?? 'failed'));
      if (status.savedMs <= before) return;
      stop();
      resolve();
    });
  });
}

/** Stops the recording and resolves when the vault has settled what it is. */
export async function stopRecording(recordingId: string): Promise<void> {
  const stopped = await window.sotto.recordings.stop();
  if (!stopped.ok) throw new Error(stopped.error.code);
  for (;;) {
    const recording = await window.sotto.recordings.get({ recordingId });
    if (!recording.ok) throw new Error(recording.error.code);
    if (recording.value.state !== 'recording') return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** Plays it from its beginning; resolves when the player has come to `untilSeconds`. */
export function playRecording(given: { recordingId: string; untilSeconds: number }): Promise<void> {
  return new Promise<void>((resolve, reject) => {
    const player = new Audio(`recording://${given.recordingId}/`);
    player.addEventListener('error', () => reject(new Error(player.error?.message ?? 'not played')));
    player.addEventListener('timeupdate', () => {
      if (player.currentTime < given.untilSeconds) return;
      player.pause();
      resolve();
    });
    player.play().catch(reject);
  });
}

/** Asks for the lock and does not wait: the page that asks is gone before there is an answer. */
export function askToLock(): void {
  void window.sotto.app.lock();
}
