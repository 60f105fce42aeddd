import type { Page } from '@playwright/test';
import type {} from '../../renderer/ui/vault-client.ts';

export const passphrase = 'seven quiet herons cross the weir';

/** Creates or unlocks the vault by the port that the page has for it; the failure's code, or null. */
export function openByPort(page: Page, kind: 'create' | 'unlock', typed = passphrase): Promise<string | null> {
  return page.evaluate(
    (given) =>
      new Promise<string | null>((resolve) => {
        window.sotto.passphrase.send(given.kind, given.typed, (reply) => {
          if (reply.kind === 'opened') resolve(null);
          if (reply.kind === 'failed') resolve(reply.error.code);
        });
      }),
    { kind, typed },
  );
}

/** A session with one person who has consented, made by calls alone; its id. */
export function consentedSession(page: Page): Promise<string> {
  return page.evaluate(async () => {
    const session = await window.sotto.sessions.create();
    if (!session.ok) throw new Error(session.error.code);
    const sessionId = session.value.id;
    const added = await window.sotto.sessions.addParticipant({
      sessionId,
      code: 'K 12',
      role: 'client',
      capacity: 'self',
    });
    if (!added.ok) throw new Error(added.error.code);
    const personId = added.value.participants[0]?.personId ?? '';
    const agreement = await window.sotto.consent.getAgreement({ sessionId, personId });
    if (!agreement.ok) throw new Error(agreement.error.code);
    const { textHash, language, purposes } = agreement.value;
    const signature = { kind: 'typed', name: 'K 12' } as const;
    const granted = await window.sotto.consent.grant({ sessionId, personId, textHash, language, purposes, signature });
    if (!granted.ok) throw new Error(granted.error.code);
    return sessionId;
  });
}

/** Starts recording and waits until sound is on the disk; the recording's id. */
export async function startRecording(page: Page, sessionId: string): Promise<string> {
  const answer = await page.evaluate((id) => window.sotto.recordings.start({ sessionId: id }), sessionId);
  if (!answer.ok || answer.value.outcome !== 'started') throw new Error(JSON.stringify(answer));
  await savedMore(page);
  return answer.value.recordingId;
}

/** Waits until more of the running recording is on the disk than when this was called. */
export function savedMore(page: Page): Promise<void> {
  return page.evaluate(
    () =>
      new Promise<void>((resolve, reject) => {
        let before: number | null = null;
        const stop = window.sotto.on('recordingStatus', (status) => {
          before ??= status.savedMs;
          if (status.phase === 'failed') reject(new Error(status.error ?? 'failed'));
          if (status.savedMs <= before) return;
          stop();
          resolve();
        });
      }),
  );
}
